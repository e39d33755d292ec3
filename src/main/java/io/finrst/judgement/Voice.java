package io.finrst.judgement;

import io.finrst.record.Standing;

/**
 * One side now, and what was heard of it since the connection's first reset. SYNs are left out: one sent again proves
 * nothing of a reset.
 *
 * @param now where it stands
 * @param lastSegmentNs its last segment that is neither SYN nor RST, 0 for none since the first reset
 * @param lastWordNs its last one that asks or tells something: data, a FIN, a probe; a bare ACK may only answer
 */
public record Voice(Standing now, long lastSegmentNs, long lastWordNs) {}
