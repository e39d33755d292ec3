package io.finrst.flow;

import io.finrst.flow.dialogue.Dialogue;
import io.finrst.flow.dialogue.Dialogues;
import io.finrst.record.Application;
import io.finrst.wire.ApplicationBytes;
import io.finrst.wire.ApplicationMessage;
import io.finrst.wire.HttpHeader;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;
import java.util.Arrays;

/**
 * Remembers of each side's payload what {@link ApplicationBytes} made of it: four words a side, in chunks beside the
 * {@link FlowTable}'s that are made only where something was recognised. Which slots hold anything is said by {@link
 * Connection#APPLICATION}, so nothing needs clearing when a slot is given away.
 */
final class Applications {
  private static final int CHUNK_BITS = FlowTable.CHUNK_BITS;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
  private static final ApplicationMessage[] MESSAGES = ApplicationMessage.values();

  private static final int SIDE_WORDS = 4;
  private static final int WORDS = 2 * SIDE_WORDS;

  // of one side
  private static final int BITS = 0;
  private static final int END = 1; // sequence number after the message, with END_KNOWN
  private static final int LENGTH = 2; // of its body, with LENGTH_KNOWN
  private static final int FRAME = 3;

  // of BITS: message + 1 | code << 4 (method, status or alert) | messages << 14 | flags
  private static final int MESSAGE_MASK = 0xF;
  private static final int CODE_SHIFT = 4;
  private static final int CODE_MASK = 0x3FF;
  private static final int COUNT_SHIFT = 14;
  private static final int MAX_COUNT = 0xFF;
  private static final int CLOSES = 1 << 22;
  private static final int KEEPS_ALIVE = 1 << 23;
  private static final int END_KNOWN = 1 << 24;
  private static final int LENGTH_KNOWN = 1 << 25;
  private static final int CHUNKED = 1 << 26;
  private static final int CHUNKS_UNSEEN = 1 << 27;
  private static final int EXPECTS_CONTINUE = 1 << 28;
  private static final int OLD_VERSION = 1 << 29;
  private static final int HEADER_OPEN = 1 << 30; // END is where it goes on, LENGTH what was said so far
  private static final int LINE_OPEN = 1 << 31;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int LEAST_ERROR = 400;
  private static final int HEAD = ApplicationBytes.METHODS.indexOf("HEAD");
  private static final int CONNECT = ApplicationBytes.METHODS.indexOf("CONNECT");

  /**
   * A message begins after the other side has spoken, or is as short as an alert: longer segments within a side's turn
   * are not looked at, bytes.
   */
  static final int SHORT = 64;

  private final ApplicationBytes bytes = new ApplicationBytes();
  private final HttpHeader header = bytes.header;
  private int[][] chunks = new int[16][];
  private Dialogue[][] dialogues = new Dialogue[16][];

  /**
   * Takes new payload at the head of what {@code me} sent, before it is counted: where a message may begin, and all of
   * a connection that is {@link Connection#FOLLOWED}.
   */
  void take(Segment s, byte[] data, Connection c, Half me, int frame) {
    int start = s.has(Segment.SYN) ? s.seq + 1 : s.seq;
    int end = start + s.payloadLength;
    if (me.firstDataFrame() == 0 && start == me.iss() + 1) {
      begin(s, data, c);
    }
    Dialogue dialogue = dialogue(c);
    if (dialogue != null) {
      follow(dialogue, s, data, c, start, me.is(Half.TURN), frame);
    }
    if (!c.is(Connection.FOLLOWED) || !readOn(s, data, c, start, end)) {
      boolean mayTell = me.firstDataFrame() == 0 || me.is(Half.TURN) || s.payloadLength <= SHORT;
      if (mayTell && ApplicationBytes.mayStart(s, data) && !isWithinBody(c, c.direction, start)) {
        bytes.read(s, data);
        if (bytes.message != null) {
          note(c, start, end, frame);
        }
      }
    }
    if (c.is(Connection.FOLLOWED)) {
      chunk(s, data, c, end);
      if (!isFollowed(c, 0) && !isFollowed(c, 1) && !isFollowed(dialogue(c))) {
        c.clear(Connection.FOLLOWED);
      }
    }
  }

  private static boolean isFollowed(Dialogue dialogue) {
    return dialogue != null && !dialogue.isLost();
  }

