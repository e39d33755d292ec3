package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfRecord;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.record.Shown;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.EnumSet;
import java.util.List;

/**
 * The end of one connection as rules ask about it: the deciding reset, the side it came from and
 * the side it hit, and what lay before it.
 */
public final class Ending {
  /**
   * Time in which an answer follows what it answers even where no handshake told the round trip.
   */
  private static final long SOON_NS = 50_000_000L;

  /** Sooner than this nothing is sent again for want of an ACK (Linux TCP_RTO_MIN is 200 ms), ns. */
  private static final long SOONEST_AGAIN_NS = 50_000_000L;

  /** A thread that closes a socket may be held up between two steps, ns. */
  private static final long AT_ONCE_NS = 10_000_000L;

  /** Shorter silences lie within an exchange, ns. */
  private static final long TIMER_NS = 100_000_000L;

  private final ConnectionRecord record;
  private final List<ResetOrigin> origins;
  private final boolean byMiddlebox;
  private final EndedBy endedBy; // null for nobody
  private final Reset reset;
  private final Role resetter;

  /** The end of {@code record}. */
  public Ending(ConnectionRecord record) {
    this.record = record;
    origins = ResetOrigin.of(record);
    byMiddlebox = isForged();
    endedBy = who();
    reset = deciding();
    resetter = reset == null ? null : reset.from();
  }

  /** Whether the deciding reset is forged; a refusal that the kernel alone disowns is its host's own firewall's. */
  private boolean isForged() {
    for (ResetOrigin origin : origins) {
      if (origin.reset() == record.decidingReset()) {
        return origin.forged() && !(record.verdict() == Verdict.RST_TO_SYN && origin.onlyDisowned());
      }
    }
    return false;
  }

  /** By a device in the name of a side where the reset is forged; nobody where it may be its host's packet filter. */
  private EndedBy who() {
    EndedBy told = record.endedBy();
    if (told == null || !byMiddlebox) {
      return told;
    }
    boolean filter = origin(record.decidingReset()).maybeByItsHostsFilter();
    return filter ? null : new EndedBy(Role.MIDDLEBOX, told.endpoint(), told.frame());
  }

  private Reset deciding() {
    Reset reset = record.decidingReset();
    return reset == null || byMiddlebox ? reset : abortBehind(reset, record);
  }

  /**
   * An abort that follows an answer of the same side at once is what tells why: Linux takes the socket out of its
   * tables before it sends the abort (tcp_disconnect), and data that comes between is answered first.
   */
  private static Reset abortBehind(Reset answer, ConnectionRecord record) {
    if (answer.kind() == ResetKind.ANSWER) {
      for (Reset reset : record.resets()) {
        long afterNs = reset.at().timeNs() - answer.at().timeNs();
        if (reset.kind() == ResetKind.ABORT && reset.from() == answer.from() && afterNs >= 0 && afterNs < AT_ONCE_NS) {
          return reset;
        }
      }
    }
    return answer;
  }

  /** The connection. */
  public ConnectionRecord record() {
    return record;
  }

  /** How it ended. */
  public Verdict verdict() {
    return record.verdict();
  }

  /** The reset that decided, null when none did. */
  public Reset reset() {
    return reset;
  }

  /** Its frame, 0 when there is none. */
  public long resetFrame() {
    return reset == null ? 0 : reset.at().frame();
  }

  /** The side whose address the deciding reset carries, null when there is none. */
  public Role resetter() {
    return resetter;
  }

  /** The other side. */
  public Role victim() {
    return other(resetter);
  }

  /** What the side in whose name it was reset sent. */
  public HalfRecord resetterHalf() {
    return record.half(resetter);
  }

  /** What the side that was reset sent. */
  public HalfRecord victimHalf() {
    return record.half(victim());
  }

  /** Whether the capture shows what the two sides sent each other, and not its ends alone. */
  public boolean showsTheTalk() {
    return record.quality().shows(EnumSet.of(Shown.BOTH_SIDES, Shown.SEGMENTS));
  }

  /** Whether a reset ended it. */
  public boolean wasReset() {
    return reset != null;
  }

  /** Whether a reset of this kind ended it. */
  public boolean resetBy(ResetKind kind) {
    return reset != null && origin().kind() == kind;
  }

  /** Who ended it, a device between the two sides included; null for nobody, or where nobody can say. */
  public EndedBy endedBy() {
    return endedBy;
  }

  /** Where its resets came from, in their order. */
  public List<ResetOrigin> origins() {
    return origins;
  }

  /** Where the deciding reset came from, null when there is none. */
  public ResetOrigin origin() {
    return reset == null ? null : origin(reset);
  }

