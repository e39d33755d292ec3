package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.judgement.ResetJudgement;
import io.finrst.record.CaptureQuality;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.record.HandshakeFaults;
import io.finrst.record.IcmpError;
import io.finrst.record.KernelEvidence;
import io.finrst.record.Moment;
import io.finrst.record.Repeats;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.record.ResetFacts;
import io.finrst.record.ResetSegment;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Notation;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;
import io.finrst.wire.Tunnel;
import java.util.ArrayList;
import java.util.List;

/** Makes the immutable record of one connection that has ended. */
final class RecordBuilder {
  private static final Tunnel[] TUNNELS = Tunnel.values();

  private final Connection c;
  private final Applications applications;
  private final End end;
  private final State state;
  private final ResetFacts deciding; // null for none
  private final boolean evicted;
  private final long silentNs;
  private final Story story;
  private final int client;

  /**
   * @param silentNs from its last packet to the capture's latest
   */
  RecordBuilder(
      Connection c, Applications applications, End end, boolean evicted, long silentNs) {
    this.c = c;
    this.applications = applications;
    this.end = end;
    state = end.state();
    this.evicted = evicted;
    this.silentNs = silentNs;
    story = c.story();
    deciding = end.deciding() < 0 ? null : story.resets.get(end.deciding());
    client = c.clientSide();
  }

  ConnectionRecord build() {
    List<Reset> resets = resets();
    return new ConnectionRecord(
        c.stream() & 0xFFFFFFFFL,
        c.endpoint(client),
        c.endpoint(1 - client),
        new Moment(c.firstFrame(), c.firstTimeNs()),
        new Moment(Math.max(c.frame(c.a.lastFrame()), c.frame(c.b.lastFrame())), c.lastTimeNs()),
        c.fractionDigits(),
        state,
        state.verdict(),
        story == null || story.announced == null ? null : story.announced.verdict(),
        endedBy(),
        c.closer() < 0 ? null : c.role(c.closer()),
        c.is(Connection.CROSSED_FINS),
        halfClose(),
        c.rttNs(),
        silenceBeforeEnd(),
        c.longestSilenceNs(),
        resets,
        story == null ? 0 : story.resetsNotKept,
        Tampering.of(c, state, silentNs),
        repetition(),
        lastRepeated(),
        story == null ? 0 : story.unpromptedAckFrame,
        handshakeFaults(),
        story == null ? List.of() : List.copyOf(story.icmpErrors),
        half(client),
        half(1 - client),
        quality(),
        c.vlan(),
        TUNNELS[c.tunnel()],
        story == null ? 0 : story.tunnelId,
        KernelEvidence.NONE,
        story == null || story.ladder == null ? List.of() : story.ladder.packets());
  }

  /** As it was when the deciding reset came. */
  private Repeats repeats() {
    if (deciding != null) {
      return deciding.repeats();
    }
    return story == null ? null : story.repeats();
  }

  private Repetition repetition() {
    Repeats again = end.repeatingSide() < 0 ? null : repeats();
    return again == null
        ? null
        : new Repetition(
            c.role(again.side()),
            again.kind(),
            again.count(),
            again.last().frame(),
            again.lastGapNs(),
            again.silenceBeforeNs());
  }

  private Moment lastRepeated() {
    Repeats again = repeats();
    return again == null ? null : again.last();
  }

  private HandshakeFaults handshakeFaults() {
    return story == null
        ? HandshakeFaults.NONE
        : new HandshakeFaults(
            story.challengeFrame, story.badHandshakeAckFrame, story.synAckAgainFrame);
  }

  private EndedBy endedBy() {
    Verdict verdict = state.verdict();
    if (deciding != null) {
      return new EndedBy(c.role(deciding.side()), c.endpoint(deciding.side()), deciding.segment().at().frame());
    }
    if (verdict == Verdict.UNREACHABLE) {
      return endedByIcmp();
    }
    if (verdict == Verdict.TIMED_OUT) {
      int side = end.repeatingSide();
      return new EndedBy(c.role(side), c.endpoint(side), story.repeats().last().frame());
    }
    if (verdict == Verdict.GRACEFUL || state == State.HALF_CLOSE_DONE) {
      int closer = c.closer();
      return new EndedBy(c.role(closer), c.endpoint(closer), c.frame(c.half(closer).finFrame()));
    }
    return null;
  }

  private EndedBy endedByIcmp() {
    for (IcmpError error : story.icmpErrors) {
      if (error.quotesSyn()) {
        int quoted = error.to() == c.role(0) ? 0 : 1;
        boolean byPeer = error.sender().equals(c.address(1 - quoted));
        Role role = byPeer ? c.role(1 - quoted) : Role.MIDDLEBOX;
        return new EndedBy(role, new Endpoint(error.sender(), 0), error.at().frame());
      }
    }
    return null;
  }

  private HalfClose halfClose() {
    if (state.verdict() != Verdict.HALF_CLOSE
        && (story == null || story.bytesAfterFin == 0 || c.closer() < 0)) {
      return null;
    }
    int closer = c.closer();
    Half peer = c.half(1 - closer);
    long finNs = c.half(closer).finTimeNs();
    long bytes = story == null ? 0 : story.bytesAfterFin;
    long untilNs = bytes > 0 ? peer.lastDataTimeNs() : c.lastTimeNs() + silentNs;
    return new HalfClose(c.role(closer), bytes, Math.max(0, untilNs - finNs));
  }

