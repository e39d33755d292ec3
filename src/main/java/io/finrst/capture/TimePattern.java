package io.finrst.capture;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** File names with the conversions of strftime(3) that name a time in digits, as tcpdump's {@code -w} takes them; UTC. */
public final class TimePattern {
  private static final Map<Character, String> CONVERSIONS =
      Map.ofEntries(
          Map.entry('Y', "uuuu"),
          Map.entry('y', "uu"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('H', "HH"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('j', "DDD"),
          Map.entry('F', "uuuu-MM-dd"),
          Map.entry('T', "HH:mm:ss"));

  private static final char EPOCH = 's';

  private TimePattern() {}

  /** Whether {@code name} holds a conversion. */
  public static boolean isIn(String name) {
    return !expand(name, Instant.EPOCH).equals(name);
  }

  /** {@code name} at a time; {@code %%} is a percent sign, and what is no conversion stays. */
  public static String expand(String name, Instant time) {
    ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
    StringBuilder expanded = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char next = name.charAt(i) == '%' && i + 1 < name.length() ? name.charAt(i + 1) : 0;
      if (CONVERSIONS.containsKey(next)) {
        expanded.append(DateTimeFormatter.ofPattern(CONVERSIONS.get(next), Locale.ROOT).format(utc));
        i++;
      } else if (next == EPOCH) {
        expanded.append(time.getEpochSecond());
        i++;
      } else if (next == '%') {
        expanded.append(next);
        i++;
      } else {
        expanded.append(name.charAt(i));
      }
    }
    return expanded.toString();
  }
}
