package io.finrst.judgement;

import io.finrst.record.ResetFacts;
import io.finrst.record.Standing;
import io.finrst.teardown.Event;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.teardown.Transitions;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes how a connection would end now. The resets are gone through in order, each in the light of what was known
 * when it came, of those before it, and of what both sides have done since; the first one that its receiver takes, or
 * behind which its sender is shown to have no socket any more, decides.
 */
public final class Judgement {
  /**
   * A receiver that answers a reset in its window neither by a challenge ACK nor by anything else for so long has
   * taken it: no round trip is longer, and no stack delays a challenge ACK.
   */
  static final long STOPPED_NS = 3_000_000_000L;

  /** The next retransmission would have come by then: timeouts double (RFC 6298 section 5.5), with some slack. */
  static final double OVERDUE = 2.5;

  /** So long nothing must have come after the last retransmission, ns: the RTO's lower bound (RFC 6298 2.4). */
  static final long SILENT_NS = 1_000_000_000L;

  /**
   * So often the last FIN must have come in vain before more is wrong than a lost last ACK, which many captures end
   * without: R1 of RFC 9293 section 3.8.3.
   */
  static final int LAST_ACK_GONE = 3;

  private final History history;
  private final List<ResetFacts> resets;
  private final ResetKind[] kinds;
  private final Grounds[] grounds;
  private int deciding = -1;

  private Judgement(History history) {
    this.history = history;
    resets = history.resets();
    kinds = new ResetKind[resets.size()];
    grounds = new Grounds[kinds.length];
  }

  /** How the connection of {@code history} would end now. */
  public static End of(History history) {
    return new Judgement(history).end();
  }

  private End end() {
    for (int i = 0; i < kinds.length; i++) {
      judge(i);
    }
    if (deciding < 0) {
      bothGone();
    }
    if (deciding >= 0 && !wasTaken()) {
      grounds[deciding] = Grounds.SENDER_GONE;
    }
    boolean guessed = deciding < 0 && stoppedAtOnce();
    if (guessed) {
      deciding = kinds.length - 1;
      grounds[deciding] = Grounds.STOPPED_AT_ONCE;
    }
    List<ResetJudgement> judged = new ArrayList<>(kinds.length);
    for (int i = 0; i < kinds.length; i++) {
      ResetFacts reset = resets.get(i);
      long answered = kinds[i] == ResetKind.ANSWER ? reset.receiver().lastFrame() : 0;
      boolean wentOn = grounds[i] != Grounds.ONLY_THE_ACK && hasGoneOn(reset, history.side(reset.side()));
      judged.add(new ResetJudgement(reset, kinds[i], grounds[i], answered, wentOn));
    }
    int repeating = repeatingSide();
    if (deciding >= 0) {
      ResetFacts reset = resets.get(deciding);
      State state = history.sight().afterReset(stateAfter(reset), reset);
      return new End(state, deciding, guessed, repeating, silenceNs(reset), List.copyOf(judged));
    }
    boolean silent = fellSilent(repeating) || synAckLost();
    State reached = silent ? Transitions.next(history.state(), Event.SILENCE) : history.state();
    State state = history.sight().atRest(reached, history.nowNs() - history.lastNs());
    return new End(state, -1, false, repeating, 0, List.copyOf(judged));
  }

  private State stateAfter(ResetFacts reset) {
    return grounds[deciding] == Grounds.UNSHOWN
        ? FaceValue.after(reset, history.sight())
        : Transitions.next(reset.before(), breaksHandshake(reset) ? Event.HANDSHAKE_RST : Event.RST);
  }

  /** Whether the deciding reset or a later one of the same side did what it was sent for. */
  private boolean wasTaken() {
    for (int i = deciding; i < kinds.length; i++) {
      if (grounds[i].effect().mayEnd() && resets.get(i).side() == resets.get(deciding).side()) {
        return true;
      }
    }
    return false;
  }

