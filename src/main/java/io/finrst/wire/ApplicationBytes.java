package io.finrst.wire;

import io.finrst.capture.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads what a segment's payload begins with: an HTTP/1 message (RFC 9112), a TLS record (RFC 8446 section 5.1) or an
 * SSH banner. One reused instance, valid until the next {@link #read}; it keeps no payload and reads no further than
 * the capture goes.
 */
public final class ApplicationBytes {
  /** HTTP methods; {@link #method} is an index into them. */
  public static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private static final byte[][] METHOD_STARTS = new byte[METHODS.size()][];
  private static final byte[] VERSION = ascii("HTTP/1.");
  private static final byte[] SSH = ascii("SSH-");
  private static final byte[] LAST_CHUNK = ascii("\n0\r\n\r\n");
  private static final byte[] EMPTY_LINE = ascii("\r\n\r\n");

  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;
  private static final int RECORD_HEADER_BYTES = 5;
  private static final int PLAIN_ALERT_BYTES = 2;

  /**
   * An alert of TLS 1.3: 2 bytes, the inner type, and a tag of 16; with the header 24 at most (RFC 8446 section 5.2).
   */
  private static final int SHORTEST_SEALED_ALERT = 14;

  private static final int LONGEST_SEALED_ALERT = 19;
  private static final int LONGEST_RECORD = (1 << 14) + 2048;

  private static final int MIN_BYTES = 5;

  /** What begins here; null when nothing known does. The other fields are meaningful for their message only. */
  public ApplicationMessage message;

  /** Index into {@link #METHODS}. */
  public int method;

  /** HTTP status, 100 to 599. */
  public int status;

  /** What the header of an HTTP message says, as far as it lies in this segment. */
  public final HttpHeader header = new HttpHeader();

  /** Bytes of the TLS record with its header. */
  public int recordLength;

  /** Description of a TLS alert in the clear (RFC 8446 section 6). */
  public int alert;

  private byte[] data;
  private int end;

  /** Whether any message begins with this byte. */
  private static final boolean[] STARTS = new boolean[256];

  static {
    for (int first = CHANGE_CIPHER_SPEC; first <= APPLICATION_DATA; first++) {
      STARTS[first] = true;
    }
    for (char first : new char[] {'C', 'D', 'G', 'H', 'O', 'P', 'S', 'T'}) {
      STARTS[first] = true;
    }
    for (int i = 0; i < METHOD_STARTS.length; i++) {
      METHOD_STARTS[i] = ascii(METHODS.get(i).concat(" ")); // plain: a lambda or + here costs every run milliseconds
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Whether a message may begin with this segment: the quick look that every segment with payload gets. Long TLS
   * records of application data are not looked for, since nothing is learned from them.
   */
  public static boolean mayStart(Segment s, byte[] data) {
    return s.payloadCaptured >= MIN_BYTES && STARTS[data[s.payloadOffset] & 0xFF] && starts(s, data);
  }

  private static boolean starts(Segment s, byte[] data) {
    int at = s.payloadOffset;
    int first = data[at];
    if (first <= APPLICATION_DATA) {
      return data[at + 1] == 3
          && (first != APPLICATION_DATA || isSealedAlert(Bytes.u16be(data, at + 3), s.payloadLength));
    }
    return switch (Bytes.i32be(data, at)) {
      case 0x47455420, 0x48454144, 0x504F5354, 0x50555420, 0x44454C45 -> true; // GET, HEAD, POST, PUT, DELE
      case 0x434F4E4E, 0x4F505449, 0x54524143, 0x50415443 -> true; // CONN, OPTI, TRAC, PATC
      case 0x48545450, 0x5353482D -> true; // HTTP, SSH-
      default -> false;
    };
  }

  private static boolean isSealedAlert(int length, int payloadLength) {
    return length >= SHORTEST_SEALED_ALERT
        && length <= LONGEST_SEALED_ALERT
        && length + RECORD_HEADER_BYTES == payloadLength;
  }

  /**
   * Whether the last chunk of a chunked body ends with this segment (RFC 9112 section 7.1), as far as it is captured.
   */
  public static boolean endsChunks(Segment s, byte[] data) {
    int n = s.payloadCaptured;
    if (n < s.payloadLength || n < LAST_CHUNK.length - 1) {
      return false;
    }
    int whole = Math.min(n, LAST_CHUNK.length); // the chunk before may have filled the segment before
    return startsWith(data, s.payloadOffset + n - whole, LAST_CHUNK, LAST_CHUNK.length - whole);
  }

  /**
   * Whether a chunked body may end with this segment although {@link #endsChunks} does not see it: its end was not
   * captured, the last chunk is spread over several segments, or trailer fields follow it.
   */
  public static boolean mayEndChunks(Segment s, byte[] data) {
    int n = s.payloadCaptured;
    return n < s.payloadLength
        || n < LAST_CHUNK.length - 1
        || startsWith(data, s.payloadOffset + n - EMPTY_LINE.length, EMPTY_LINE, 0);
  }

  private static boolean startsWith(byte[] data, int at, byte[] text, int from) {
    for (int i = from; i < text.length; i++) {
      if (data[at + i - from] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads the beginning of the payload of {@code s}, which lies in {@code packet}; sets {@link #message}. */
  public void read(Segment s, byte[] packet) {
    data = packet;
    int at = s.payloadOffset;
    end = at + s.payloadCaptured;
    message = null;
    if (s.payloadCaptured < MIN_BYTES) {
      return;
    }
    if (data[at] >= CHANGE_CIPHER_SPEC && data[at] <= APPLICATION_DATA) {
      record(at, s.payloadLength);
    } else if (has(at, VERSION)) {
      response(at, s);
    } else if (has(at, SSH)) {
      message = ApplicationMessage.SSH_BANNER;
    } else {
      request(at, s);
    }
  }

  private boolean has(int at, byte[] text) {
    return end - at >= text.length && startsWith(data, at, text, 0);
  }

  private void record(int at, int payloadLength) {
    int length = Bytes.u16be(data, at + 3);
    if (data[at + 1] != 3 || data[at + 2] < 0 || data[at + 2] > 4 || length == 0 || length > LONGEST_RECORD) {
      return;
    }
    recordLength = RECORD_HEADER_BYTES + length;
    message =
        switch (data[at]) {
          case ALERT -> alert(at + RECORD_HEADER_BYTES, length);
          case HANDSHAKE -> handshake(at + RECORD_HEADER_BYTES);
          default -> data[at] == APPLICATION_DATA && isSealedAlert(length, payloadLength)
              ? ApplicationMessage.TLS_SHORT_RECORD
              : ApplicationMessage.TLS_RECORD;
        };
  }

  private ApplicationMessage alert(int at, int length) {
    if (length != PLAIN_ALERT_BYTES) {
      return ApplicationMessage.TLS_ENCRYPTED_ALERT;
    }
    if (end - at < length) {
      return ApplicationMessage.TLS_RECORD;
    }
    alert = Bytes.u8(data, at + 1);
    return ApplicationMessage.TLS_ALERT;
  }

  private ApplicationMessage handshake(int at) {
    int type = at < end ? data[at] : 0;
    return switch (type) {
      case 1 -> ApplicationMessage.TLS_CLIENT_HELLO;
      case 2 -> ApplicationMessage.TLS_SERVER_HELLO;
      default -> ApplicationMessage.TLS_RECORD;
    };
  }

  private void response(int at, Segment s) {
    int code = at + VERSION.length + 2; // HTTP/1.1 200
    if (end - code < 3) {
      return;
    }
    int number = 0;
    for (int i = code; i < code + 3; i++) {
      if (data[i] < '0' || data[i] > '9') {
        return;
      }
      number = number * 10 + data[i] - '0';
    }
    if (number >= 100 && number < 600) {
      message = ApplicationMessage.HTTP_RESPONSE;
      status = number;
      header.read(s, data, data[at + VERSION.length] == '0');
    }
  }

  private void request(int at, Segment s) {
    for (int i = 0; i < METHOD_STARTS.length; i++) {
      if (has(at, METHOD_STARTS[i])) {
        int line = HttpHeader.lineEnd(data, at, end);
        int version = (line < 0 ? end : line) - VERSION.length - 1;
        if (line < 0 || version < at || !has(version, VERSION)) {
          return; // not HTTP/1, or too little of the line to say so
        }
        message = ApplicationMessage.HTTP_REQUEST;
        method = i;
        header.read(s, data, data[version + VERSION.length] == '0');
        return;
      }
    }
  }
}
