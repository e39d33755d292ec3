package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.judgement.End;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/**
 * A SYN on ports that a connection has already. After an end it begins another connection. Before one it is a question
 * (RFC 9293 section 3.5.1, RFC 5961 section 4): the host asked answers by an ACK of the connection it has, and if the
 * one who asks knows nothing of that, it resets it (half-open recovery). If that side goes on with the old numbers
 * instead, the SYN was not its own and meant nothing. Until then both connections are kept.
 *
 * <p>It shares the tracker's cursor, and has one of its own for the older connection.
 */
final class Succession {
  private final FlowTable table;
  private final Leaving leaving;
  private final Resets resets;
  private final Copies copies;
  private final Connection older = new Connection();
  private long refuted;

  Succession(FlowTable table, Leaving leaving, Resets resets, Copies copies) {
    this.table = table;
    this.leaving = leaving;
    this.resets = resets;
    this.copies = copies;
  }

  /** What a SYN without ACK means for the connection that has its addresses and ports. */
  enum Meaning {
    /** It is one of this connection's own SYNs. */
    SENT_AGAIN,
    /** It begins another one: this one is over. */
    ANOTHER,
    /** It begins another one, which Wireshark counts as this one since its initial number is the same. */
    ANOTHER_IN_STREAM,
    /** It is too early to tell. */
    QUESTION
  }

  Meaning of(Segment syn, Connection c, long nowNs) {
    Half sender = c.half(c.direction);
    boolean otherNumber = sender.is(Half.HAS_STREAM_BASE) && syn.seq != sender.streamBase();
    End end = Resets.end(c, nowNs);
    if (!otherNumber) {
      boolean shown = !end.guessed() && !(end.tookAtFaceValue() && c.state() == State.SYN_SENT);
      boolean wasReset = end.state().isReset() && end.state() != State.REFUSED && shown;
      boolean copied = copies.has(Copies.print(syn, c, nowNs));
      return wasReset && !copied ? Meaning.ANOTHER_IN_STREAM : Meaning.SENT_AGAIN;
    }
    boolean mayLive = c.state().compareTo(State.MIDSTREAM) >= 0 && (!end.state().isConclusive() || end.guessed());
    return mayLive && !isAbandoned(c, nowNs) ? Meaning.QUESTION : Meaning.ANOTHER;
  }

  private boolean isAbandoned(Connection c, long nowNs) {
    return leaving.isAbandoned(nowNs) || hasQuestion(c);
  }

  /** Whether {@code c} was begun by a SYN on ports whose connection may be alive. */
  static boolean hasQuestion(Connection c) {
    return c.is(Connection.HAS_STORY) && c.story().olderSlot >= 0;
  }

  /** Notes that {@code c}, just opened, asks for the ports of the connection in {@code slot}. */
  static void asks(Connection c, int slot, int stream) {
    c.tell().olderSlot = slot;
    c.story().olderStream = stream;
  }

  /**
   * Looks what a segment of {@code c}, which has a question, says to it. Where it is the older connection's, {@code c}
   * points there afterwards.
   */
  void answer(Segment s, Packet p, Connection c) {
    Story story = c.story();
    if (!find(table, story, older)) {
      story.olderSlot = -1;
      return;
    }
    boolean fromAsker = c.direction == 0;
    if (fromAsker && isOfOlder(s, c)) {
      refute(c);
    } else if (fromAsker && s.has(Segment.RST) && story.challenged && s.seq == story.challengeAck) {
      clear(s, p, c);
    } else if (!fromAsker && s.has(Segment.SYN | Segment.ACK) && s.ack == c.a.iss() + 1) {
      leaving.endOlder(p.timeNs);
    }
  }

  /** Points {@code cursor} at the connection whose ports were asked for; false when it has left meanwhile. */
  static boolean find(FlowTable table, Story story, Connection cursor) {
    table.at(story.olderSlot, cursor);
    return cursor.is(Connection.DISPLACED) && cursor.stream() == story.olderStream;
  }

  /** Whether who is said to have sent the SYN goes on within the window of the older connection. */
  private boolean isOfOlder(Segment s, Connection c) {
    int side = older.sideOf(c, 0);
    Half sender = older.half(side);
    Half receiver = older.half(1 - side);
    return (s.flags & (Segment.SYN | Segment.RST | Segment.ACK)) == Segment.ACK
        && sender.is(Half.PLACED)
        && receiver.is(Half.HAS_ACKED)
        && Seq.between(receiver.acked() - 1, s.seq, Seq.max(receiver.edge(), sender.nxt()));
  }

  /** The SYN meant nothing: its packets are the older connection's, by the stream number that Wireshark gives them. */
  private void refute(Connection c) {
    int asker = older.sideOf(c, 0);
    older.tell().beforeNext(older);
    older.half(asker).addPackets(c.a.packets());
    older.half(1 - asker).addPackets(c.b.packets());
    older.half(asker).streamBase(c.a.streamBase());
    Story story = older.tell();
    if (c.story().capturedTwice()) {
      story.count(Story.Oddity.DUPLICATE, asker, c.story().counted(Story.Oddity.DUPLICATE, 0));
      story.count(Story.Oddity.DUPLICATE, 1 - asker, c.story().counted(Story.Oddity.DUPLICATE, 1));
    }
    story.alsoStream(c.stream() & 0xFFFFFFFFL);
    table.restore(older, c);
    table.remove(c);
    table.at(older.slot(), c);
    c.direction = asker;
    refuted++;
  }

  /** The asker resets what it does not know: that ends the older connection at the side that still has it. */
  private void clear(Segment s, Packet p, Connection c) {
    int asker = older.sideOf(c, 0);
    Half peer = older.half(1 - asker);
    Story story = older.tell();
    story.beforeNext(older);
    story.challenged = true;
    story.challengeAck = c.story().challengeAck;
    story.challengeFrame = c.story().challengeFrame;
    story.successor = c.stream() & 0xFFFFFFFFL;
    c.story().predecessor = older.stream() & 0xFFFFFFFFL;
    peer.lastTimeNs(c.b.lastTimeNs());
    peer.lastFrame(older.relative(story.challengeFrame));
    older.direction = asker;
    older.gapBefore(p.timeNs);
    resets.keep(s, p, older, older.half(asker), peer, older.gapNs());
    older.half(asker).lastFrame(older.relative(p.frame));
    leaving.endOlder(p.timeNs);
  }

  /** SYNs that turned out to have begun no connection. */
  long refuted() {
    return refuted;
  }
}