  private void judge(int i) {
    ResetFacts reset = resets.get(i);
    if (isMadeUp(reset)) {
      kinds[i] = ResetKind.FOREIGN;
      grounds[i] = Grounds.MADE_UP;
      return;
    }
    if (!history.sight().ordinary() && FaceValue.applies(reset, history.side(1 - reset.side()))) {
      takeAtFaceValue(i);
      return;
    }
    kinds[i] = Shape.of(reset, history.rttNs());
    grounds[i] = deciding < 0 ? arrival(reset, kinds[i]) : afterReset(reset, resets.get(deciding));
    if (kinds[i] == ResetKind.ANSWER) {
      aheadOfLoss(i);
    }
    if (kinds[i] != ResetKind.FOREIGN) {
      int abort = abortBefore(i);
      if (abort >= 0) {
        if (grounds[abort].effect() == ResetEffect.ACCEPTED && grounds[i].effect() == ResetEffect.ACCEPTED) {
          grounds[i] = Grounds.ABORTED_BEFORE;
        }
        deciding = abort;
      }
    }
    if (deciding < 0 && grounds[i].effect() == ResetEffect.ACCEPTED && !wasOvercome(reset) && !isAfterRefusal(i)) {
      deciding = i;
    }
  }

  /** A segment that has SYN or FIN beside RST is noise where anything comes after it. */
  private boolean isMadeUp(ResetFacts reset) {
    return (reset.segment().flags() & (Segment.SYN | Segment.FIN)) != 0 && history.lastNs() > reset.timeNs();
  }

  private void takeAtFaceValue(int i) {
    ResetFacts reset = resets.get(i);
    kinds[i] = FaceValue.kind(reset);
    if (deciding >= 0) {
      grounds[i] = afterReset(reset, resets.get(deciding));
      return;
    }
    boolean closedLater = history.side(reset.side()).fin() && !reset.sender().fin(); // no stack does so after its reset
    grounds[i] = closedLater || neverArrived(reset) ? Grounds.NOT_THE_END : Grounds.UNSHOWN;
    if (grounds[i] == Grounds.UNSHOWN) {
      deciding = i;
    }
  }

  private Grounds arrival(ResetFacts reset, ResetKind kind) {
    Grounds found = Arrival.of(reset, kind, history.rttNs(), history.side(1 - reset.side()));
    boolean answersBadAck = reset.badAckFrame() != 0 && kind == ResetKind.ANSWER && !reset.receiver().hasAcked();
    if (answersBadAck && reset.before() == State.SYN_RECEIVED && history.state().compareTo(State.ESTABLISHED) >= 0) {
      return Grounds.ONLY_THE_ACK;
    }
    return found.effect() == ResetEffect.ACCEPTED && neverArrived(reset) ? Grounds.WENT_ON : found;
  }

  /** A refused SYN that is sent again may still succeed, which makes the refusal no end. */
  private boolean wasOvercome(ResetFacts reset) {
    return isRefusal(reset) && history.state().compareTo(State.MIDSTREAM) >= 0;
  }

  /** Who gives up a SYN that an ICMP error had answered has been refused by that. */
  private boolean isAfterRefusal(int i) {
    return grounds[i] == Grounds.OWN_SYN && resets.get(i).before() == State.UNREACHABLE;
  }

  private static boolean isRefusal(ResetFacts reset) {
    return reset.before() == State.SYN_SENT || reset.before() == State.UNREACHABLE;
  }

  /** Whether its receiver has since gone on as only one does that never got it. */
  private boolean neverArrived(ResetFacts reset) {
    if (isRefusal(reset) || reset.before() == State.NEW) {
      return false;
    }
    Voice receiver = history.side(1 - reset.side());
    Voice sender = history.side(reset.side());
    int acked = receiver.acked();
    boolean acksLaterData =
        receiver.hasAcked()
            && sender.known()
            && reset.sender().placed()
            && Seq.lt(Seq.max(reset.seq(), reset.sender().nxt()), acked)
            && Seq.le(acked, sender.nxt());
    return acksLaterData || receiver.lastWordNs() - reset.timeNs() > Span.BUSY.ns(history.rttNs());
  }

