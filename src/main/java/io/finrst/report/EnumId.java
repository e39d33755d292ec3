package io.finrst.report;

import java.util.Locale;

/** Ids of constants whose type has none of its own. */
public final class EnumId {
  private EnumId() {}

  /** {@code CLIENT_ONLY} as {@code client-only}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
