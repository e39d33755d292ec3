package io.finrst.judgement;

import static io.finrst.teardown.ResetEffect.ACCEPTED;
import static io.finrst.teardown.ResetEffect.IGNORED;
import static io.finrst.teardown.ResetEffect.LATE;
import static io.finrst.teardown.ResetEffect.UNJUDGED;
import static io.finrst.teardown.ResetEffect.UNSEEN;

import io.finrst.teardown.ResetEffect;

/** What decides the effect of a reset (RFC 9293 section 3.10.7, RFC 5961 section 3.2, Linux tcp_validate_incoming). */
public enum Grounds {
  NOTHING_BEFORE(ACCEPTED, "nothing of the connection was seen before it"),
  OWN_SYN(ACCEPTED, "the client gave up its own SYN"),
  ACKS_SYN(ACCEPTED, "it acknowledges the SYN"),
  NOTHING_ACKNOWLEDGED(ACCEPTED, "nothing its receiver acknowledged was seen, so taken as exact"),
  EXACT(ACCEPTED, "exact: seq equals the receiver's last ACK"),
  EXACT_ON_ARRIVAL(ACCEPTED, "exact once what was in flight has arrived"),

  /** Linux tcp_reset_check. */
  ONE_BEFORE(ACCEPTED, "one before RCV.NXT, which a side that has got the FIN accepts"),

  EXACT_AFTER_LOSS(ACCEPTED, "exact: what its sender had sent before never arrived"),
  BOTH_WAYS(ACCEPTED, "the other side was still sending; this ended it there too"),
  BOTH_GONE(ACCEPTED, "both sides had closed and had no sockets any more: each answered the other by a reset"),
  GAVE_UP(
      ACCEPTED, "its sender had repeated itself in vain and tears its socket down; nothing of its receiver was seen"),
  SENDER_GONE(
      ACCEPTED, "its sender has no socket any more, as the resets after it show: the end, whatever its receiver made of it"),
  STOPPED_AT_ONCE(
      ACCEPTED,
      "in the window only, but its receiver stopped at once: a stack older than RFC 5961, or a gap in the capture"),

  NO_ACK(IGNORED, "a SYN takes only a reset that acknowledges it (RFC 9293 3.10.7.3)"),
  OTHER_ACK(IGNORED, "it acknowledges something other than the SYN (RFC 9293 3.10.7.3)"),
  BELOW_WINDOW(IGNORED, "below the window: later data had overtaken it"),
  IN_WINDOW(IGNORED, "in the window but not exact: draws a challenge ACK (RFC 5961 3.2)"),
  OUT_OF_WINDOW(IGNORED, "out of the window"),
  CHALLENGED(IGNORED, "ahead of what its receiver had got: it drew a challenge ACK"),

  /** RFC 9293 section 3.10.7.4: the handshake is not over for the side that answers. */
  ONLY_THE_ACK(IGNORED, "it answers a wrong ACK in the handshake, which was completed by the right one"),

  MADE_UP(IGNORED, "no stack sets SYN or FIN on a reset, and the connection went on after it"),

  OLDER_CONNECTION(LATE, "it answers an ACK of an older connection on the same ports and resets that one"),
  BOTH_CLOSED(LATE, "both sides had closed and acknowledged it"),
  RESET_BEFORE(LATE, "the connection had been reset already"),
  RECEIVER_RESET(LATE, "its receiver had reset the connection itself"),
  ABORTED_BEFORE(LATE, "its sender had aborted the connection before"),

  UNSHOWN(UNJUDGED, "no ACK in the capture shows what its receiver expected, so it is taken at face value"),
  NOT_THE_END(UNJUDGED, "no ACK in the capture shows what its receiver expected, but more came after it"),

  WENT_ON(UNSEEN, "its receiver went on as if it had never come");

  private final ResetEffect effect;
  private final String sentence;

  Grounds(ResetEffect effect, String sentence) {
    this.effect = effect;
    this.sentence = sentence;
  }

  /** The effect it stands for. */
  public ResetEffect effect() {
    return effect;
  }

  /** The same in words, one phrase without full stop. */
  public String sentence() {
    return sentence;
  }
}
