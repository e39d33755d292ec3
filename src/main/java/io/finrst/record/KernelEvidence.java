package io.finrst.record;

import java.util.List;

/**
 * What the kernels of a connection's sides say of its resets.
 *
 * @param resets sent and accepted, in order
 * @param disowned frames of resets whose supposed sender's kernel was watched and sent none: someone else did
 */
public record KernelEvidence(List<KernelReset> resets, List<Long> disowned) {
  /**
   * Between a packet and the record of it: two clocks compared, and a capture that stamps later than the kernel, ns.
   */
  private static final long APART_NS = 500_000_000L;

  /** Nothing is known. */
  public static final KernelEvidence NONE = new KernelEvidence(List.of(), List.of());

  /** The record of sending {@code reset}; null when there is none. */
  public KernelReset sent(Reset reset, ConnectionRecord c) {
    return nearest(KernelReset.Action.SENT, reset, c);
  }

  /** The record of accepting {@code reset}; null when there is none. */
  public KernelReset received(Reset reset, ConnectionRecord c) {
    return nearest(KernelReset.Action.RECEIVED, reset, c);
  }

  private KernelReset nearest(KernelReset.Action action, Reset reset, ConnectionRecord c) {
    KernelReset nearest = null;
    long least = APART_NS;
    for (KernelReset each : resets) {
      long apart = Math.abs(each.timeNs() - reset.at().timeNs());
      if (each.action() == action && each.from().equals(c.endpoint(reset.from())) && apart <= least) {
        nearest = each;
        least = apart;
      }
    }
    return nearest;
  }

  /** Whether the kernel of the side whose name {@code reset} carries did not send it. */
  public boolean disowns(Reset reset) {
    return disowned.contains(reset.at().frame());
  }
}
