package io.finrst.judgement;

import io.finrst.record.ResetFacts;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;

/**
 * What one reset was.
 *
 * @param facts the reset, and what was known when it came
 * @param kind what it looks like among its sender's numbers, and so what made it
 * @param grounds what it did to its receiver, and why
 * @param answeredFrame frame of the segment that an {@link ResetKind#ANSWER} replies to, 0 when it is none
 * @param senderWentOn whether the side in whose name it came went on sending as if it had never sent it
 */
public record ResetJudgement(
    ResetFacts facts, ResetKind kind, Grounds grounds, long answeredFrame, boolean senderWentOn) {

  /** What it did to its receiver. */
  public ResetEffect effect() {
    return grounds.effect();
  }
}
