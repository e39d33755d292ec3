package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Oddity;
import io.finrst.diagnosis.ResetOrigin;

/** What contradicts the side a reset speaks for, as one fact. */
final class Oddities {
  private Oddities() {}

  static String of(Ending e) {
    return e.wasReset() ? String.join("; ", e.origin().oddities().values()) : "";
  }

  /** One of them in words, empty when it is none. */
  static String of(Ending e, Oddity oddity) {
    return e.wasReset() ? e.origin().oddities().getOrDefault(oddity, "") : "";
  }

  /** Whether it lacks what its host's own stack puts into an answer: netfilter's REJECT sends resets like that. */
  static boolean ofRejectRule(ResetOrigin origin) {
    return origin.has(Oddity.NO_ECHO) || origin.has(Oddity.UNLABELLED);
  }

  /** Whether several of its fields do not fit, those aside in which every REJECT rule's reset differs. */
  static boolean several(ResetOrigin origin) {
    return origin.oddities().keySet().stream()
            .filter(odd -> odd != Oddity.NO_ECHO && odd != Oddity.UNLABELLED)
            .count()
        > 1;
  }
}
