package io.finrst.diagnosis.cause;

import io.finrst.record.Reset;

/** What contradicts the side a reset speaks for, as one fact. */
final class Oddities {
  private Oddities() {}

  static String of(Reset reset) {
    return reset == null ? "" : String.join("; ", reset.oddities());
  }

  /** Whether it lacks what its host's own stack puts into an answer: netfilter's REJECT sends resets like that. */
  static boolean ofRejectRule(Reset reset) {
    return reset.oddities().contains(Reset.NO_ECHO) || reset.oddities().contains(Reset.UNLABELLED);
  }

  /** Whether several of its fields do not fit, those aside in which every REJECT rule's reset differs. */
  static boolean several(Reset reset) {
    return reset.oddities().stream()
            .filter(odd -> !odd.equals(Reset.NO_ECHO) && !odd.equals(Reset.UNLABELLED))
            .count()
        > 1;
  }
}
