package io.finrst.diagnosis;

import java.util.Locale;

/** How sure a finding is, best first. */
public enum Confidence {
  CERTAIN,
  LIKELY,
  POSSIBLE;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Stable id, e.g. {@code likely}. */
  public String id() {
    return id;
  }
}