  /** Begins to follow a connection whose first bytes tell a protocol that has lengths. */
  private void begin(Segment s, byte[] data, Connection c) {
    if (!c.is(Connection.SYN_SEEN) && !c.is(Connection.SYN_ACK_SEEN)) {
      return;
    }
    if (c.is(Connection.DIALOGUE)) {
      return; // the other side has begun it
    }
    Dialogue dialogue = Dialogues.begin(c.direction == c.clientSide(), c.port(1 - c.clientSide()), s, data);
    if (dialogue == null) {
      return;
    }
    int chunk = c.slot() >>> CHUNK_BITS;
    if (chunk >= dialogues.length) {
      dialogues = Arrays.copyOf(dialogues, Math.max(chunk + 1, dialogues.length * 2));
    }
    if (dialogues[chunk] == null) {
      dialogues[chunk] = new Dialogue[1 << CHUNK_BITS];
    }
    int client = c.clientSide();
    dialogues[chunk][c.slot() & CHUNK_MASK] = dialogue.from(c.half(client).iss() + 1, c.half(1 - client).iss() + 1);
    c.set(Connection.DIALOGUE);
    c.set(Connection.FOLLOWED);
  }

  private Dialogue dialogue(Connection c) {
    return c.is(Connection.DIALOGUE) ? dialogues[c.slot() >>> CHUNK_BITS][c.slot() & CHUNK_MASK] : null;
  }

  private void follow(
      Dialogue dialogue, Segment s, byte[] data, Connection c, int start, boolean turn, int frame) {
    Story story = c.story();
    if (story != null && (story.holes(0) != null || story.holes(1) != null || !story.resets.isEmpty())) {
      if (story.resets.isEmpty()) {
        dialogue.lose();
      }
      return; // nothing that comes after a reset changes what was said before
    }
    boolean byClient = c.direction == c.clientSide();
    dialogues[c.slot() >>> CHUNK_BITS][c.slot() & CHUNK_MASK] = dialogue.take(byClient, s, data, start, turn, frame);
  }

  /**
   * Whether nothing can be learned of a segment of {@code c}, which is {@link Connection#FOLLOWED}, that ends at {@code
   * end}: it lies within a message whose length is known.
   *
   * @param turn whether the other side has spoken since the sender did
   */
  boolean isWithinMessage(Connection c, int end, boolean turn) {
    Dialogue dialogue = dialogue(c);
    return dialogue != null
        && !dialogue.isLost()
        && dialogue.isWithinMessage(c.direction == c.clientSide(), end, turn)
        && (!c.is(Connection.APPLICATION) || !isFollowed(c, 0) && !isFollowed(c, 1));
  }

  private boolean isFollowed(Connection c, int side) {
    if (!c.is(Connection.APPLICATION)) {
      return false;
    }
    int bits = words(c)[at(c, side)];
    return (bits & HEADER_OPEN) != 0 || (bits & (CHUNKED | END_KNOWN | CHUNKS_UNSEEN)) == CHUNKED;
  }

  /** Reads on in the header that this side had begun; false when there is none. */
  private boolean readOn(Segment s, byte[] data, Connection c, int start, int end) {
    if (!c.is(Connection.APPLICATION)) {
      return false;
    }
    int[] w = words(c);
    int at = at(c, c.direction);
    int bits = w[at];
    if ((bits & HEADER_OPEN) == 0) {
      return false;
    }
    boolean inLine = (bits & LINE_OPEN) != 0;
    int said = w[at + LENGTH];
    header.readOn(s, data, inLine);
    bytes.message = MESSAGES[(bits & MESSAGE_MASK) - 1];
    bytes.status = bits >>> CODE_SHIFT & CODE_MASK;
    header.chunked |= (bits & CHUNKED) != 0;
    header.keepAlive |= (bits & KEEPS_ALIVE) != 0;
    header.close |=
        (bits & CLOSES) != 0 || (bits & OLD_VERSION) != 0 && !header.keepAlive && header.length >= 0;
    header.expectsContinue |= (bits & EXPECTS_CONTINUE) != 0;
    if (said != HttpHeader.NO_LENGTH) {
      header.bodyLength = said;
    } else if (inLine && header.bodyLength == HttpHeader.NO_LENGTH) {
      header.bodyLength = HttpHeader.UNUSABLE_LENGTH; // it may have stood in the line that was cut in two
    }
    if (start != w[at + END]) { // what lay between was not seen
      header.length = -1;
      header.open = false;
    }
    int kept = MESSAGE_MASK | CODE_MASK << CODE_SHIFT | MAX_COUNT << COUNT_SHIFT | OLD_VERSION;
    w[at] = bits & kept | header(c, w, at, start, end);
    return true;
  }