  private long silenceBeforeEnd() {
    int closer = c.closer();
    boolean resetBeforeFin =
        deciding != null && closer >= 0 && deciding.segment().at().frame() < c.frame(c.half(closer).finFrame());
    if (closer >= 0 && !resetBeforeFin) {
      return c.gapNs(); // kept as it was at the first FIN
    }
    if (deciding != null) {
      return end.silenceNs();
    }
    return state == State.GIVEN_UP ? story.repeats().silenceBeforeNs() : 0;
  }

  private List<Reset> resets() {
    if (story == null || story.resets.isEmpty()) {
      return List.of();
    }
    List<Reset> all = new ArrayList<>(story.resets.size());
    for (int i = 0; i < story.resets.size(); i++) {
      all.add(reset(story.resets.get(i), end.resets().get(i)));
    }
    return List.copyOf(all);
  }

  private Reset reset(ResetFacts facts, ResetJudgement judged) {
    ResetSegment segment = facts.segment();
    Half sender = c.half(facts.side());
    Half receiver = c.half(1 - facts.side());
    boolean hasAck = (segment.flags() & Segment.ACK) != 0;
    long seq = sender.is(Half.PLACED) ? segment.seq() - sender.iss() : segment.seq();
    long ack = receiver.is(Half.PLACED) ? segment.ack() - receiver.iss() : segment.ack();
    return new Reset(
        c.role(facts.side()),
        Notation.flagLetters(segment.flags()),
        seq & 0xFFFFFFFFL,
        hasAck ? ack & 0xFFFFFFFFL : 0,
        judged.kind(),
        judged.effect(),
        judged.grounds().sentence(),
        judged.answeredFrame(),
        judged.senderWentOn(),
        facts);
  }

  private HalfRecord half(int side) {
    Half h = c.half(side);
    Half other = c.half(1 - side);
    StreamMap holes = story == null ? null : story.holes(side);
    long window = h.window();
    if (h.scale() > 0 && other.scale() >= 0) {
      window <<= h.scale();
    }
    return new HalfRecord(
        h.packets(),
        h.bytes(),
        h.retransmitted(),
        counted(Story.Oddity.OUT_OF_ORDER, side),
        counted(Story.Oddity.DUPLICATE, side),
        holes == null ? 0 : holes.missing(),
        unacknowledged(h, other),
        h.synCount(),
        c.mss(side),
        h.scale(),
        window,
        counted(Story.Oddity.ZERO_WINDOW, side),
        counted(Story.Oddity.KEEP_ALIVE, side),
        counted(Story.Oddity.WINDOW_PROBE, side),
        h.is(Half.TIMESTAMPS),
        h.is(Half.TTL_SEEN) ? h.ttl() : -1,
        h.is(Half.TTL_VARIES),
        h.is(Half.TTL_SEEN) ? h.dscp() : -1,
        h.ipIdPattern(),
        c.frame(h.lastFrame()),
        c.frame(h.firstDataFrame()),
        moment(h.lastDataFrame(), h.lastDataTimeNs()),
        h.is(Half.FIN) ? moment(h.finFrame(), h.finTimeNs()) : null,
        c.frame(h.finAckFrame()),
        applications.of(c, side, dataEnd(side), holes == null || holes.missing() == 0));
  }

  /** Number after the last byte {@code side} had sent when the connection ended. */
  private int dataEnd(int side) {
    Half h = c.half(side);
    int last = deciding != null && deciding.side() != side ? deciding.receiver().nxt() : h.nxt();
    return h.is(Half.FIN) && Seq.lt(h.finSeq(), last) ? h.finSeq() : last;
  }

  private int counted(Story.Oddity oddity, int side) {
    return story == null ? 0 : story.counted(oddity, side);
  }

  private static long unacknowledged(Half h, Half other) {
    if (!h.is(Half.KNOWN) || !other.is(Half.HAS_ACKED) || h.bytes() == 0) {
      return h.bytes() > 0 && !other.is(Half.HAS_ACKED) ? h.bytes() : 0;
    }
    long inFlight = h.nxt() - other.acked();
    boolean finInFlight = h.is(Half.FIN) && !h.is(Half.FIN_ACKED);
    return Math.max(0, inFlight - (finInFlight ? 1 : 0));
  }

  private Moment moment(int relativeFrame, long timeNs) {
    return relativeFrame == 0 ? null : new Moment(c.frame(relativeFrame), timeNs);
  }

  private CaptureQuality quality() {
    boolean complete =
        c.is(Connection.SYN_SEEN)
            && c.is(Connection.SYN_ACK_SEEN)
            && c.is(Connection.HANDSHAKE_ACK_SEEN);
    boolean some = c.is(Connection.SYN_SEEN) || c.is(Connection.SYN_ACK_SEEN);
    CaptureQuality.Handshake handshake =
        complete
            ? CaptureQuality.Handshake.COMPLETE
            : some ? CaptureQuality.Handshake.PARTIAL : CaptureQuality.Handshake.NONE;
    boolean clientSeen = c.half(client).packets() > 0;
    boolean serverSeen = c.half(1 - client).packets() > 0;
    CaptureQuality.Directions directions =
        clientSeen && serverSeen
            ? CaptureQuality.Directions.BOTH
            : clientSeen
                ? CaptureQuality.Directions.CLIENT_ONLY
                : CaptureQuality.Directions.SERVER_ONLY;
    boolean duplicated = story != null && story.capturedTwice();
    return new CaptureQuality(
        handshake,
        directions,
        holes(0) + holes(1),
        c.is(Connection.CUT),
        c.is(Connection.ROLES_GUESSED),
        duplicated,
        story == null ? -1 : story.translatedFrom,
        evicted,
        QualityNotes.of(c, story, state, handshake, directions, evicted));
  }

  private int holes(int side) {
    StreamMap map = story == null ? null : story.holes(side);
    return map == null ? 0 : map.holes();
  }
}
