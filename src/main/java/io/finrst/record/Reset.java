package io.finrst.record;

import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;

/**
 * One RST segment of a connection and what it was. Every RST is kept up to a bound per connection, not only the
 * deciding one.
 *
 * @param from the side whose address it carries, {@link Role#CLIENT} or {@link Role#SERVER}; the address may be forged
 * @param flags as short text: {@code R} or {@code RA} (plus any odd flags, e.g. {@code RPA})
 * @param seq sequence number relative to the sender's initial one, which is 0; raw when no initial number is known
 * @param ack acknowledgment number relative to the other side's initial one; 0 without the ACK flag
 * @param kind shape, taken at its word: whether its sender is who it says is not asked here
 * @param effect what it did to its receiver
 * @param why one phrase: what decided {@code effect}
 * @param answeredFrame frame of the segment that an {@link ResetKind#ANSWER} replies to, 0 when not known
 * @param senderWentOn whether the side in whose name it came went on sending as if it had never sent it
 * @param facts the segment, and what was known of the connection when it came
 */
public record Reset(
    Role from,
    String flags,
    long seq,
    long ack,
    ResetKind kind,
    ResetEffect effect,
    String why,
    long answeredFrame,
    boolean senderWentOn,
    ResetFacts facts) {

  /** Frame and time. */
  public Moment at() {
    return facts.segment().at();
  }

  /** Window field, not scaled. */
  public int window() {
    return facts.segment().window();
  }

  /** TTL or hop limit. */
  public int ttl() {
    return facts.segment().ttl();
  }

  /** IPv4 identification. */
  public int ipId() {
    return facts.segment().ipId();
  }

  /** Bytes of payload. */
  public int payloadLength() {
    return facts.segment().payloadLength();
  }

  /** Words in that payload, not escaped; empty when there are none. */
  public String text() {
    return facts.segment().text();
  }

  /** Type of service or traffic class, DSCP and ECN together. */
  public int tos() {
    return facts.segment().tos();
  }

  /** IPv6 flow label, -1 for IPv4. */
  public int flowLabel() {
    return facts.segment().flowLabel();
  }

  /** Reason of its MP_TCPRST option (RFC 8684 section 3.6), -1 where it has none. */
  public int mptcpReason() {
    return facts.segment().mptcpReason();
  }

  /** Whether data of the other side had reached its sender before it, and drawn no reply with data. */
  public boolean unanswered() {
    return facts.unansweredBytes() > 0;
  }
}
