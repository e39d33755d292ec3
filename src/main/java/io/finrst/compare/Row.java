package io.finrst.compare;

import io.finrst.record.Moment;
import io.finrst.teardown.Role;
import java.util.List;

/**
 * One packet for people to look at.
 *
 * @param from the side that sent it
 * @param words flags and numbers
 * @param seen frame and time by place, null where it was not seen
 * @param kind what became of it, null for one that arrived
 * @param before for a stray, place of the point on the client's side of where it happened
 */
public record Row(Role from, String words, List<Moment> seen, Stray.Kind kind, int before) {}