  private void chunk(Segment s, byte[] data, Connection c, int end) {
    if (!c.is(Connection.APPLICATION)) {
      return;
    }
    int[] w = words(c);
    int at = at(c, c.direction);
    if ((w[at] & (CHUNKED | HEADER_OPEN)) != CHUNKED || w[at + END] == end) {
      return;
    }
    if (ApplicationBytes.endsChunks(s, data)) {
      w[at] |= END_KNOWN;
      w[at + END] = end;
    } else if (ApplicationBytes.mayEndChunks(s, data)) {
      w[at] |= CHUNKS_UNSEEN;
    } else {
      w[at] &= ~CHUNKS_UNSEEN;
    }
  }

  private boolean isWithinBody(Connection c, int side, int start) {
    if (!c.is(Connection.APPLICATION)) {
      return false;
    }
    int[] w = words(c);
    int at = at(c, side);
    return (w[at] & LENGTH_KNOWN) != 0 && Seq.lt(start, w[at + END]);
  }

  private void note(Connection c, int start, int end, int frame) {
    if (c.is(Connection.ROLES_GUESSED) && !c.is(Connection.ROLES_HEARD)) {
      hearRoles(c);
    }
    int[] w = makeWords(c);
    int at = at(c, c.direction);
    int bits = bytes.message.ordinal() + 1;
    int count = w[at] >>> COUNT_SHIFT & MAX_COUNT;
    boolean request = bytes.message == ApplicationMessage.HTTP_REQUEST;
    w[at + FRAME] = frame;
    w[at + LENGTH] = 0;
    if (request || bytes.message == ApplicationMessage.HTTP_RESPONSE) {
      boolean interim = !request && bytes.status < 200;
      count = Math.min(MAX_COUNT, interim ? count : count + 1);
      bits |= (request ? bytes.method : bytes.status) << CODE_SHIFT | (header.oldVersion ? OLD_VERSION : 0);
      bits |= header(c, w, at, start, end);
    } else if (bytes.message != ApplicationMessage.SSH_BANNER) {
      bits |= END_KNOWN | (bytes.message == ApplicationMessage.TLS_ALERT ? bytes.alert << CODE_SHIFT : 0);
      w[at + END] = start + bytes.recordLength;
    }
    w[at] = bits | count << COUNT_SHIFT;
  }

  private void hearRoles(Connection c) {
    boolean client =
        bytes.message == ApplicationMessage.HTTP_REQUEST || bytes.message == ApplicationMessage.TLS_CLIENT_HELLO;
    boolean server =
        bytes.message == ApplicationMessage.HTTP_RESPONSE || bytes.message == ApplicationMessage.TLS_SERVER_HELLO;
    if (client || server) {
      c.set(Connection.ROLES_HEARD);
      boolean clientIsB = client == (c.direction == 1);
      if (clientIsB) {
        c.set(Connection.CLIENT_IS_B);
      } else {
        c.clear(Connection.CLIENT_IS_B);
      }
    }
  }

  /** What a header, or as much of it as has come, says of the message; the flags for it. */
  private int header(Connection c, int[] w, int at, int start, int end) {
    boolean request = bytes.message == ApplicationMessage.HTTP_REQUEST;
    int flags = (header.close ? CLOSES : 0) | (header.keepAlive ? KEEPS_ALIVE : 0);
    flags |= request && header.expectsContinue ? EXPECTS_CONTINUE : 0;
    if (header.length < 0) {
      if (!header.open) {
        return flags;
      }
      c.set(Connection.FOLLOWED);
      w[at + END] = end;
      w[at + LENGTH] = header.bodyLength;
      return flags | HEADER_OPEN | (header.lineOpen ? LINE_OPEN : 0) | (header.chunked ? CHUNKED : 0);
    }
    int length = request ? requestBody() : responseBody(w[at(c, 1 - c.direction)]);
    if (header.chunked && length == HttpHeader.UNUSABLE_LENGTH) {
      c.set(Connection.FOLLOWED);
      w[at + END] = start + header.length; // the empty line there ends no chunk
      return flags | CHUNKED;
    }
    if (length < 0) {
      return flags;
    }
    w[at + LENGTH] = length;
    w[at + END] = start + header.length + length;
    return flags | LENGTH_KNOWN | END_KNOWN;
  }

