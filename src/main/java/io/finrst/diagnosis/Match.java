package io.finrst.diagnosis;

import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A cause that was found.
 *
 * @param known the cause
 * @param confidence how sure
 * @param actor the side whose doing it is; for a device on the way, the side it spoke for
 * @param second whether it goes behind what is as sure: what can be seen speaks a little more for that
 * @param proved whether something other than packets showed it, so that look-alikes on the wire do not matter
 * @param evidence the facts, needed ones first
 */
public record Match(
    KnownCause known, Confidence confidence, Role actor, boolean second, boolean proved, List<Evidence> evidence) {

  /** The same, no surer than {@code surest}. */
  Match atMost(Confidence surest) {
    return confidence.compareTo(surest) >= 0 ? this : new Match(known, surest, actor, second, proved, evidence);
  }

  /** The same, with facts of {@code frame} that are worth telling. */
  public Match tells(long frame, List<String> facts) {
    if (facts.isEmpty()) {
      return this;
    }
    List<Evidence> all = new ArrayList<>(evidence);
    facts.forEach(fact -> all.add(new Evidence(frame, fact)));
    return new Match(known, confidence, actor, second, proved, List.copyOf(all));
  }
}
