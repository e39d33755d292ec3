package io.finrst.compare;

import io.finrst.record.Moment;
import io.finrst.teardown.Role;

/**
 * The packet of one direction that took longest between two points, where it took much longer than the fastest.
 *
 * @param from the side that sent it
 * @param before place of the point on the client's side, in the order of the path
 * @param behind place of the point on the server's side
 * @param extraNs what it took longer than the fastest packets of the path, ns
 * @param sent where and when the first point saw it
 * @param arrived where and when the other one did
 */
public record HeldBack(Role from, int before, int behind, long extraNs, Moment sent, Moment arrived) {
  /** Linux sends again after so long at the soonest (TCP_RTO_MIN): what is held back longer is taken for lost. */
  static final long LEAST_NS = 200_000_000L;
}