  /** Where {@code reset}, one of its resets, came from. */
  public ResetOrigin origin(Reset reset) {
    for (ResetOrigin origin : origins) {
      if (origin.reset() == reset) { // not equals: that of records costs every start tens of milliseconds
        return origin;
      }
    }
    throw new IllegalArgumentException("no reset of this connection: " + reset.at().frame());
  }

  /** Shorter idle timers are not found in devices, ns. */
  public static final long IDLE_NS = 1_000_000_000L;

  /**
   * Whether a bare abort came out of silence, without anything that a program could have reacted to: RFC 9293 section
   * 3.10.5 has aborts so, some stacks and load balancers send them, and so do devices whose idle timer fires.
   */
  public boolean abortsOutOfSilence() {
    return resetBy(ResetKind.ABORT)
        && !byMiddlebox()
        && !reset.flags().contains("A")
        && cameOutOfSilence();
  }

  /** Whether a silence lay before the deciding reset, and no FIN to which a program could have reacted. */
  public boolean cameOutOfSilence() {
    Moment fin = record.firstFin() == null ? null : record.half(record.firstFin()).fin();
    return reset != null
        && silenceNs() >= IDLE_NS
        && silenceNs() > 10 * record.handshakeRttNs()
        && (fin == null || fin.frame() > resetFrame() || reset.at().timeNs() - fin.timeNs() >= IDLE_NS);
  }

  /** How the deciding reset looks where it is an abort, as a fact. */
  public String abortFact() {
    String flags = reset != null && !reset.flags().contains("A") ? "RST" : "RST+ACK";
    return "an abort: " + flags + " at the next sequence number, so a socket was torn down";
  }

  /** What the deciding reset says itself of its reason; nothing where there is none. */
  public List<String> wordsOfReset() {
    return reset == null ? List.of() : ResetWords.of(record, reset);
  }

  /** Whether the evidence says that no socket of its host sent the deciding reset, but a device or a packet filter. */
  public boolean byMiddlebox() {
    return byMiddlebox;
  }

  /** Whether {@code side} aborted by itself, too: a socket that a reset has reached answers at most by bare ones. */
  public boolean abortedItself(Role side) {
    return record.resets().stream()
        .anyMatch(
            r ->
                r.from() == side
                    && r.kind() == ResetKind.ABORT
                    && r.ack() > 0
                    && origin(r).oddities().isEmpty()
                    && !byMiddlebox());
  }

  /** The first ICMP error that told {@code side} that its segments do not get through, null for none. */
  public IcmpError unreachable(Role side) {
    return record.icmpErrors().stream()
        .filter(error -> error.to() == side && !error.quotesSyn() && !error.isPacketTooBig())
        .findFirst()
        .orElse(null);
  }

  /** Whether the resetter had itself closed before, in order. */
  public boolean resetterClosedFirst() {
    return resetter != null
        && resetterHalf().fin() != null
        && resetterHalf().fin().frame() < reset.at().frame() // a forged reset may come before the real FIN
        && record.firstFin() == resetter;
  }

  /** Whether the resetter had closed before, first or as the other side did. */
  public boolean resetterClosed() {
    return resetterClosedFirst()
        || resetter != null
            && record.simultaneousClose()
            && resetterHalf().fin() != null
            && resetterHalf().fin().frame() < reset.at().frame();
  }

  /** Whether data of the victim had reached the resetter before it reset, and went without a reply. */
  public boolean victimDataUnanswered() {
    return reset.unanswered() && victimSpokeLast();
  }

  /** Whether the victim's last data crossed the reset, which does not acknowledge it. */
  public boolean victimDataCrossed() {
    return !reset.unanswered()
        && victimSpokeLast()
        && victimHalf().lastData().timeNs() - reset.at().timeNs() <= soonNs();
  }

  private boolean victimSpokeLast() {
    return isLater(victimHalf().lastData(), resetterHalf().lastData());
  }

  /** Whether both sides had sent data, the server last: at least one exchange was complete. */
  public boolean exchangedBefore(Moment moment) {
    long response = record.serverHalf().firstDataFrame();
    return record.clientHalf().firstDataFrame() > 0 && response > 0 && response < moment.frame();
  }

  /** Silence of both sides before the end, ns. */
  public long silenceNs() {
    return record.silenceBeforeEndNs();
  }

  /** Whether the side that was reset sent new data after {@code moment}. */
  public boolean unansweredSince(Moment moment) {
    return resetter != null && isLater(victimHalf().lastData(), moment);
  }

  /**
   * Whether the server closed after a silence that only a timer explains, not the end of an
   * exchange.
   */
  public boolean closedByTimer() {
    return idleBeforeFinNs() >= TIMER_NS && idleBeforeFinNs() > 3 * record.handshakeRttNs();
  }

