package io.finrst.cli;

import io.finrst.teardown.Verdict;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Verdicts as users write them: ids, and {@code rst} for all that start so. */
final class VerdictNames {
  private VerdictNames() {}

  /** The verdicts of a comma-separated list. */
  static Set<Verdict> parse(String list) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String name : list.split(",")) {
      Set<Verdict> named =
          Arrays.stream(Verdict.values())
              .filter(v -> v.id().equals(name) || name.equals("rst") && v.id().startsWith("rst-"))
              .collect(Collectors.toSet());
      if (named.isEmpty()) {
        throw new TypeConversionException(
            "unknown verdict '" + name + "'; did you mean " + String.join(" or ", nearest(name)) + "?");
      }
      verdicts.addAll(named);
    }
    return verdicts;
  }

  private static List<String> nearest(String name) {
    return Arrays.stream(Verdict.values())
        .map(Verdict::id)
        .sorted(Comparator.comparingInt(id -> distance(name, id)))
        .limit(2)
        .toList();
  }

  /** Edits that turn one word into the other (Levenshtein). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
