package io.finrst.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * When to exit with 1.
 *
 * @param endings what counts
 * @param atLeast how many of them it takes, at least 1
 */
record FailOn(Endings endings, long atLeast) {

  /** {@code ENDING[,ENDING..][:N]}. */
  static final class Parser implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        return new FailOn(Endings.parse(text), 1);
      }
      String number = text.substring(colon + 1);
      try {
        long atLeast = Long.parseLong(number);
        if (atLeast >= 1) {
          return new FailOn(Endings.parse(text.substring(0, colon)), atLeast);
        }
      } catch (NumberFormatException notANumber) {
        // said below
      }
      throw new TypeConversionException("'" + number + "' is not a number of connections, 1 or more");
    }
  }
}
