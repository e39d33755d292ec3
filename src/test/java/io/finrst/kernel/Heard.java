package io.finrst.kernel;

import io.finrst.record.KernelReset;

/** What a kernel would have told, from a test that plays its part. */
public final class Heard {
  private final KernelLog log = new KernelLog(() -> true);

  /** One more record, its time that of packets. */
  public void add(KernelReset reset) {
    log.add(reset);
  }

  /** All of them. */
  public KernelLog log() {
    return log;
  }
}
