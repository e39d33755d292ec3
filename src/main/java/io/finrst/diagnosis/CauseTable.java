package io.finrst.diagnosis;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The facts of every cause, one entry each. */
final class CauseTable {
  static final Map<Cause, CauseFacts> FACTS = new EnumMap<>(Cause.class);

  static {
    for (Cause cause : Cause.values()) {
      FACTS.put(cause, new CauseFacts(List.of(), List.of(), "", List.of(), List.of()));
    }
  }

  private CauseTable() {}
}
