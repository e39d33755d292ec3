package io.finrst.report.text;

/** Colours a piece of text. It must not change the characters that are seen, only add control sequences around them. */
@FunctionalInterface
public interface Palette {

  /** No colour. */
  Palette PLAIN = (ink, text) -> text;

  /** ECMA-48 SGR sequences, which terminals and jansi's console streams understand. */
  Palette ANSI = (ink, text) -> "\u001b[" + sgr(ink) + "m" + text + "\u001b[0m";

  /** {@code text} in the colour of {@code ink}. */
  String paint(Ink ink, String text);

  private static String sgr(Ink ink) {
    return switch (ink) {
      case BAD -> "1;31";
      case DOUBTFUL -> "33";
      case GOOD -> "32";
      case HEADING -> "1";
      case FAINT -> "2";
    };
  }
}
