package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.record.Application;
import io.finrst.wire.ApplicationMessage;

/**
 * Records of TLS (RFC 8446 section 5.1, RFC 5246 section 6.2): their lengths, alerts, and how far the handshake has
 * come. What is sealed tells by its type and length only.
 */
final class TlsDialogue extends Dialogue {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;
  private static final int HEADER_BYTES = 5;
  private static final int PLAIN_ALERT_BYTES = 2;
  private static final int LONGEST_RECORD = (1 << 14) + 2048;

  /** Alert, inner type and tag of TLS 1.3; shorter with a short tag (RFC 8446 section 5.2). */
  private static final int SHORTEST_SEALED_ALERT = 11;

  private static final int LONGEST_SEALED_ALERT = 19;

  /**
   * Frames by which HTTP/2 steers a connection (WINDOW_UPDATE, PING, SETTINGS, GOAWAY; RFC 9113 section 6) fit in
   * shorter records, and ask for no answer that a program waits for.
   */
  private static final int SHORTEST_REQUEST = 64;

  /** What is known of one side. */
  private static final class Progress {
    boolean hello;
    boolean changedCipher;
    boolean finished;
    int alert = -1;
  }

  private final Progress ofClient = new Progress();
  private final Progress ofServer = new Progress();

  /** Whether a connection may begin so: a ClientHello. */
  static boolean begins(byte[] b, int at, int length) {
    return length > HEADER_BYTES
        && b[at] == HANDSHAKE
        && b[at + 1] == 3
        && b[at + HEADER_BYTES] == 1;
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (length < HEADER_BYTES) {
      return TOO_SHORT;
    }
    int type = b[at];
    int body = Bytes.u16be(b, at + 3);
    if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || b[at + 1] != 3 || body == 0 || body > LONGEST_RECORD) {
      return LOST;
    }
    boolean tells = type == HANDSHAKE || type == ALERT && body == PLAIN_ALERT_BYTES;
    if (tells && length < HEADER_BYTES + PLAIN_ALERT_BYTES) {
      return TOO_SHORT;
    }
    Progress me = byClient ? ofClient : ofServer;
    Speaker speaker = byClient ? client : server;
    me.alert = -1;
    switch (type) {
      case CHANGE_CIPHER_SPEC -> {
        me.changedCipher = true;
        says(speaker, ApplicationMessage.TLS_RECORD);
      }
      case ALERT -> alert(me, speaker, b, at, body);
      case HANDSHAKE -> {
        handshake(me, speaker, b[at + HEADER_BYTES]);
        pending = byClient ? 1 : 0;
      }
      default -> sealed(byClient, me, speaker, body);
    }
    return HEADER_BYTES + body;
  }

  private static void alert(Progress me, Speaker speaker, byte[] b, int at, int body) {
    if (body == PLAIN_ALERT_BYTES) {
      me.alert = Bytes.u8(b, at + HEADER_BYTES + 1);
      says(speaker, ApplicationMessage.TLS_ALERT);
    } else {
      says(speaker, ApplicationMessage.TLS_ENCRYPTED_ALERT);
    }
  }

  private static void handshake(Progress me, Speaker speaker, int type) {
    if (me.changedCipher && me.hello) { // the Finished of TLS 1.2, sealed
      me.finished = true;
      says(speaker, ApplicationMessage.TLS_RECORD);
      return;
    }
    me.hello = true;
    says(
        speaker,
        switch (type) {
          case 1 -> ApplicationMessage.TLS_CLIENT_HELLO;
          case 2 -> ApplicationMessage.TLS_SERVER_HELLO;
          default -> ApplicationMessage.TLS_HANDSHAKE;
        });
  }

  private void sealed(boolean byClient, Progress me, Speaker speaker, int body) {
    if (body >= SHORTEST_SEALED_ALERT && body <= LONGEST_SEALED_ALERT) {
      says(speaker, ApplicationMessage.TLS_SHORT_RECORD);
      return;
    }
    boolean handshaking = !me.finished;
    me.finished = true; // TLS 1.3: the first long one of a client holds its Finished
    says(speaker, ApplicationMessage.TLS_RECORD);
    if (!byClient) {
      pending = 0;
    } else if (!handshaking && body >= SHORTEST_REQUEST) {
      pending = 1;
    }
  }

  /** Whether an answer that has begun is complete is sealed: only one that is due in whole can be known. */
  @Override
  Application.Reply replied() {
    return pending > 0 ? Application.Reply.DUE : Application.Reply.UNKNOWN;
  }

  @Override
  int alert(boolean byClient) {
    return byClient ? ofClient.alert : ofServer.alert;
  }

  @Override
  Application.Handshake handshake(boolean byClient) {
    Progress me = byClient ? ofClient : ofServer;
    return me.finished ? Application.Handshake.FINISHED : Application.Handshake.BEGUN;
  }
}
