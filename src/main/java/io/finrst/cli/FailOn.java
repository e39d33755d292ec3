package io.finrst.cli;

import java.util.ArrayList;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * When to exit with 1.
 *
 * @param endings what counts; null for what a baseline does not know
 * @param atLeast how many of them it takes, at least 1
 */
record FailOn(Endings endings, long atLeast) {
  private static final String NEW = "new";

  /** Whether it is what a baseline does not know that counts. */
  boolean asksForNew() {
    return endings == null;
  }

  /** All that may be typed. */
  static final class Words extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Words() {
      super(new Endings.Words());
      add(NEW);
    }
  }

  /** {@code ENDING[,ENDING..][:N]} or {@code new[:N]}. */
  static final class Parser implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        return new FailOn(endings(text), 1);
      }
      String number = text.substring(colon + 1);
      try {
        long atLeast = Long.parseLong(number);
        if (atLeast >= 1) {
          return new FailOn(endings(text.substring(0, colon)), atLeast);
        }
      } catch (NumberFormatException notANumber) {
        // said below
      }
      throw new TypeConversionException("'" + number + "' is not a number of connections, 1 or more");
    }

    private static Endings endings(String text) {
      return text.toLowerCase(Locale.ROOT).equals(NEW) ? null : Endings.parse(text);
    }
  }
}
