package io.finrst.cli;

import io.finrst.teardown.Verdict;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * When to exit with 1.
 *
 * @param verdicts what counts
 * @param atLeast how many of them it takes, at least 1
 */
record FailOn(Set<Verdict> verdicts, long atLeast) {

  /** {@code VERDICT[,VERDICT..][:N]}. */
  static final class Parser implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        return new FailOn(VerdictNames.parse(text), 1);
      }
      String number = text.substring(colon + 1);
      try {
        long atLeast = Long.parseLong(number);
        if (atLeast >= 1) {
          return new FailOn(VerdictNames.parse(text.substring(0, colon)), atLeast);
        }
      } catch (NumberFormatException notANumber) {
        // said below
      }
      throw new TypeConversionException("'" + number + "' is not a number of connections, 1 or more");
    }
  }
}
