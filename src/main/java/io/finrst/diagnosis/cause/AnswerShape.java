package io.finrst.diagnosis.cause;

import io.finrst.record.Reset;

/** What a device copies when it answers in a host's name as a stack would: nothing of its own but the numbers. */
final class AnswerShape {
  private AnswerShape() {}

  /** Bare reset or reset to a SYN, window 0, IP ID 0, no payload: netfilter and Linux answer like this. */
  static boolean of(Reset reset) {
    boolean bare = reset.flags().equals("R") || reset.flags().equals("RA") && reset.seq() == 0;
    return bare && reset.window() == 0 && reset.ipId() == 0 && reset.payloadLength() == 0;
  }
}
