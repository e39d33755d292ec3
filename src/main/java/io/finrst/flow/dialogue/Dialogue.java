package io.finrst.flow.dialogue;

import io.finrst.record.Application;
import io.finrst.wire.ApplicationMessage;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;
import java.nio.charset.StandardCharsets;

/**
 * The two sides of one connection in a protocol that announces the length of each message. A subclass knows one
 * protocol; it sees the header of each message once, in order, and says how long the message is.
 */
public abstract class Dialogue {
  /** Longest beginning of a message that may be split between two segments, bytes. */
  static final int LONGEST_HEADER = 64;

  /** {@link #message}: the header goes on beyond the bytes that are here. */
  static final int TOO_SHORT = 0;

  /** {@link #message}: this is not the protocol, or not a part of it that can be followed. */
  static final int LOST = -1;

  /** Longer messages would not fit the arithmetic of sequence numbers. */
  private static final int LONGEST_MESSAGE = 1 << 30;

  final Speaker client = new Speaker();
  final Speaker server = new Speaker();

  /** Requests whose answers have not been seen to their end. */
  int pending;

  /** Some of the answer that is due has been seen. */
  boolean answering;

  private boolean goodbye;
  private boolean answerUnseen; // a part of it lay beyond the bytes that were captured
  private boolean lost;

  /** One whose sides' first bytes have these sequence numbers. */
  public final Dialogue from(int clientFirst, int serverFirst) {
    client.next = clientFirst;
    server.next = serverFirst;
    return this;
  }

  /**
   * The message of the client or the server that begins at {@code at} of {@code b}, of which {@code length} bytes are
   * here. Called again with more of it after {@link #TOO_SHORT}.
   *
   * @return its length on the wire, {@link #TOO_SHORT} or {@link #LOST}
   */
  abstract int message(boolean byClient, byte[] b, int at, int length);

  /** The protocol that follows from the next message on, null while it is this one. */
  Dialogue successor() {
    return null;
  }

  /** Whether nothing more will be read. */
  public final boolean isLost() {
    return lost;
  }

  /** Bytes of it are missing, or came out of order. */
  public final void lose() {
    lost = true;
  }

  /**
   * Whether nothing is to be learned from the payload up to {@code end}: it lies within a message whose header has been
   * read, or nobody knows where the next one begins.
   *
   * @param turn whether the other side has spoken since this one did
   */
  public final boolean isWithinMessage(boolean byClient, int end, boolean turn) {
    Speaker me = speaker(byClient);
    return me.adrift ? !turn : !Seq.lt(me.next, end);
  }

  /**
   * Takes the next payload of a side.
   *
   * @param start its first sequence number
   * @param turn whether the other side has spoken since this one did: then a message begins here
   * @return the dialogue that goes on: this one, or that of the protocol that follows it
   */
  public final Dialogue take(boolean byClient, Segment s, byte[] data, int start, boolean turn, int frame) {
    Speaker me = speaker(byClient);
    if (me.adrift) {
      if (!turn) {
        return this;
      }
      me.adrift = false;
      me.next = start;
    }
    if (byClient && server.adrift) {
      pending = 0; // it goes on, so it has its answer
      answering = false;
      answerUnseen = false;
    }
    int at = Seq.diff(me.next, start);
    if (me.heldLength > 0) {
      at = joinHeld(byClient, me, s, data, at, frame);
    }
    while (!lost && at < s.payloadLength) {
      if (at < 0) {
        lost = true;
        break;
      }
      if (at >= s.payloadCaptured) {
        drift(byClient);
        break;
      }
      int offset = s.payloadOffset + at;
      int here = s.payloadCaptured - at;
      int length = message(byClient, data, offset, here);
      if (length == TOO_SHORT && s.payloadCaptured < s.payloadLength) {
        drift(byClient);
        break;
      }
      if (length == TOO_SHORT && here < LONGEST_HEADER) {
        hold(me, data, offset, here);
        break;
      }
      at += accept(me, length, frame);
      Dialogue successor = successor();
      if (successor != null && !lost) {
        return successor.from(client.next, server.next);
      }
    }
    return this;
  }

  private void drift(boolean byClient) {
    speaker(byClient).adrift = true;
    answerUnseen |= !byClient;
  }

  private void hold(Speaker me, byte[] data, int offset, int length) {
    if (me.held == null) {
      me.held = new byte[2 * LONGEST_HEADER];
    }
    System.arraycopy(data, offset, me.held, 0, length);
    me.heldLength = length;
  }

  /** Reads a header of which the beginning came before; returns where in the payload the next message begins. */
  private int joinHeld(boolean byClient, Speaker me, Segment s, byte[] data, int at, int frame) {
    int before = me.heldLength;
    me.heldLength = 0;
    if (at != -before) {
      lost = true;
      return at;
    }
    int more = Math.min(s.payloadCaptured, LONGEST_HEADER);
    System.arraycopy(data, s.payloadOffset, me.held, before, more);
    int length = message(byClient, me.held, 0, before + more);
    if (length == TOO_SHORT && more == s.payloadLength && before + more < LONGEST_HEADER) {
      me.heldLength = before + more;
      return s.payloadLength;
    }
    return at + accept(me, length, frame);
  }

