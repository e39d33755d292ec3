package io.finrst.compare;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import java.util.List;

/**
 * One cause that the points together support.
 *
 * @param cause the cause
 * @param confidence how sure
 * @param evidence what speaks for it, what only several points can show first
 * @param harmful whether an end by it needs repair, or may
 */
public record JointFinding(Cause cause, Confidence confidence, List<JointEvidence> evidence, boolean harmful) {

  /**
   * One fact.
   *
   * @param place of the point that shows it
   * @param frame the packet there, 0 for an absence or a fact about several packets
   * @param fact one phrase without full stop
   */
  public record JointEvidence(int place, long frame, String fact) {}
}
