package io.finrst.record;

import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * One RST segment of a connection. Every RST is kept up to a bound per connection, not only the deciding one.
 *
 * @param at frame and time
 * @param from the side whose address it carries, {@link Role#CLIENT} or {@link Role#SERVER}; the address may be forged
 * @param flags as short text: {@code R} or {@code RA} (plus any odd flags, e.g. {@code RPA})
 * @param seq sequence number relative to the sender's initial one, which is 0; raw when no initial number is known
 * @param ack acknowledgment number relative to the other side's initial one; 0 without the ACK flag
 * @param window window field, not scaled
 * @param ttl TTL or hop limit
 * @param ipId IPv4 identification
 * @param payloadLength bytes of payload (RFC 9293 section 3.5.3 allows a diagnostic text)
 * @param text words in that payload, not escaped, the first 64 bytes at most; empty when there are none
 * @param tos type of service or traffic class, DSCP and ECN together
 * @param flowLabel IPv6 flow label, -1 for IPv4
 * @param kind shape
 * @param effect what it did to its receiver
 * @param answeredFrame frame of the segment that an {@link ResetKind#ANSWER} replies to, 0 when not known
 * @param unanswered whether data of the other side had reached its sender before it, and drawn no reply with data
 * @param oddities what about it contradicts its supposed sender, one phrase each; empty when nothing does
 * @param why one phrase: what decided {@code effect}
 */
public record Reset(
    Moment at,
    Role from,
    String flags,
    long seq,
    long ack,
    int window,
    int ttl,
    int ipId,
    int payloadLength,
    String text,
    int tos,
    int flowLabel,
    ResetKind kind,
    ResetEffect effect,
    long answeredFrame,
    boolean unanswered,
    List<String> oddities,
    String why) {

  /** An oddity: its supposed sender proves that it did not send it. */
  public static final String WENT_ON = "this host went on sending afterwards";

  /** An oddity of Weaver, Sommer, Paxson, NDSS 2009: RST_SEQ_CHANGE. */
  public static final String CLIMBS =
      "of two resets the second lies higher, and beyond all this host had sent";

  /** An oddity of a burst. */
  public static final String STEPS = "resets in quick succession, with windows or TTLs that step evenly";

  /** An oddity of an answer. */
  public static final String NO_ECHO =
      "DSCP 0, although Linux answers with the DSCP of the segment it answers; a REJECT rule does not";

  /** An oddity over IPv6. */
  public static final String UNLABELLED =
      "flow label 0, although this host's packets have one; a REJECT rule's reset has none";

  /** The same as sent by someone else than the kernel of the host whose address it carries. */
  Reset disowned() {
    List<String> odd = new ArrayList<>(oddities);
    odd.add("the kernel of this host did not send it");
    return new Reset(
        at, from, flags, seq, ack, window, ttl, ipId, payloadLength, text, tos, flowLabel, ResetKind.FOREIGN, effect,
        answeredFrame, unanswered, List.copyOf(odd), why);
  }
}
