package io.finrst.compare;

import io.finrst.record.ConnectionRecord;
import io.finrst.wire.Address;

/**
 * One connection as one point saw it.
 *
 * @param point number of the point, from 0 in the order in which points were named
 * @param sighting what its capture alone says
 * @param trail its segments; null where memory did not allow to keep them
 */
record View(int point, Sighting sighting, Trail trail) {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** The facts of {@link #sighting}. */
  ConnectionRecord record() {
    return sighting.record();
  }

  /** What is known of the direction from the client, or from the server. */
  Trail.Side side(boolean client) {
    return trail.side(client);
  }

  /** The same for the same addresses and ports, whichever side is the client: where no SYN was seen it was guessed. */
  long addressKey() {
    return end(record().client().address(), record().client().port()) + end(record().server().address(), record().server().port());
  }

  private static long end(Address address, int port) {
    long mixed = (address.hi() * MIX ^ address.lo()) * MIX ^ port;
    mixed = (mixed ^ mixed >>> 32) * MIX;
    return mixed ^ mixed >>> 29;
  }

  /** The same for the same initial sequence number of the client. */
  long clientKey() {
    return ~(long) side(true).isn;
  }
}
