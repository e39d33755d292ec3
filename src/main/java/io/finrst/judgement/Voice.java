package io.finrst.judgement;

import io.finrst.record.Standing;

/**
 * One side now, and what was heard of it since the connection's first reset. Numbers are those of the header. SYNs are
 * not heard: one sent again proves nothing of a reset.
 *
 * @param known whether its sequence numbers are known from a segment of its own
 * @param nxt next number it will send (SND.NXT)
 * @param hasAcked whether it has acknowledged anything
 * @param acked highest acknowledgment number it sent (its RCV.NXT); meaningful when it has acknowledged
 * @param fin whether its FIN was seen
 * @param synCount SYN or SYN-ACK segments seen of it
 * @param lastSegmentNs its last segment that is neither SYN nor RST, 0 for none since the first reset
 * @param lastWordNs its last one that asks or tells something: data, a FIN, a probe; a bare ACK may only answer
 */
public record Voice(
    boolean known,
    int nxt,
    boolean hasAcked,
    int acked,
    boolean fin,
    int synCount,
    long lastSegmentNs,
    long lastWordNs) {

  /** A side that stands there, and what was heard of it. */
  static Voice of(Standing s, long lastSegmentNs, long lastWordNs) {
    return new Voice(
        s.known(), s.nxt(), s.hasAcked(), s.acked(), s.fin(), s.synCount(), lastSegmentNs, lastWordNs);
  }
}
