package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.wire.ApplicationMessage;

/** Packets of MySQL and MariaDB (MySQL internals manual, "Client/Server Protocol"). */
final class MysqlDialogue extends Dialogue {
  private static final int HEADER_BYTES = 4;
  private static final int PROTOCOL_10 = 10;
  private static final int OK = 0x00;
  private static final int EOF = 0xFE;
  private static final int ERROR = 0xFF;
  private static final int LONGEST_EOF = 9;
  private static final int LONGEST_GREETING = 1024;
  private static final int SSL_REQUEST_BYTES = 32;
  private static final int CLIENT_SSL = 0x800;
  private static final int CLIENT_DEPRECATE_EOF = 1 << 24;
  private static final int COM_QUIT = 0x01;
  private static final int COM_FIELD_LIST = 0x04;
  private static final int COM_STATISTICS = 0x09;
  private static final int COM_STMT_SEND_LONG_DATA = 0x18;
  private static final int COM_STMT_CLOSE = 0x19;

  private boolean loggedIn;
  private boolean loggingIn;
  private boolean oneEof;
  private boolean encrypted;
  private int eofsToCome;
  private boolean first;

  /** Whether a server may begin so: a greeting, or an error in its place, alone in its segment. */
  static boolean begins(byte[] b, int at, int length, int payloadLength) {
    if (length < 7 || b[at + 3] != 0 || Bytes.u8(b, at) + (Bytes.u8(b, at + 1) << 8) + HEADER_BYTES != payloadLength) {
      return false;
    }
    int type = Bytes.u8(b, at + HEADER_BYTES);
    return b[at + 2] == 0
        && payloadLength <= LONGEST_GREETING
        && (type == PROTOCOL_10 && Character.isDigit(b[at + HEADER_BYTES + 1])
            || type == ERROR && Bytes.u16le(b, at + HEADER_BYTES + 1) >= 1000);
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (length < HEADER_BYTES) {
      return TOO_SHORT;
    }
    int body = Bytes.u16le(b, at) | Bytes.u8(b, at + 2) << 16;
    int needed = HEADER_BYTES + Math.min(body, byClient && !loggedIn ? 4 : 3);
    if (length < needed) {
      return TOO_SHORT;
    }
    int type = body == 0 ? -1 : Bytes.u8(b, at + HEADER_BYTES);
    if (byClient) {
      ofClient(b, at, body, type);
    } else {
      ofServer(b, at, body, type);
    }
    return HEADER_BYTES + body;
  }

  private void ofClient(byte[] b, int at, int body, int type) {
    boolean begins = b[at + 3] == 0;
    if (!loggedIn) {
      if (!loggingIn && body >= SSL_REQUEST_BYTES) {
        int capabilities = Bytes.i32le(b, at + HEADER_BYTES);
        oneEof = (capabilities & CLIENT_DEPRECATE_EOF) != 0;
        encrypted = body == SSL_REQUEST_BYTES && (capabilities & CLIENT_SSL) != 0;
        loggingIn = true;
        asks(ApplicationMessage.MYSQL_REQUEST);
      } else {
        says(client, ApplicationMessage.MYSQL_REQUEST);
      }
      return;
    }
    if (!begins) {
      says(client, ApplicationMessage.MYSQL_REQUEST);
      return;
    }
    first = true;
    eofsToCome = oneEof || type == COM_FIELD_LIST ? 1 : 2;
    switch (type) {
      case COM_QUIT -> leaves(ApplicationMessage.MYSQL_GOODBYE);
      case COM_STMT_CLOSE, COM_STMT_SEND_LONG_DATA -> says(client, ApplicationMessage.MYSQL_REQUEST);
      case COM_STATISTICS -> {
        asks(ApplicationMessage.MYSQL_REQUEST);
        eofsToCome = 0;
      }
      default -> asks(ApplicationMessage.MYSQL_REQUEST);
    }
  }

  private void ofServer(byte[] b, int at, int body, int type) {
    if (type == ERROR && body >= 3) {
      answers(ApplicationMessage.MYSQL_ERROR, true);
      refuses(ApplicationMessage.MYSQL_ERROR, String.valueOf(Bytes.u16le(b, at + HEADER_BYTES + 1)));
    } else if (!loggedIn) {
      boolean done = loggingIn && type == OK;
      loggedIn = done;
      if (done) {
        answers(ApplicationMessage.MYSQL_ANSWER, true);
      } else {
        says(server, ApplicationMessage.MYSQL_ANSWER);
      }
    } else {
      if (type == EOF && (body < LONGEST_EOF || oneEof && !first)) {
        eofsToCome--;
      }
      answers(ApplicationMessage.MYSQL_ANSWER, first && (type == OK || eofsToCome == 0) || eofsToCome <= 0);
      first = false;
    }
  }

  @Override
  Dialogue successor() {
    return encrypted ? new TlsDialogue() : null;
  }
}
