package io.finrst.lab;

import java.util.Locale;

/** A host of a {@link Network} where packets are captured, in the order of the path. */
public enum Point {
  CLIENT,
  ROUTER,
  SERVER;

  /** As it stands in names of files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
