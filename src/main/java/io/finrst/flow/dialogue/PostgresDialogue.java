package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.wire.ApplicationMessage;
import java.nio.charset.StandardCharsets;

/** Version 3 of PostgreSQL's protocol (its documentation, "Frontend/Backend Protocol", "Message Formats"). */
final class PostgresDialogue extends Dialogue {
  private static final int CANCEL_REQUEST = 80877102;
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int SHORTEST_STARTUP = 8;
  private static final int LONGEST_STARTUP = 10_000;
  private static final int SQLSTATE_BYTES = 5;

  private boolean started;
  private boolean encrypting;
  private boolean encrypted;

  /** Whether a connection may begin so. */
  static boolean begins(byte[] b, int at, int length) {
    return length >= SHORTEST_STARTUP && isStartup(Bytes.i32be(b, at), Bytes.i32be(b, at + 4));
  }

  private static boolean isStartup(int length, int code) {
    return switch (code) {
      case SSL_REQUEST, GSS_REQUEST -> length == SHORTEST_STARTUP;
      case CANCEL_REQUEST -> length == 16;
      default -> code >>> 16 == 3 && (code & 0xFFFF) < 16 && length > SHORTEST_STARTUP && length < LONGEST_STARTUP;
    };
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (byClient && !started) {
      return startup(b, at, length);
    }
    if (!byClient && encrypting) {
      return encryption(b[at]);
    }
    if (length < 5) {
      return TOO_SHORT;
    }
    long rest = Bytes.u32be(b, at + 1);
    if (rest < 4 || rest > Integer.MAX_VALUE - 1) {
      return LOST;
    }
    return byClient ? ofClient(b[at], (int) rest) : ofServer(b, at, length, (int) rest);
  }

  private int startup(byte[] b, int at, int length) {
    if (length < SHORTEST_STARTUP) {
      return TOO_SHORT;
    }
    int whole = Bytes.i32be(b, at);
    int code = Bytes.i32be(b, at + 4);
    if (!isStartup(whole, code)) {
      return LOST;
    }
    if (code == CANCEL_REQUEST) {
      leaves(ApplicationMessage.POSTGRES_REQUEST);
    } else {
      asks(ApplicationMessage.POSTGRES_REQUEST);
      encrypting = code == SSL_REQUEST || code == GSS_REQUEST;
      started = !encrypting;
    }
    return whole;
  }

  private int encryption(int answer) {
    encrypting = false;
    switch (answer) {
      case 'S', 'G' -> {
        answers(ApplicationMessage.POSTGRES_ANSWER, true);
        encrypted = answer == 'S';
        if (answer == 'G') {
          lose();
        }
      }
      case 'N' -> {
        answers(ApplicationMessage.POSTGRES_ANSWER, true);
        refuses(ApplicationMessage.POSTGRES_ERROR, "N, no encryption here");
      }
      default -> {
        return LOST;
      }
    }
    return 1;
  }

  private int ofClient(int type, int rest) {
    switch (type) {
      case 'Q', 'F', 'S' -> asks(ApplicationMessage.POSTGRES_REQUEST);
      case 'X' -> leaves(ApplicationMessage.POSTGRES_GOODBYE);
      case 'P', 'B', 'D', 'E', 'C', 'H', 'd', 'c', 'f', 'p' -> says(client, ApplicationMessage.POSTGRES_REQUEST);
      default -> {
        return LOST;
      }
    }
    return 1 + rest;
  }

  private int ofServer(byte[] b, int at, int length, int rest) {
    switch (b[at]) {
      case 'Z' -> answers(ApplicationMessage.POSTGRES_READY, true);
      case 'E' -> refuses(ApplicationMessage.POSTGRES_ERROR, sqlState(b, at + 5, Math.min(length, 1 + rest) - 5));
      case 'D', 'd', 'C' -> answers(ApplicationMessage.POSTGRES_ANSWER, false);
      case 'R', 'S', 'K', 'T', 't', 'n', 'N', 'A', '1', '2', '3', 'I', 's', 'G', 'H', 'W', 'V', 'v', 'c' ->
          says(server, ApplicationMessage.POSTGRES_ANSWER);
      default -> {
        return LOST;
      }
    }
    return 1 + rest;
  }

  /** The field C of an ErrorResponse; {@code no SQLSTATE} where it was not captured. */
  private static String sqlState(byte[] b, int at, int length) {
    int end = at + length;
    int field = at;
    while (field < end && b[field] != 0) {
      int stop = field;
      while (stop < end && b[stop] != 0) {
        stop++;
      }
      if (b[field] == 'C' && stop - field == 1 + SQLSTATE_BYTES) {
        return new String(b, field + 1, SQLSTATE_BYTES, StandardCharsets.US_ASCII);
      }
      field = stop + 1;
    }
    return "no SQLSTATE";
  }

  @Override
  Dialogue successor() {
    return encrypted ? new TlsDialogue() : null;
  }
}
