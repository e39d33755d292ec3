package io.finrst.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program prints when a connection fails.
 *
 * @param kind how it is recognised
 * @param words as printed; {@code *} stands for any words
 * @param program who prints it
 * @param source a file of the program's source, or its documentation
 * @param meaning what it means
 * @param pattern finds it
 */
record Message(Kind kind, String words, String program, String source, Meaning meaning, Pattern pattern) {
  /** How a message is recognised, what says most first. */
  enum Kind {
    /** Nothing else was asked. */
    WHOLE,
    /** Part of a line. */
    SAYS,
    /** A word by itself, in capitals and small letters as it stands; {@code ?} is one of a code's characters. */
    CODE,
    /** A number by itself, or behind a word such as errno. */
    NUMBER,
    /** Part of a line that leaves open what happened. */
    WEAK
  }

  /** What {@code *} stands for: part of a line. */
  private static final String ANYTHING = ".{0,300}?";

  private static final String CODE_CHARACTER = "[A-Za-z-]";

  static Message of(Kind kind, String words, String program, String source, Meaning meaning) {
    return new Message(kind, words, program, source, meaning, pattern(kind, words));
  }

  private static Pattern pattern(Kind kind, String words) {
    if (kind == Kind.CODE) {
      return Pattern.compile(words.replace("?", CODE_CHARACTER));
    }
    String text = Arrays.stream(words.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(ANYTHING));
    String before = isWordly(words.charAt(0)) ? "(?<![A-Za-z0-9])" : "";
    String after = isWordly(words.charAt(words.length() - 1)) ? "(?![A-Za-z0-9])" : "";
    return Pattern.compile(before + text + after, Pattern.CASE_INSENSITIVE);
  }

  /** Whether {@code line}, of {@link Messages#plain}, holds it. */
  boolean isIn(String line) {
    return switch (kind) {
      case SAYS, WEAK -> pattern.matcher(line).find();
      case CODE -> Arrays.stream(line.split("[\\s,;:=\"'()\\[\\]]+")).anyMatch(pattern.asMatchPredicate());
      case WHOLE -> line.equalsIgnoreCase(words);
      case NUMBER -> false; // looked up by Messages, which knows what stands before it
    };
  }

  private static boolean isWordly(char c) {
    return Character.isLetterOrDigit(c);
  }

  /** How much it says: of two in a line the longer one counts. */
  int weight() {
    return words.replace("*", "").length();
  }

  /** Whether {@code number} is this one. */
  boolean isNumber(long number) {
    return kind == Kind.NUMBER && words.equals(String.valueOf(number));
  }

  /** The kind of this name in the table. */
  static Kind kind(String name) {
    return Kind.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
