package io.finrst.diagnosis;

import java.util.EnumMap;
import java.util.Map;

/** The facts of every cause. */
final class CauseTable {
  static final Map<Cause, CauseFacts> FACTS = new EnumMap<>(Cause.class);

  static {
    ConnectingCauses.addTo(FACTS);
    EstablishedCauses.addTo(FACTS);
    ClosingCauses.addTo(FACTS);
  }

  private CauseTable() {}
}
