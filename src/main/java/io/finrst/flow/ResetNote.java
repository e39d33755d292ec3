package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.record.HostLooks;
import io.finrst.record.Looks;
import io.finrst.record.Moment;
import io.finrst.record.Repeats;
import io.finrst.record.Reset;
import io.finrst.record.ResetFacts;
import io.finrst.record.ResetSegment;
import io.finrst.record.Standing;
import io.finrst.teardown.State;
import io.finrst.wire.ResetText;
import io.finrst.wire.Segment;
import java.util.Arrays;

/**
 * A reset as the table keeps it: the packet, and both halves as they were. Very many wait at a time, so that the {@link
 * ResetFacts} are made of it only when somebody asks, and the halves are copied only when something comes after it.
 */
final class ResetNote {
  private static final int TIMESTAMPS = 1 << 24;
  private static final int FAST_CLOSE = 1 << 25;
  private static final int HALVES_WORDS = 2 * Half.HOT_WORDS;

  private final long frame;
  private final long timeNs;
  private final int seq;
  private final int ack;
  private final int flagsAndLife; // flags | TTL << 8 | TOS << 16 | TIMESTAMPS | FAST_CLOSE
  private final int windowAndId; // window | IP ID << 16
  private final int flowLabel; // -1 for IPv4
  private final int payloadLength;
  private final short mptcpReason;
  private final String text;

  private final byte side;
  private final byte repeatingSide;
  private final State before;
  private final int senderPackets; // before it
  private final int senderLastFrame; // before it, relative
  private int[] halves; // null while nothing has come after it: they are those of the connection
  private final int probesA;
  private final int probesB;
  private final HostLooks host;
  private final long gapNs;
  private final long earlierGapNs;
  private final Repeats repeats;
  private final long challengeAck;
  private final long badAckFrame;
  private final boolean synAckAgain;
  private final boolean gaveUp;
  private final int unansweredBytes;

  /** Reset {@code s} of {@code c}, not counted there yet. */
  ResetNote(
      Segment s, Packet p, Connection c, HostLooks host, long earlierGapNs, boolean gaveUp, int unansweredBytes) {
    frame = p.frame;
    timeNs = p.timeNs;
    seq = s.seq;
    ack = s.ack;
    flagsAndLife =
        s.flags
            | s.ttl << 8
            | s.tos << 16
            | (s.hasTimestamp ? TIMESTAMPS : 0)
            | (s.mptcpFastClose ? FAST_CLOSE : 0);
    windowAndId = s.window | s.ipId << 16;
    flowLabel = s.ipVersion == 6 ? s.flowLabel : -1;
    payloadLength = s.payloadLength;
    mptcpReason = (short) s.mptcpResetReason;
    text = s.payloadLength == 0 ? "" : ResetText.of(s, p.data);
    side = (byte) c.direction;
    before = c.state();
    senderPackets = (int) c.half(c.direction).packets();
    senderLastFrame = c.half(c.direction).lastFrame();
    Story story = c.story();
    probesA = story.counted(Story.Oddity.KEEP_ALIVE, 0);
    probesB = story.counted(Story.Oddity.KEEP_ALIVE, 1);
    this.host = host;
    gapNs = c.gapNs();
    this.earlierGapNs = earlierGapNs;
    repeats = story.repeats();
    repeatingSide = (byte) story.repeatingSide;
    challengeAck = story.challenged ? story.challengeAck & 0xFFFFFFFFL : ResetFacts.NO_NUMBER;
    badAckFrame = story.badHandshakeAckFrame;
    synAckAgain = story.synAckAgainFrame != 0;
    this.gaveUp = gaveUp;
    this.unansweredBytes = unansweredBytes;
  }

  /** To be called before anything that comes after it changes the halves of {@code c}. */
  void keepHalves(Connection c) {
    if (halves == null) {
      halves = halvesOf(c);
    }
  }

  /** As they were before this reset was counted. */
  private int[] halvesOf(Connection c) {
    int from = c.base() + Connection.HALVES;
    int[] copy = Arrays.copyOfRange(c.words(), from, from + HALVES_WORDS);
    int sender = side * Half.HOT_WORDS;
    copy[sender + Half.PACKETS] = senderPackets;
    copy[sender + Half.LAST_FRAME] = senderLastFrame;
    return copy;
  }

  /** When it was captured, ns since 1970. */
  long timeNs() {
    return timeNs;
  }

  /** All that was known, {@code c} being its connection. */
  ResetFacts facts(Connection c) {
    Half a = new Half();
    Half b = new Half();
    int[] words = halves == null ? halvesOf(c) : halves;
    a.at(words, 0, 0); // what is cold was not copied, and is not asked for
    b.at(words, Half.HOT_WORDS, 0);
    Half sender = side == 0 ? a : b;
    Half receiver = side == 0 ? b : a;
    Standing ofA = Resets.standing(c, a, probesA);
    Standing ofB = Resets.standing(c, b, probesB);
    return new ResetFacts(
        segment(),
        side,
        before,
        side == 0 ? ofA : ofB,
        side == 0 ? ofB : ofA,
        looks(sender, receiver),
        looks(receiver, sender),
        host,
        gapNs,
        earlierGapNs,
        repeats,
        repeatingSide,
        gaveUp,
        challengeAck,
        badAckFrame,
        synAckAgain,
        unansweredBytes & 0xFFFFFFFFL);
  }

  private ResetSegment segment() {
    return new ResetSegment(
        new Moment(frame, timeNs),
        flagsAndLife & 0xFF,
        seq,
        ack,
        windowAndId & 0xFFFF,
        flagsAndLife >>> 8 & 0xFF,
        flagsAndLife >>> 16 & 0xFF,
        windowAndId >>> 16,
        flowLabel,
        (flagsAndLife & TIMESTAMPS) != 0,
        mptcpReason,
        (flagsAndLife & FAST_CLOSE) != 0,
        payloadLength,
        text);
  }

  private static Looks looks(Half half, Half peer) {
    return new Looks(
        half.is(Half.TTL_SEEN),
        half.ipId(),
        half.ipIdPattern(),
        half.window(),
        half.dscp(),
        half.usesTimestamps(peer),
        half.is(Half.LABELLED));
  }
}
