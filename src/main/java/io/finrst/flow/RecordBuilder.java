package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.judgement.ResetJudgement;
import io.finrst.record.Anomalies;
import io.finrst.record.CaptureQuality;
import io.finrst.record.Closing;
import io.finrst.record.Conclusion;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Encapsulation;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfClose;
import io.finrst.record.HandshakeFaults;
import io.finrst.record.IcmpError;
import io.finrst.record.Identity;
import io.finrst.record.KernelEvidence;
import io.finrst.record.Moment;
import io.finrst.record.Neighbours;
import io.finrst.record.Repeats;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.record.ResetFacts;
import io.finrst.record.ResetSegment;
import io.finrst.record.ResetsSeen;
import io.finrst.record.Shown;
import io.finrst.record.Times;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Notation;
import io.finrst.wire.Segment;
import io.finrst.wire.Tunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the immutable record of one connection that has ended. */
final class RecordBuilder {
  private static final Tunnel[] TUNNELS = Tunnel.values();

  private final Connection c;
  private final End end;
  private final State state;
  private final ResetFacts deciding; // null for none
  private final boolean evicted;
  private final long silentNs;
  private final Story story;
  private final int client;
  private final HalfBuilder halves;

  /**
   * @param silentNs from its last packet to the capture's latest
   */
  RecordBuilder(
      Connection c, Applications applications, End end, boolean evicted, long silentNs) {
    this.c = c;
    this.end = end;
    state = end.state();
    this.evicted = evicted;
    this.silentNs = silentNs;
    story = c.story();
    deciding = end.decider();
    client = c.clientSide();
    halves = new HalfBuilder(c, applications, end);
  }

  ConnectionRecord build() {
    return new ConnectionRecord(
        new Identity(c.stream() & 0xFFFFFFFFL, c.endpoint(client), c.endpoint(1 - client)),
        times(),
        conclusion(),
        new Closing(c.closer() < 0 ? null : c.role(c.closer()), c.is(Connection.CROSSED_FINS), halfClose()),
        new ResetsSeen(resets(), story == null ? 0 : story.resetsNotKept, end.deciding()),
        anomalies(),
        halves.half(client),
        halves.half(1 - client),
        neighbours(),
        quality(),
        new Encapsulation(c.vlan(), TUNNELS[c.tunnel()], story == null ? 0 : story.tunnelId),
        KernelEvidence.NONE,
        story == null || story.ladder() == null ? List.of() : story.ladder().packets());
  }

  private Times times() {
    return new Times(
        new Moment(c.firstFrame(), c.firstTimeNs()),
        new Moment(
            Math.max(c.frame(c.a.lastFrame()), c.frame(c.b.lastFrame())), Math.max(c.firstTimeNs(), c.lastTimeNs())),
        c.fractionDigits(),
        c.rttNs(),
        trusted(silenceBeforeEnd()),
        trusted(c.longestSilenceNs()),
        Math.min(Math.max(0, silentNs), Times.MOST_WATCHED_NS));
  }

  /** A silence as long as the clock was set back may be the clock's. */
  private long trusted(long silenceNs) {
    return story != null && story.clockBackNs > 0 && silenceNs >= story.clockBackNs ? 0 : silenceNs;
  }

  private Neighbours neighbours() {
    if (story == null) {
      return Neighbours.NONE;
    }
    List<Long> also = story.alsoStreams() == null ? List.of() : List.copyOf(story.alsoStreams());
    return new Neighbours(also, story.repeatsIsn, story.predecessor, story.successor);
  }

  private Conclusion conclusion() {
    Verdict supersedes = story == null || story.announced == null ? null : story.announced.verdict();
    return new Conclusion(state, supersedes, endedBy(), Tampering.of(c, end, silentNs));
  }

  private Anomalies anomalies() {
    return new Anomalies(
        repetition(),
        lastRepeated(),
        story == null ? 0 : story.unpromptedAckFrame,
        handshakeFaults(),
        story == null ? List.of() : List.copyOf(story.icmpErrors),
        story == null ? 0 : story.icmpErrorsNotKept);
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
      return new EndedBy(c.role(deciding.side()), c.endpoint(deciding.side()), end.taken().segment().at().frame());
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
    if (state.verdict() != Verdict.HALF_CLOSE && (story == null || story.bytesAfterFin == 0)) {
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
    List<Reset> all = new ArrayList<>(end.resets().size());
    end.resets().forEach(judged -> all.add(reset(judged)));
    return List.copyOf(all);
  }

  private Reset reset(ResetJudgement judged) {
    ResetFacts facts = judged.facts();
    ResetSegment segment = facts.segment();
    Half sender = c.half(facts.side());
    Half receiver = c.half(1 - facts.side());
    boolean hasAck = (segment.flags() & Segment.ACK) != 0;
    long seq = segment.seq() - sender.iss(); // 0 where no number of that side is known
    long ack = segment.ack() - receiver.iss();
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
    Set<Shown> lacks = Lacks.of(c, end);
    return new CaptureQuality(
        handshake,
        directions,
        Lacks.gaps(c, 0) + Lacks.gaps(c, 1),
        c.is(Connection.CUT),
        c.is(Connection.ROLES_GUESSED) && !c.is(Connection.ROLES_HEARD),
        duplicated,
        story == null ? -1 : story.translatedFrom,
        evicted,
        lacks,
        QualityNotes.of(c, story, state, lacks, handshake, directions, evicted, silentNs));
  }
}
