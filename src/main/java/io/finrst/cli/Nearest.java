package io.finrst.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says which of the known words a mistyped one may have been. */
final class Nearest {
  private static final int MOST = 2;

  private Nearest() {}

  /** {@code did you mean a or b?}, or the whole list when nothing comes close. */
  static String hint(String typed, Collection<String> known) {
    return to(typed, known).orElseGet(() -> "known are " + String.join(", ", known));
  }

  /** {@code did you mean a or b?}, whatever the case; empty when nothing comes close. */
  static Optional<String> to(String typed, Collection<String> known) {
    String lower = typed.toLowerCase(Locale.ROOT);
    int near = Math.max(2, lower.length() / 2);
    List<String> close =
        known.stream()
            .filter(word -> distance(lower, lower(word)) <= near || lower.length() > 2 && lower(word).contains(lower))
            .sorted(Comparator.comparingInt(word -> distance(lower, lower(word))))
            .limit(MOST)
            .toList();
    return close.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", close) + "?");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's: how many letters to insert, delete or replace. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