  /** A request has a body only if it says so (RFC 9112 section 6.3); unusable when its end cannot be foretold. */
  private int requestBody() {
    if (header.chunked) {
      return HttpHeader.UNUSABLE_LENGTH;
    }
    return header.bodyLength == HttpHeader.NO_LENGTH ? 0 : header.bodyLength;
  }

  private int responseBody(int request) {
    int method =
        (request & MESSAGE_MASK) == ApplicationMessage.HTTP_REQUEST.ordinal() + 1
            ? request >>> CODE_SHIFT & CODE_MASK
            : -1;
    boolean bodiless = bytes.status < 200 || bytes.status == 204 || bytes.status == 304 || method == HEAD;
    if (bodiless || method == CONNECT && bytes.status < 300) {
      return 0;
    }
    return header.chunked || header.bodyLength < 0 ? HttpHeader.UNUSABLE_LENGTH : header.bodyLength;
  }

  /**
   * What {@code side} of {@code c} was saying; null when nothing was recognised.
   *
   * @param sent what it sent before the end
   * @param sentByOther what the other side did
   */
  Application of(Connection c, int side, Sent sent, Sent sentByOther) {
    Dialogue dialogue = dialogue(c);
    Application followed = dialogue == null ? null : dialogue.of(side == c.clientSide(), sent.end(), c.frame(1));
    return followed == null ? begun(c, side, sent, sentByOther) : followed;
  }

