package io.finrst.compare;

import io.finrst.record.Moment;
import io.finrst.teardown.Role;
import java.util.List;

/**
 * One packet for people to look at.
 *
 * @param from the side that sent it
 * @param words flags and numbers
 * @param sinceNs when its first point saw it, by the clock of the first place, since the first packet of all, ns
 * @param seen frame and time by place, null where it was not seen
 * @param tookNs by leg, what it took from one point to the next, ns; {@link Long#MIN_VALUE} where not known
 * @param kind what became of it, null for one that arrived
 * @param before for a stray, place of the point on the client's side of where it happened
 * @param skipped packets before it that are left out
 */
public record Row(
    Role from,
    String words,
    long sinceNs,
    List<Moment> seen,
    List<Long> tookNs,
    Stray.Kind kind,
    int before,
    long skipped) {}
