package io.finrst.wire;

/**
 * What the header of an HTTP/1 message says of its body's length and of what comes after it (RFC 9112 sections 6 and
 * 9). It is read segment by segment; one reused instance, which keeps no bytes.
 */
public final class HttpHeader {
  /** No Content-Length was said. */
  public static final int NO_LENGTH = -1;

  /** A Content-Length was said that cannot be used: no number, several that differ, or longer than 2^30. */
  public static final int UNUSABLE_LENGTH = -2;

  /** Longer bodies would not fit the arithmetic of sequence numbers. */
  private static final int LONGEST_BODY = 1 << 30;

  private static final byte[] CONTENT_LENGTH = ApplicationBytes.ascii("content-length:");
  private static final byte[] CONNECTION = ApplicationBytes.ascii("connection:");
  private static final byte[] TRANSFER_ENCODING = ApplicationBytes.ascii("transfer-encoding:");
  private static final byte[] EXPECT = ApplicationBytes.ascii("expect:");
  private static final byte[] CONTINUE = ApplicationBytes.ascii("100-continue");
  private static final byte[] CLOSE = ApplicationBytes.ascii("close");
  private static final byte[] KEEP_ALIVE = ApplicationBytes.ascii("keep-alive");
  private static final byte[] CHUNKED = ApplicationBytes.ascii("chunked");

  /** Bytes up to and with the empty line, from where this segment begins; -1 when the segment does not hold its end. */
  public int length;

  /** It goes on in the next segment, which {@link #readOn} reads: all of this one is here. */
  public boolean open;

  /** So does its last line. */
  public boolean lineOpen;

  /** HTTP/1.0. */
  public boolean oldVersion;

  /** Content-Length, {@link #NO_LENGTH} or {@link #UNUSABLE_LENGTH}. */
  public int bodyLength;

  /** Transfer-Encoding says chunked. */
  public boolean chunked;

  /** The sender will close after this message: it says so, or speaks HTTP/1.0 and does not say keep-alive. */
  public boolean close;

  /** The body waits for a response with status 100 (RFC 9110 section 10.1.1). */
  public boolean expectsContinue;

  /** Connection says keep-alive. */
  public boolean keepAlive;

  private byte[] data;
  private int end;

  /** Reads the header that begins with the payload of {@code s}, its first line included. */
  void read(Segment s, byte[] packet, boolean version10) {
    oldVersion = version10;
    fields(s, packet, false);
    close |= version10 && !keepAlive && length >= 0;
  }

  /** Reads the next piece of it; {@code inLine} when it begins within a line, the rest of which is skipped. */
  public void readOn(Segment s, byte[] packet, boolean inLine) {
    fields(s, packet, inLine);
  }

  private void fields(Segment s, byte[] packet, boolean inLine) {
    data = packet;
    int start = s.payloadOffset;
    end = start + s.payloadCaptured;
    length = -1;
    bodyLength = NO_LENGTH;
    chunked = false;
    close = false;
    keepAlive = false;
    expectsContinue = false;
    int at = inLine ? afterLine(start) : start;
    for (int line = lineEnd(data, at, end); line >= 0; line = lineEnd(data, at, end)) {
      int next = next(line);
      if (line == at) {
        length = next - start;
        break;
      }
      field(at, line);
      at = next;
    }
    open = length < 0 && s.payloadCaptured == s.payloadLength;
    lineOpen = at < end;
  }

  private int afterLine(int at) {
    int line = lineEnd(data, at, end);
    return line < 0 ? end : next(line);
  }

  /** Index after the last character of the line at {@code at}, its CR LF not counted; -1 when its end is not here. */
  static int lineEnd(byte[] data, int at, int end) {
    for (int i = at; i < end; i++) {
      if (data[i] == '\n') {
        return i > at && data[i - 1] == '\r' ? i - 1 : i;
      }
    }
    return -1;
  }

  private int next(int line) {
    return data[line] == '\r' ? line + 2 : line + 1;
  }

  private void field(int at, int line) {
    if (isField(at, line, CONTENT_LENGTH)) {
      int said = number(at + CONTENT_LENGTH.length, line);
      bodyLength = bodyLength != NO_LENGTH && bodyLength != said ? UNUSABLE_LENGTH : said;
    } else if (isField(at, line, CONNECTION)) {
      close |= mentions(at + CONNECTION.length, line, CLOSE);
      keepAlive |= mentions(at + CONNECTION.length, line, KEEP_ALIVE);
    } else if (isField(at, line, TRANSFER_ENCODING)) {
      chunked |= mentions(at + TRANSFER_ENCODING.length, line, CHUNKED);
    } else if (isField(at, line, EXPECT)) {
      expectsContinue |= mentions(at + EXPECT.length, line, CONTINUE);
    }
  }

  private boolean isField(int at, int line, byte[] name) {
    return line - at >= name.length && equalsIgnoringCase(at, name);
  }

  private boolean mentions(int at, int line, byte[] word) {
    for (int i = at; i <= line - word.length; i++) {
      if (equalsIgnoringCase(i, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean equalsIgnoringCase(int at, byte[] lower) {
    for (int i = 0; i < lower.length; i++) {
      int c = data[at + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int at, int line) {
    long number = UNUSABLE_LENGTH;
    for (int i = at; i < line; i++) {
      int c = data[i];
      if (c >= '0' && c <= '9') {
        number = Math.max(0, number) * 10 + c - '0';
        if (number > LONGEST_BODY) {
          return UNUSABLE_LENGTH;
        }
      } else if (c != ' ' && c != '\t') {
        return UNUSABLE_LENGTH;
      }
    }
    return (int) number;
  }
}
