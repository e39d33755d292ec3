package io.finrst.flow.dialogue;

import io.finrst.wire.ApplicationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Redis' serialization protocol, versions 2 and 3 (RESP). Each element of a message is read by itself. */
final class RedisDialogue extends Dialogue {
  /** The words of errors by which a server refuses a connection, as networking.c and server.c have them. */
  private static final List<String> REFUSALS =
      List.of(
          "ERR max number of clients reached",
          "DENIED Redis is running in protected mode",
          "ERR Protocol error",
          "LOADING",
          "NOAUTH",
          "WRONGPASS",
          "MASTERDOWN",
          "CLUSTERDOWN");

  private static final byte[] QUIT = ascii("QUIT\r\n");
  private static final byte[] MONITOR = ascii("MONITOR\r\n");
  private static final byte[] SUBSCRIBE = ascii("SUBSCRIBE\r\n");
  private static final int LONGEST_LENGTH = 14;

  private int askedElements; // that are still to come
  private boolean command; // the next one is a command's name
  private int answeredElements;
  private boolean pushed; // the answer at hand is none to a request
  private boolean subscribed;

  /** Whether a client may begin so: an array of strings. */
  static boolean begins(byte[] b, int at, int length) {
    int line = line(b, at, Math.min(length, LONGEST_LENGTH));
    return line > 3 && b[at] == '*' && number(b, at + 1, line - 1) > 0 && length > line && b[at + line] == '$';
  }

  /** Whether a server may begin so: with a refusal. */
  static boolean refusesAtOnce(byte[] b, int at, int length) {
    return length > 1 && b[at] == '-' && REFUSALS.stream().limit(2).anyMatch(said -> says(b, at + 1, length - 1, said));
  }

  private static boolean says(byte[] b, int at, int length, String words) {
    return length >= words.length()
        && new String(b, at, words.length(), StandardCharsets.ISO_8859_1).equals(words);
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    int line = line(b, at, length);
    if (line == TOO_SHORT) {
      return line;
    }
    return byClient ? ofClient(b, at, length, line) : ofServer(b, at, line);
  }

  private int ofClient(byte[] b, int at, int length, int line) {
    int number = number(b, at + 1, line - 1);
    if (askedElements == 0) {
      if (b[at] != '*' || number <= 0) {
        return LOST; // an inline command: typed by a person
      }
      asks(ApplicationMessage.REDIS_REQUEST);
      askedElements = number;
      command = true;
      return line;
    }
    if (b[at] != '$' || number < 0) {
      return LOST;
    }
    int whole = line + number + 2;
    if (command) {
      if (length < whole) {
        return TOO_SHORT;
      }
      command(b, at + line, number + 2);
    }
    command = false;
    askedElements--;
    return whole;
  }

  private void command(byte[] b, int at, int length) {
    if (has(b, at, length, QUIT)) {
      leaves(ApplicationMessage.REDIS_GOODBYE);
    }
    int prefix = Math.max(0, length - SUBSCRIBE.length); // P and S: of patterns, of shards
    subscribed |= has(b, at, length, MONITOR) || prefix < 2 && has(b, at + prefix, length - prefix, SUBSCRIBE);
  }

  private int ofServer(byte[] b, int at, int line) {
    int number = number(b, at + 1, line - 1);
    boolean nothing = b[at + 1] == '-';
    if (answeredElements == 0) {
      answeredElements = 1;
      pushed = b[at] == '>' || subscribed;
    }
    int whole = line;
    int elements = 0;
    switch (b[at]) {
      case '+', ':', '_', ',', '#', '(' -> says(server, ApplicationMessage.REDIS_ANSWER);
      case '-' -> refuses(ApplicationMessage.REDIS_ERROR, error(b, at + 1, line - 1));
      case '$', '=', '!' -> {
        says(server, ApplicationMessage.REDIS_ANSWER);
        whole += nothing ? 0 : number + 2;
      }
      case '*', '~', '>' -> {
        says(server, ApplicationMessage.REDIS_ANSWER);
        elements = nothing ? 0 : number;
      }
      case '%' -> {
        says(server, ApplicationMessage.REDIS_ANSWER);
        elements = 2 * number;
      }
      default -> {
        return LOST;
      }
    }
    if (whole > line && number < 0 || elements < 0) {
      return LOST;
    }
    answeredElements += elements - 1;
    boolean complete = answeredElements == 0;
    answering = !complete && !pushed;
    if (complete && !pushed || subscribed) {
      pending = subscribed ? 0 : Math.max(0, pending - 1);
    }
    return whole;
  }

  private static String error(byte[] b, int at, int length) {
    for (String words : REFUSALS) {
      if (says(b, at, length, words)) {
        return words;
      }
    }
    return "ERR";
  }

  @Override
  boolean isUnfinished(boolean byClient) {
    return (byClient ? askedElements : answeredElements) > 0;
  }
}
