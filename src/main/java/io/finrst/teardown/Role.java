package io.finrst.teardown;

import java.util.Locale;

/** Who did something: the side that sent the first SYN, the side that was asked, or a device between them. */
public enum Role {
  CLIENT,
  SERVER,
  MIDDLEBOX;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Stable id, e.g. {@code client}. */
  public String id() {
    return id;
  }
}