  /** Whether the side in whose name {@code reset} came has since spoken as if it had never sent it. */
  private boolean hasGoneOn(ResetFacts reset, Voice later) {
    if (isRefusal(reset) || reset.before() == State.NEW) {
      return false;
    }
    Standing then = reset.sender();
    // what no socket wanted is not acknowledged, so who acknowledges more is no stranger, however the capture orders it
    boolean acksMore = later.hasAcked() && then.hasAcked() && Seq.lt(then.acked(), later.acked());
    int finSent = later.fin() && !then.fin() ? 1 : 0; // of a socket that was closed before, when the capture reorders
    boolean beyond = then.placed() && Seq.lt(Seq.max(then.nxt(), reset.seq()), later.nxt() - finSent);
    return later.lastSegmentNs() - reset.timeNs() >= Span.IN_FLIGHT.ns(history.rttNs())
        || beyond && (acksMore || later.lastWordNs() - reset.timeNs() > Span.IN_FLIGHT.ns(0));
  }

  /** A side as another reset found it. */
  private static Voice voice(Standing s) {
    return Voice.of(s, s.lastNs(), s.lastNs());
  }

  private Grounds afterReset(ResetFacts reset, ResetFacts first) {
    if (first.side() != reset.side()) {
      return hasGoneOn(first, voice(reset.receiver())) ? Grounds.BOTH_WAYS : Grounds.RECEIVER_RESET;
    }
    Standing receiver = reset.receiver();
    boolean spokeBetween = receiver.packets() > first.receiver().packets();
    boolean exactNow =
        receiver.hasAcked()
            && reset.seq() == receiver.acked()
            && first.receiver().hasAcked()
            && first.receiver().acked() == receiver.acked() // a challenge ACK acknowledges nothing new
            && receiver.lastFrame() != receiver.lastDataFrame() // and carries no data
            && Seq.lt(reset.seq(), first.seq());
    if (exactNow && spokeBetween) {
      // the first one ran ahead of lost data and drew a challenge ACK; this answers it (RFC 5961 section 3.2)
      grounds[deciding] = Grounds.CHALLENGED;
      return Grounds.EXACT;
    }
    return Grounds.RESET_BEFORE;
  }

  /**
   * An answer behind an inexact abort, whose sender has said nothing since: that one ran ahead of lost data, and this
   * answers the challenge ACK to it.
   */
  private void aheadOfLoss(int answer) {
    int before = answer - 1;
    if (before >= 0
        && grounds[before] == Grounds.IN_WINDOW
        && resets.get(before).side() == resets.get(answer).side()
        && (resets.get(before).segment().flags() & Segment.ACK) != 0
        && !hasGoneOn(resets.get(before), voice(resets.get(answer).sender()))) {
      kinds[before] = ResetKind.ABORT;
      grounds[before] = Grounds.CHALLENGED;
    }
  }

  /**
   * The first abort since which the sender of {@code answer} has said nothing but resets, -1 for none: it has no socket
   * any more, so that abort was real and the end, whether its receiver got it, lost it or answered it by a challenge
   * ACK.
   */
  private int abortBefore(int answer) {
    ResetFacts last = resets.get(answer);
    if (deciding >= 0 && resets.get(deciding).side() != last.side()) {
      return -1;
    }
    int abort = -1;
    long since = 0;
    for (int i = answer - 1; i >= 0; i--) {
      ResetFacts each = resets.get(i);
      if (each.side() == last.side()) {
        since++;
        boolean onlyResets = last.sender().packets() - each.sender().packets() == since;
        boolean asked =
            kinds[answer] == ResetKind.ANSWER || last.receiver().packets() > each.receiver().packets();
        if (kinds[i] == ResetKind.ABORT && onlyResets && asked && mayHaveBeenReal(grounds[i])) {
          abort = i;
        }
      }
    }
    return abort;
  }