  /**
   * Whether what was said last in a connection that ended by FINs leaves something open, or names a fault. Cheap to
   * ask.
   */
  boolean mayHaveFailed(Connection c) {
    Dialogue dialogue = dialogue(c);
    int client = c.clientSide();
    if (dialogue != null && dialogue.isOpen(finOrNxt(c.half(client)), finOrNxt(c.half(1 - client)))) {
      return true;
    }
    if (!c.is(Connection.APPLICATION)) {
      return false;
    }
    for (int side = 0; side < 2; side++) {
      int bits = words(c)[at(c, side)];
      int message = bits & MESSAGE_MASK;
      int code = bits >>> CODE_SHIFT & CODE_MASK;
      Sent sent = new Sent(finOrNxt(c.half(side)), true);
      boolean open =
          message == ApplicationMessage.HTTP_REQUEST.ordinal() + 1
              && (c.half(1 - side).lastDataFrame() < words(c)[at(c, side) + FRAME] || isCut(c, side, sent));
      boolean refused =
          message == ApplicationMessage.HTTP_RESPONSE.ordinal() + 1 && (code >= LEAST_ERROR || isCut(c, side, sent));
      if (open || refused || message == ApplicationMessage.TLS_ALERT.ordinal() + 1 && code > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isCut(Connection c, int side, Sent sent) {
    Application.Body body = body(words(c), at(c, side), sent);
    return body == Application.Body.PARTIAL || body == Application.Body.HEADER;
  }

  private static int finOrNxt(Half half) {
    return half.is(Half.FIN) ? half.finSeq() : half.nxt();
  }

  /**
   * What a side sent before the end.
   *
   * @param end sequence number after its last byte
   * @param whole whether the capture shows all of it
   */
  record Sent(int end, boolean whole) {}

  private Application begun(Connection c, int side, Sent sent, Sent sentByOther) {
    if (!c.is(Connection.APPLICATION)) {
      return null;
    }
    int[] w = words(c);
    int at = at(c, side);
    int bits = w[at];
    if (bits == 0) {
      return null;
    }
    int dataEnd = sent.end();
    ApplicationMessage message = lastOf(MESSAGES[(bits & MESSAGE_MASK) - 1], w[at + END], dataEnd);
    int code = bits >>> CODE_SHIFT & CODE_MASK;
    Application.Body body = body(w, at, sent);
    boolean known = (bits & LENGTH_KNOWN) != 0;
    int missing = known ? Math.min(w[at + LENGTH], Math.max(0, Seq.diff(w[at + END], dataEnd))) : 0;
    return new Application(
        message,
        c.frame(w[at + FRAME]),
        bits >>> COUNT_SHIFT & MAX_COUNT,
        message == ApplicationMessage.HTTP_REQUEST ? ApplicationBytes.METHODS.get(code) : "",
        message == ApplicationMessage.HTTP_RESPONSE ? code : 0,
        message == ApplicationMessage.TLS_ALERT ? code : -1,
        (bits & CLOSES) != 0,
        (bits & KEEPS_ALIVE) != 0,
        body,
        known ? w[at + LENGTH] : -1,
        known ? w[at + LENGTH] - missing : -1,
        "",
        message == ApplicationMessage.HTTP_REQUEST ? reply(c, side, body, sentByOther) : Application.Reply.UNKNOWN,
        Application.Handshake.NONE);
  }

  /** How far the answer to the request of {@code side} has come. */
  private Application.Reply reply(Connection c, int side, Application.Body request, Sent sentByServer) {
    int[] w = words(c);
    int asked = w[at(c, side) + FRAME];
    int at = at(c, 1 - side);
    if (request != Application.Body.NONE && request != Application.Body.COMPLETE) {
      return Application.Reply.UNKNOWN;
    }
    if (c.half(1 - side).lastDataFrame() < asked) {
      return Application.Reply.DUE;
    }
    boolean response = (w[at] & MESSAGE_MASK) == ApplicationMessage.HTTP_RESPONSE.ordinal() + 1;
    if (!response || w[at + FRAME] < asked) {
      return Application.Reply.UNKNOWN;
    }
    int status = w[at] >>> CODE_SHIFT & CODE_MASK;
    if (status < 200) {
      return status == SWITCHING_PROTOCOLS ? Application.Reply.GIVEN : Application.Reply.DUE;
    }
    return switch (body(w, at, sentByServer)) {
      case NONE, COMPLETE -> Application.Reply.GIVEN;
      case PARTIAL -> Application.Reply.UNDER_WAY;
      default -> Application.Reply.UNKNOWN;
    };
  }

  /** An alert counts only as the last thing said, a ClientHello only while nothing follows it. */
  private static ApplicationMessage lastOf(ApplicationMessage message, int end, int dataEnd) {
    boolean followed =
        switch (message) {
          case TLS_ALERT, TLS_ENCRYPTED_ALERT, TLS_SHORT_RECORD, TLS_CLIENT_HELLO -> Seq.lt(end, dataEnd);
          default -> false;
        };
    return followed ? ApplicationMessage.TLS_RECORD : message;
  }

  private static Application.Body body(int[] w, int at, Sent sent) {
    int bits = w[at];
    int end = w[at + END];
    int length = w[at + LENGTH];
    int dataEnd = sent.end();
    if ((bits & LENGTH_KNOWN) != 0) {
      boolean complete = !Seq.lt(dataEnd, end);
      if ((bits & EXPECTS_CONTINUE) != 0 && length > 0 && end - length == dataEnd) {
        return Application.Body.WITHHELD;
      }
      return length == 0 ? Application.Body.NONE : complete ? Application.Body.COMPLETE : Application.Body.PARTIAL;
    }
    if ((bits & HEADER_OPEN) != 0) {
      return sent.whole() && end == dataEnd ? Application.Body.HEADER : Application.Body.UNKNOWN;
    }
    if ((bits & CHUNKED) == 0) {
      return Application.Body.UNKNOWN;
    }
    if ((bits & END_KNOWN) != 0) {
      return end == dataEnd ? Application.Body.COMPLETE : Application.Body.UNKNOWN;
    }
    return sent.whole() && (bits & CHUNKS_UNSEEN) == 0 ? Application.Body.PARTIAL : Application.Body.UNKNOWN;
  }

  private int[] words(Connection c) {
    return chunks[c.slot() >>> CHUNK_BITS];
  }

  private static int at(Connection c, int side) {
    return (c.slot() & CHUNK_MASK) * WORDS + side * SIDE_WORDS;
  }

  private int[] makeWords(Connection c) {
    int chunk = c.slot() >>> CHUNK_BITS;
    if (chunk >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new int[WORDS << CHUNK_BITS];
    }
    int[] w = chunks[chunk];
    if (!c.is(Connection.APPLICATION)) {
      c.set(Connection.APPLICATION);
      int at = at(c, 0);
      Arrays.fill(w, at, at + WORDS, 0);
    }
    return w;
  }
}
