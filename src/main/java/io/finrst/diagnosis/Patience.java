package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Repetition;

/** How long stacks try before a call fails with ETIMEDOUT. Before the shortest of these no program has seen it. */
final class Patience {
  /** The shortest of the stacks' own limits of connect: Windows waits 21 s, macOS 75 s, Linux 127 s and more. */
  static final long CONNECT_NS = 21_000_000_000L;

  /** The fewest SYNs that a stack makes do with: Windows sends three (TcpMaxConnectRetransmissions 2). */
  static final int SYNS = 3;

  /** RFC 9293 section 3.8.3: nobody gives up before R1, at least three retransmissions. */
  static final int RETRANSMISSIONS = 3;

  private Patience() {}

  /** Whether connect() of the client can have timed out within the capture. */
  static boolean connectMayHaveTimedOut(ConnectionRecord c) {
    return c.clientHalf().synCount() >= SYNS
        || c.last().since(c.first()) + c.times().watchedNs() >= CONNECT_NS;
  }

  /** Whether who sent {@code again} can have given up. */
  static boolean mayHaveGivenUp(Repetition again) {
    return again.count() >= RETRANSMISSIONS;
  }
}
