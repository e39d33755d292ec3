package io.finrst.record;

import io.finrst.wire.ApplicationMessage;

/**
 * What one side's program was saying when its connection ended: the latest message that was recognised at the beginning
 * of a segment. Facts from bytes in the clear; nothing is guessed where they are encrypted or cut off.
 *
 * @param message what it was
 * @param frame where it began
 * @param messages HTTP messages of this side recognised so far, at most 255; 0 for other protocols
 * @param method HTTP method of a request, else empty
 * @param status HTTP status of a response, else 0
 * @param alert description of a TLS alert in the clear (RFC 8446 section 6), else -1
 * @param closes whether it announces that its sender will close after it: in words, or by HTTP/1.0 without keep-alive
 * @param keepsAlive whether it says {@code Connection: keep-alive}
 * @param body how much of its body was sent before the end
 * @param bodyLength announced Content-Length, -1 when there is none or it is not known
 * @param bodySent bytes of that body sent before the end, acknowledged or not, -1 where {@code bodyLength} is
 * @param code what names the reason in a server's message that refuses: an SQLSTATE, the number of an error or a reply
 *     with its name in the standard, words that the server's program has for everyone; else empty
 * @param reply of a client, how far the answers to what it asked have come; of a server {@link Reply#UNKNOWN}
 * @param handshake how far this side has come in the handshake of TLS
 */
public record Application(
    ApplicationMessage message,
    long frame,
    int messages,
    String method,
    int status,
    int alert,
    boolean closes,
    boolean keepsAlive,
    Body body,
    int bodyLength,
    int bodySent,
    String code,
    Reply reply,
    Handshake handshake) {

  /** How far the answers to what a client asked had come when the end came. */
  public enum Reply {
    /** The protocol is not known, or not all of it was seen, or the request was not complete. */
    UNKNOWN,

    /** Its last message asks for none, and announces that it will go: QUIT, Terminate, COM_QUIT. */
    NOT_NEEDED,

    /** It had asked, and no part of the answer came. */
    DUE,

    /** The answer had begun and was not complete. */
    UNDER_WAY,

    /** Every request had been answered to its end. */
    GIVEN
  }

  /** How far one side had come in the handshake of TLS. */
  public enum Handshake {
    /** It speaks another protocol, or its records were not followed. */
    NONE,

    /** It had sent its hello. */
    BEGUN,

    /** It had sent all of its part: of TLS 1.3 known by a sealed record that is no alert. */
    FINISHED
  }

  /** What became of a message's body. */
  public enum Body {
    /** It has none. */
    NONE,

    /** All of it was sent. */
    COMPLETE,

    /** None of it was sent: it waited to be asked for ({@code Expect: 100-continue}). */
    WITHHELD,

    /** The end came before all of it was sent. */
    PARTIAL,

    /** The end came before even the message's header was complete. */
    HEADER,

    /** It ends with the connection, or the capture does not show where it ends. */
    UNKNOWN
  }

  /** Whether this is {@code what}. */
  public boolean is(ApplicationMessage what) {
    return message == what;
  }

  /** Whether a message was begun and not finished. */
  public boolean isPartial() {
    return body == Body.PARTIAL || body == Body.HEADER;
  }

  /** {@code 3,000 of 8,192 bytes}, or {@code no last chunk}; for sentences about what {@link #isPartial}. */
  public String shortfall() {
    if (body == Body.HEADER) {
      return "a part of its header";
    }
    if (bodyLength < 0) {
      return "chunks without a last one";
    }
    return bodyLength == bodySent
        ? "parts of it are missing"
        : Decimal.grouped(bodySent) + " of " + Decimal.grouped(bodyLength) + " bytes";
  }
}
