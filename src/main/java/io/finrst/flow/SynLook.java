package io.finrst.flow;

import io.finrst.record.HopDistance;
import io.finrst.record.Stack;
import io.finrst.wire.OptionOrder;
import io.finrst.wire.Segment;

/** Tells from a SYN or SYN-ACK whose TCP made it. */
final class SynLook {
  private static final int BSD_WINDOW = 65_535;

  /** nmap -sS and masscan: 1024 to 4096 in steps of 1024. */
  private static final int SCANNERS_WINDOWS = 1_024;

  private static final int SCANNERS_LARGEST = 4_096;

  private static final int MSS = 0x2;
  private static final int MSS_SCALE = 0x213;

  private SynLook() {}

  /** Whose {@code s} looks like, a SYN or SYN-ACK at {@code data}. */
  static Stack of(Segment s, byte[] data) {
    int order = OptionOrder.of(s, data);
    boolean synAck = s.has(Segment.ACK);
    if (!synAck && isHandMade(s, order)) {
      return Stack.HAND_MADE;
    }
    boolean fragments = s.ipVersion == 4 && !s.dontFragment;
    return switch (HopDistance.initial(s.ttl)) {
      case 128 -> Stack.WINDOWS;
      case 255 -> fragments && (order == MSS || begins(order, MSS_SCALE)) ? Stack.LWIP : Stack.UNKNOWN;
      case 64 -> ofUnix(s, order, synAck, fragments);
      default -> Stack.UNKNOWN;
    };
  }

  private static boolean isHandMade(Segment s, int order) {
    boolean none = s.optionsLength == 0;
    boolean few = order == MSS && s.window % SCANNERS_WINDOWS == 0 && s.window <= SCANNERS_LARGEST;
    return none || few;
  }

  private static Stack ofUnix(Segment s, int order, boolean synAck, boolean fragments) {
    if (begins(order, MSS_SCALE) && s.window == BSD_WINDOW) {
      return Stack.BSD;
    }
    if (fragments) {
      boolean whole = order == 0x24813;
      return order == MSS && s.window == BSD_WINDOW ? Stack.SLIRP : whole ? Stack.GVISOR : Stack.UNKNOWN;
    }
    boolean numbered = synAck && s.ipVersion == 4 && s.ipId != 0;
    return isLinux(order, synAck) && !numbered ? Stack.LINUX : Stack.UNKNOWN;
  }

  /** The order of tcp_options_write; a SYN-ACK has of these what the SYN had offered, and Linux offers all. */
  private static boolean isLinux(int order, boolean synAck) {
    return switch (order) {
      case 0x24813, 0x211413 -> true;
      case MSS, MSS_SCALE, 0x2114, 0x248, 0x2118, 0x211813 -> synAck;
      default -> false;
    };
  }

  private static boolean begins(int order, int with) {
    int rest = order;
    while (rest > with || rest < 0) {
      rest >>>= 4;
    }
    return rest == with;
  }
}
