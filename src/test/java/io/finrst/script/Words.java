package io.finrst.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One script line cut into words; {@code [flags]}, {@code <..>} and {@code ".."} are one word each, # ends the line.
 */
public final class Words {
  private final int line;
  private final String text;
  private final Deque<String> words = new ArrayDeque<>();

  Words(int line, String text) {
    this.line = line;
    this.text = text;
    int i = 0;
    while (i < text.length() && text.charAt(i) != '#') {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      int end;
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      } else if (c == '[' && (Character.isUpperCase(next) || next == '.' || next == 'n')) {
        end = closing(']', i);
      } else if (c == '<') {
        end = closing('>', i);
      } else if (c == '"') {
        end = closing('"', i);
      } else {
        end = i;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
      }
      words.add(text.substring(i, end));
      i = end;
    }
  }

  private int closing(char bracket, int from) {
    int at = text.indexOf(bracket, from + 1);
    if (at < 0) {
      throw error("missing " + bracket);
    }
    return at + 1;
  }

  ScriptException error(String reason) {
    return new ScriptException(line, text, reason);
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** The next word without taking it, empty at the end. */
  String peek() {
    return words.isEmpty() ? "" : words.peek();
  }

  /** Takes the next word; {@code what} is named when there is none. */
  String next(String what) {
    if (words.isEmpty()) {
      throw error(what + " expected at the end");
    }
    return words.poll();
  }

  /** Takes the next word, which must be {@code word}. */
  void expect(String word) {
    String found = next(word);
    if (!found.equals(word)) {
      throw error("'" + word + "' expected before '" + found + "'");
    }
  }

  /** Takes the next word if it is {@code word}. */
  boolean take(String word) {
    return peek().equals(word) && words.poll() != null;
  }

  /** Takes a number, decimal or 0x. */
  long number(String what) {
    return number(next(what), what);
  }

  long number(String word, String what) {
    try {
      return Long.decode(word.matches("0+[0-9]+") ? word.replaceFirst("^0+", "") : word);
    } catch (NumberFormatException e) {
      throw error("'" + word + "' is no number for " + what);
    }
  }

  /** Bytes of a quoted text. */
  public static int length(String text) {
    return new Words(0, "\"" + text + "\"").quoted().length;
  }

  /** Takes a quoted text; \r \n \t \\ and \xNN mean what they mean in C. */
  byte[] quoted() {
    String word = next("text");
    String body = word.substring(1, word.length() - 1);
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c != '\\' || i + 1 == body.length()) {
        bytes.append(c);
        continue;
      }
      switch (body.charAt(++i)) {
        case 'r' -> bytes.append('\r');
        case 'n' -> bytes.append('\n');
        case 't' -> bytes.append('\t');
        case '\\' -> bytes.append('\\');
        case 'x' -> {
          bytes.append((char) Integer.parseInt(body.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> throw error("unknown escape \\" + body.charAt(i));
      }
    }
    return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
