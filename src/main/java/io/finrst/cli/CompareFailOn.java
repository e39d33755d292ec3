package io.finrst.cli;

import io.finrst.compare.Comparison;
import io.finrst.report.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * When {@code compare} exits with 1.
 *
 * @param lost whether connections that lost packets count
 * @param added whether those count that got packets which were not sent
 * @param endings what else counts, null for nothing
 * @param atLeast how many of them it takes, at least 1
 */
record CompareFailOn(boolean lost, boolean added, Endings endings, long atLeast) {
  private static final String LOST = "lost";
  private static final String ADDED = "added";

  private boolean includes(Comparison c) {
    return lost && c.hasLoss() || added && c.hasAdded() || endings != null && endings.include(c);
  }

  /** How many there were. */
  static final class Count {
    private final CompareFailOn asked; // null for nothing
    private long count;

    Count(CompareFailOn asked) {
      this.asked = asked;
    }

    void add(Comparison c) {
      count += asked != null && asked.includes(c) ? 1 : 0;
    }

    boolean isEnough() {
      return asked != null && count >= asked.atLeast;
    }

    String message() {
      return "--fail-on matched " + Quantity.count(count, "connection");
    }
  }

  /** {@code WHAT[,WHAT..][:N]}. */
  static final class Parser implements ITypeConverter<CompareFailOn> {
    @Override
    public CompareFailOn convert(String text) {
      int colon = text.lastIndexOf(':');
      long atLeast = colon < 0 ? 1 : number(text.substring(colon + 1));
      List<String> words =
          Arrays.asList((colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT).split(",", -1));
      String endings =
          words.stream().filter(word -> !word.equals(LOST) && !word.equals(ADDED)).collect(Collectors.joining(","));
      return new CompareFailOn(
          words.contains(LOST), words.contains(ADDED), endings.isEmpty() ? null : Endings.parse(endings), atLeast);
    }

    private static long number(String text) {
      try {
        long number = Long.parseLong(text);
        if (number >= 1) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' is not a number of connections, 1 or more");
    }
  }

  /** All that may be typed; for shell completion. */
  static final class Words extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Words() {
      super(List.of(LOST, ADDED));
      addAll(new Endings.Words());
    }
  }
}
