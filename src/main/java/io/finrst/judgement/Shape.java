package io.finrst.judgement;

import io.finrst.record.Repeats;
import io.finrst.record.ResetFacts;
import io.finrst.record.Standing;
import io.finrst.teardown.ResetKind;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/**
 * What a reset looks like among the numbers of the side whose name it carries (RFC 9293 sections 3.5.2 and 3.10.5;
 * Linux tcp_v4_send_reset and tcp_send_active_reset).
 */
final class Shape {
  private final ResetFacts reset;
  private final Standing sender;
  private final Standing receiver;
  private final long rttNs;

  private Shape(ResetFacts reset, long rttNs) {
    this.reset = reset;
    this.rttNs = rttNs;
    sender = reset.sender();
    receiver = reset.receiver();
  }

  static ResetKind of(ResetFacts reset, long rttNs) {
    if (reset.segment().fastClose()) {
      return ResetKind.ABORT; // it says so itself
    }
    Shape shape = new Shape(reset, rttNs);
    return (reset.segment().flags() & Segment.ACK) == 0 ? shape.bare() : shape.acknowledging();
  }

  /** The RFC's own abort is bare, too; with nothing in flight only what came before tells it from an answer. */
  private ResetKind bare() {
    if (sender.known() && isNext() && (hasFieldsOfASocket() || spokeSince() && !sender.fin())) {
      return ResetKind.ABORT;
    }
    if (answersAck()) {
      return ResetKind.ANSWER;
    }
    return sender.known() && isNext() ? ResetKind.ABORT : ResetKind.FOREIGN;
  }

  /**
   * Kernels that answer for want of a socket leave window and ACK number 0; some sockets' bare aborts keep the one (pasta)
   * or fill in the other without its flag (old Windows, by p0f). A device may copy the window of what it answers.
   */
  private boolean hasFieldsOfASocket() {
    int window = reset.segment().window();
    return reset.segment().ack() != 0 || window != 0 && window != reset.receiverLooks().window();
  }

  /**
   * Whether its sender had spoken after all that had come from the other side for a round trip: a socket that has just
   * done so is there, and nothing has come since that could be answered.
   */
  private boolean spokeSince() {
    return rttNs >= 0
        && sender.lastNs() > receiver.lastNs()
        && reset.timeNs() - receiver.lastNs() > Math.max(rttNs, Span.IN_FLIGHT.ns(rttNs));
  }

  /**
   * A bare answer takes its number from the ACK field of a segment that came to it shortly before, the last one or a
   * slightly older one.
   */
  private boolean answersAck() {
    if (reset.isAt(reset.challengeAck())) {
      return true;
    }
    if (reset.badAckFrame() != 0 && !receiver.hasAcked()) {
      return true;
    }
    if (!receiver.hasAcked()) {
      return !sender.placed() || reset.seq() == sender.nxt() && mayAnswer();
    }
    return sender.placed() && Seq.between(sender.iss() + 1, reset.seq(), receiver.acked()) && mayAnswer();
  }

  /** Whether a segment of the other side came so shortly before that this may be the answer to it. */
  private boolean mayAnswer() {
    boolean captured = receiver.packets() > 0;
    return !captured || reset.timeNs() - receiver.lastNs() <= Span.ANSWER.ns(rttNs);
  }

  private ResetKind acknowledging() {
    boolean acksReceiver =
        !receiver.placed() || Seq.between(receiver.iss(), reset.segment().ack(), receiver.nxt());
    if (!acksReceiver) {
      return ResetKind.FOREIGN;
    }
    if (!sender.known()) {
      // to a SYN: seq 0; else from a sender of which nothing was seen, whose numbers are the receiver's ACKs
      if (reset.seq() == 0 && receiver.synCount() > 0 && receiver.nxt() == reset.segment().ack()) {
        return ResetKind.ANSWER;
      }
      return !sender.placed() || reset.seq() == sender.nxt() ? ResetKind.ABORT : ResetKind.FOREIGN;
    }
    if (answersAsWithoutAck()) {
      return ResetKind.ANSWER;
    }
    boolean atFin = sender.fin() && reset.seq() == sender.finSeq();
    boolean windowEdge = receiver.hasAcked() && reset.seq() == receiver.edge();
    return isNext() || atFin || windowEdge ? ResetKind.ABORT : ResetKind.FOREIGN;
  }

  /**
   * Some stacks answer every segment as RFC 9293 section 3.10.7.1 answers one without ACK, acknowledging its end (lwIP
   * tcp_rst). At SND.NXT that looks like an abort.
   */
  private boolean answersAsWithoutAck() {
    return receiver.hasAcked()
        && reset.seq() == receiver.acked()
        && Seq.lt(reset.seq(), sender.nxt())
        && reset.segment().ack() == receiver.nxt()
        && mayAnswer();
  }

  /** Whether it stands at SND.NXT, which a stack that sends again may have pulled back (4.4BSD tcp_output). */
  private boolean isNext() {
    Repeats again = reset.repeats();
    return reset.seq() == sender.nxt() || again != null && again.side() == reset.side() && reset.seq() == again.end();
  }
}
