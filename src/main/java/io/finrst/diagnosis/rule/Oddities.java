package io.finrst.diagnosis.rule;

import io.finrst.flow.Reset;

/** What contradicts the side a reset speaks for, as one fact. */
final class Oddities {
  /** The phrase by which a reset says that its supposed sender went on. */
  static final String WENT_ON = "this host went on sending afterwards";

  private Oddities() {}

  static String of(Reset reset) {
    return reset == null ? "" : String.join("; ", reset.oddities());
  }
}