  private int accept(Speaker me, int length, int frame) {
    if (length <= 0 || length > LONGEST_MESSAGE) {
      lost = true;
      return 0;
    }
    me.begin = me.next;
    me.next += length;
    me.frame = frame;
    return length;
  }

  private Speaker speaker(boolean byClient) {
    return byClient ? client : server;
  }

  /** The client's message at hand asks for an answer. */
  final void asks(ApplicationMessage message) {
    says(client, message);
    pending++;
    goodbye = false;
  }

  /** The client's message at hand needs none and announces that it will go. */
  final void leaves(ApplicationMessage message) {
    says(client, message);
    goodbye = true;
  }

  /** The server's message at hand ends an answer if {@code complete}, or is a part of one. */
  final void answers(ApplicationMessage message, boolean complete) {
    says(server, message);
    answering = !complete;
    pending = complete ? Math.max(0, pending - 1) : pending;
  }

  /** The server's message at hand tells why it refuses. */
  final void refuses(ApplicationMessage message, String reason) {
    says(server, message);
    server.code = reason;
  }

  /** The message at hand is this, and changes nothing. */
  static void says(Speaker me, ApplicationMessage message) {
    me.message = message;
    me.code = "";
  }

  /** Whether the last message of that side is a part of one that has not come to its end. */
  boolean isUnfinished(boolean byClient) {
    return false;
  }

  /** Description of the alert that the last message of that side is, -1 for none. */
  int alert(boolean byClient) {
    return -1;
  }

  /** How far that side has come in the handshake of TLS. */
  Application.Handshake handshake(boolean byClient) {
    return Application.Handshake.NONE;
  }

  /**
   * What a side was saying; null when that is not known.
   *
   * @param end sequence number after the last byte it sent before the end
   * @param firstFrame number of the connection's first frame, from which frames are counted
   */
  public final Application of(boolean byClient, int end, long firstFrame) {
    Speaker me = speaker(byClient);
    if (lost || me.message == null || Seq.lt(end, me.begin)) {
      return null; // what came after the end may have been read, too
    }
    boolean unknown = me.heldLength > 0 || me.adrift;
    int length = unknown ? -1 : me.next - me.begin;
    int sent = unknown ? -1 : Math.min(length, Seq.diff(end, me.begin));
    boolean whole = !unknown && sent == length && !isUnfinished(byClient);
    return new Application(
        me.message,
        firstFrame + me.frame - 1,
        0,
        "",
        0,
        alert(byClient),
        false,
        false,
        whole ? Application.Body.COMPLETE : partly(me),
        length,
        sent,
        me.code,
        byClient ? reply(whole) : Application.Reply.UNKNOWN,
        handshake(byClient));
  }

  /**
   * Whether something was asked that has not been answered, refused, or left unfinished.
   *
   * @param clientEnd sequence number after the last byte of the client
   * @param serverEnd that of the server
   */
  public final boolean isOpen(int clientEnd, int serverEnd) {
    boolean asked = pending > 0 || answering || !server.code.isEmpty();
    return !lost && (asked || isCut(true, clientEnd) || isCut(false, serverEnd));
  }

  private boolean isCut(boolean byClient, int end) {
    Speaker me = speaker(byClient);
    return isUnfinished(byClient)
        || me.heldLength > 0
        || !me.adrift && Seq.lt(end, me.next)
        || alert(byClient) > 0
        || handshake(byClient) == Application.Handshake.BEGUN;
  }

  private static Application.Body partly(Speaker me) {
    if (me.adrift) {
      return Application.Body.UNKNOWN;
    }
    return me.heldLength > 0 ? Application.Body.HEADER : Application.Body.PARTIAL;
  }

  private Application.Reply reply(boolean asked) {
    if (goodbye) {
      return Application.Reply.NOT_NEEDED;
    }
    return asked && !answerUnseen ? replied() : Application.Reply.UNKNOWN;
  }

  /** How far the answers to what the client has asked for have come. */
  Application.Reply replied() {
    if (pending == 0) {
      return Application.Reply.GIVEN;
    }
    return answering ? Application.Reply.UNDER_WAY : Application.Reply.DUE;
  }

  /** Whether {@code word} stands at {@code at} of {@code b}, of which {@code length} bytes are here; either case. */
  static boolean has(byte[] b, int at, int length, byte[] word) {
    if (length < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      int c = b[at + i];
      if ((c >= 'a' && c <= 'z' ? c - 32 : c) != word[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] ascii(String upperCase) {
    return upperCase.getBytes(StandardCharsets.US_ASCII);
  }

  /** Length of the line at {@code at} with its end, {@link #TOO_SHORT} when its end is not here. */
  static int line(byte[] b, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (b[i] == '\n') {
        return i - at + 1;
      }
    }
    return TOO_SHORT;
  }

  /** The decimal number at {@code at}, at most nine digits, up to the first other character; -1 for none. */
  static int number(byte[] b, int at, int length) {
    int number = -1;
    for (int i = at; i < at + Math.min(length, 9) && b[i] >= '0' && b[i] <= '9'; i++) {
      number = Math.max(0, number) * 10 + b[i] - '0';
    }
    return number;
  }
}