  /**
   * How long the side that closed first had nothing to do before it did, ns: the silence before its
   * FIN, where a request that crossed the FIN does not count. 0 without a FIN.
   */
  public long idleBeforeFinNs() {
    if (record.firstFin() == null) {
      return 0;
    }
    HalfRecord closer = record.half(record.firstFin());
    Moment request = record.half(other(record.firstFin())).lastData();
    boolean crossed =
        request != null
            && request.frame() < closer.fin().frame()
            && isLater(request, closer.lastData());
    return crossed && closer.lastData() != null
        ? Math.max(silenceNs(), request.timeNs() - closer.lastData().timeNs())
        : silenceNs();
  }

  /** Whether {@code half} sent anything after the deciding reset. */
  public boolean spokeAfterReset(HalfRecord half) {
    return half.lastFrame() > resetFrame();
  }

  /** Payload that the resetter had received when it reset, bytes: what its reset does not acknowledge is left out. */
  public long receivedByResetter() {
    long bytes = victimHalf().bytes();
    boolean told = reset.ack() > 0 && reset.ack() <= bytes && bytes < 1L << 32; // relative, 1 is the first byte
    return told ? reset.ack() - 1 : bytes;
  }

  /**
   * Whether the FIN of the side that reset had reached the other one, as far as one sees: a FIN that is sent again
   * while the other side speaks on without acknowledging it has not.
   */
  public boolean finArrived() {
    HalfRecord resetter = resetterHalf();
    Moment later = victimHalf().lastData();
    return resetter.finAcknowledgedFrame() > 0
        || resetter.retransmitted() == 0
        || later == null
        || later.timeNs() - resetter.fin().timeNs() <= soonNs();
  }

  /**
   * Whether the reset advertises more window than its sender had left: received data was thrown
   * away unread.
   */
  public boolean windowGrew() {
    HalfRecord half = resetterHalf();
    boolean scaled = half.windowScale() > 0 && victimHalf().windowScale() >= 0;
    long window = scaled ? (long) reset.window() << half.windowScale() : reset.window();
    return half.bytes() + victimHalf().bytes() > 0 && window > half.lastWindow();
  }

  /**
   * Which known timers of programs the idle time before the first FIN matches, as one fact; empty
   * for none.
   */
  public String closingTimer() {
    return closingTimer(idleBeforeFinNs());
  }

  /** The same of a silence of {@code idleNs}. */
  public String closingTimer(long idleNs) {
    return IdleTimers.closing(idleNs, SpokenProtocol.of(record));
  }

  /** Which known timers of clients that wait for an answer {@code waitedNs} matches, as one fact; empty for none. */
  public String answerTimer(long waitedNs) {
    return AnswerTimers.fitting(waitedNs, SpokenProtocol.of(record));
  }

  /**
   * Which known timer of a device the silence before the end outlasts, as one fact; empty for none.
   */
  public String forgettingTimer() {
    return IdleTimers.forgetting(silenceNs());
  }

  /** A round trip and some, ns. */
  public long soonNs() {
    return Math.max(SOON_NS, 2 * record.handshakeRttNs());
  }

  /**
   * What the resetter repeated in vain before it reset, null for nothing: one repetition is nothing to give up on, nor
   * are many segments of one burst.
   */
  public Repetition repeatedByResetter() {
    Repetition repetition = record.repetition();
    if (repetition == null || repetition.by() != resetter) {
      return null;
    }
    boolean inVain =
        switch (repetition.kind()) {
          case SEGMENT -> repetition.count() >= 2 && repetition.lastGapNs() >= SOONEST_AGAIN_NS;
          case KEEP_ALIVE -> repetition.count() >= 2;
          case WINDOW_PROBE -> true;
        };
    return inVain ? repetition : null;
  }

  /** What was repeated in vain by the side that was reset, null for nothing. */
  public Repetition repeatedByVictim() {
    Repetition repetition = record.repetition();
    return repetition != null && resetter != null && repetition.by() == victim()
        ? repetition
        : null;
  }

  /** The first reset with this effect, null for none. */
  public Reset firstReset(ResetEffect effect) {
    return record.resets().stream()
        .filter(each -> each.effect() == effect)
        .findFirst()
        .orElse(null);
  }

  /**
   * Whether {@code later} exists and came after {@code earlier}, or {@code earlier} does not exist.
   */
  public static boolean isLater(Moment later, Moment earlier) {
    return later != null && (earlier == null || later.frame() > earlier.frame());
  }

  /** The opposite side. */
  public static Role other(Role role) {
    return role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
  }

  /** Frame of a moment, 0 for none. */
  public static long frame(Moment moment) {
    return moment == null ? 0 : moment.frame();
  }
}
