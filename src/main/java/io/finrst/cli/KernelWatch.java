package io.finrst.cli;

import io.finrst.kernel.KernelLog;
import io.finrst.kernel.LiveTrace;
import java.io.Closeable;
import java.io.IOException;

/** The kernel's word on resets while a live capture runs; nothing when it was not asked for or cannot be had. */
final class KernelWatch implements Closeable {
  private final LiveTrace trace; // null for nothing

  private KernelWatch(LiveTrace trace) {
    this.trace = trace;
  }

  /** Begins to listen if asked to; where that cannot be, says so and goes on without. */
  static KernelWatch start(boolean asked, Surroundings surroundings) {
    if (!asked) {
      return new KernelWatch(null);
    }
    try {
      return new KernelWatch(new LiveTrace());
    } catch (IOException e) {
      surroundings.say("--kernel: " + e.getMessage() + "; going on without");
      return new KernelWatch(null);
    }
  }

  /** What the kernel tells, null when it is not asked. */
  KernelLog log() {
    return trace == null ? null : trace.log();
  }

  @Override
  public void close() {
    if (trace != null) {
      trace.close();
    }
  }
}
