package io.finrst.capture.pcap4j;

import java.util.function.Predicate;

/**
 * Where a capture filter goes wrong. libpcap says only that it does, so its words are tried one after the other: up to
 * the first with which the filter neither is complete nor can become so.
 */
final class FilterError {
  /** What can follow an unfinished filter, one for each kind of word it can end with. */
  private static final String[] ENDINGS = {
    "", " 80", " 192.0.2.1", " 192.0.2.0/24", " host 192.0.2.1", " 02:00:00:00:00:01", " tcp", " 1-2", " = 1", " 1 = 1"
  };

  private static final int MOST_OPEN_BRACKETS = 8;

  private FilterError() {}

  /**
   * The index of the first character of the word that is wrong; the filter's length when something is missing at its
   * end.
   *
   * @param compiles whether libpcap takes a filter
   */
  static int position(String filter, Predicate<String> compiles) {
    int from = 0;
    while (from < filter.length()) {
      int start = from;
      while (start < filter.length() && filter.charAt(start) == ' ') {
        start++;
      }
      int end = start;
      while (end < filter.length() && filter.charAt(end) != ' ') {
        end++;
      }
      if (!isViable(filter.substring(0, end), compiles)) {
        return start;
      }
      from = end;
    }
    return filter.length();
  }

  private static boolean isViable(String beginning, Predicate<String> compiles) {
    StringBuilder closing = new StringBuilder();
    long open = beginning.chars().filter(c -> c == '(').count() - beginning.chars().filter(c -> c == ')').count();
    for (long i = 0; i < Math.min(open, MOST_OPEN_BRACKETS); i++) {
      closing.append(" )");
    }
    for (String ending : ENDINGS) {
      if (compiles.test(beginning + ending + closing)) {
        return true;
      }
    }
    return false;
  }
}