  private static boolean mayHaveBeenReal(Grounds grounds) {
    return grounds.effect() == ResetEffect.ACCEPTED
        || grounds.effect() == ResetEffect.UNSEEN
        || grounds == Grounds.IN_WINDOW
        || grounds == Grounds.CHALLENGED;
  }

  /**
   * Both sides have closed, and each answers what the other had still under way by a bare reset: neither has a socket any
   * more, wherever the numbers lie. The first such reset is the end.
   */
  private void bothGone() {
    int first = -1;
    for (int i = 0; i < kinds.length; i++) {
      ResetFacts reset = resets.get(i);
      if (kinds[i] == ResetKind.ANSWER && reset.sender().fin() && (reset.segment().flags() & Segment.ACK) == 0) {
        if (first >= 0 && resets.get(first).side() != reset.side()) {
          deciding = first;
          grounds[first] = Grounds.BOTH_GONE;
          return;
        }
        first = first < 0 ? i : first;
      }
    }
  }

  /** Stacks older than RFC 5961 take any reset in the window: then nothing more comes from the receiver. */
  private boolean stoppedAtOnce() {
    if (resets.isEmpty()) {
      return false;
    }
    ResetFacts last = resets.get(resets.size() - 1);
    return grounds[grounds.length - 1] == Grounds.IN_WINDOW
        && history.lastNs() == last.timeNs()
        && history.nowNs() - last.timeNs() > STOPPED_NS;
  }

  /** Whether the handshake was still open at the side that resets, or the client resets its own SYN. */
  private boolean breaksHandshake(ResetFacts reset) {
    Standing sender = reset.sender();
    if (isRefusal(reset)) {
      return sender.synCount() > 0;
    }
    if (reset.before().compareTo(State.FIN_WAIT_1) >= 0) {
      return false;
    }
    boolean onlySynAcks = sender.packets() <= sender.synCount() && sender.synCount() > 0;
    boolean server = (reset.side() == 1) != history.clientIsB();
    boolean nothingAsked = reset.receiver().bytes() == 0 && reset.receiver().probes() == 0;
    return server
        && kinds[deciding] == ResetKind.ANSWER
        && onlySynAcks
        && (nothingAsked || reset.synAckAgain());
  }

  /**
   * The silence that led to the end: for an answer, the one before the segment it answers (and before that one's first
   * sending, when it was repeated); else the one before the reset itself.
   */
  private long silenceNs(ResetFacts reset) {
    if (kinds[deciding] != ResetKind.ANSWER) {
      return reset.gapNs();
    }
    if (reset.repeatingSide() == 1 - reset.side()) {
      return reset.repeats().silenceBeforeNs();
    }
    Standing receiver = reset.receiver();
    boolean drawnByLast = receiver.lastFrame() != 0 && reset.sender().lastFrame() < receiver.lastFrame();
    return drawnByLast ? Math.max(reset.earlierGapNs(), reset.gapNs()) : reset.gapNs();
  }

  /** What is repeated after the deciding reset changes nothing of what had led to it. */
  private int repeatingSide() {
    if (deciding >= 0) {
      ResetFacts reset = resets.get(deciding);
      return kinds[deciding] == ResetKind.ANSWER && reset.gaveUp() ? reset.side() : reset.repeatingSide();
    }
    for (int i = 0; i < kinds.length; i++) {
      if (kinds[i] == ResetKind.ANSWER && resets.get(i).gaveUp()) {
        return resets.get(i).side();
      }
    }
    return history.repeatingSide();
  }

  private boolean fellSilent(int repeating) {
    long silenceNs = history.nowNs() - history.lastNs();
    int inVain = history.state() == State.TIME_WAIT ? LAST_ACK_GONE : Arrival.IN_VAIN;
    return repeating >= 0
        && history.repeats().count() >= inVain
        && silenceNs > SILENT_NS
        && silenceNs > OVERDUE * history.repeats().lastGapNs();
  }

  /** SYN and SYN-ACK both came again: the client never got its answer. */
  private boolean synAckLost() {
    return history.state() == State.SYN_RECEIVED
        && history.a().synCount() > 1
        && history.b().synCount() > 1;
  }
}
