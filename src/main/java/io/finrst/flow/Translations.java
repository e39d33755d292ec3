package io.finrst.flow;

import io.finrst.wire.Segment;

/**
 * Knows a connection again that the capture shows before and behind an address translation, as {@code any} does on a
 * host of containers: the two SYNs follow each other at once and differ in addresses, ports and TTL only, since what
 * translates also forwards. Sequence number, IP ID and timestamp go through a translation as they are; where a SYN has
 * neither IP ID nor timestamp, or a firewall puts numbers of its own in, nothing is known. A scanner's SYNs may all
 * have the same numbers, but then the same TTL or addresses, too.
 */
final class Translations {
  private static final int PLACE_BITS = 10;
  private static final int NONE = -1;

  /** Between two places of one capture. */
  private static final int MOST_HOPS = 8;

  private final long[] prints = new long[1 << PLACE_BITS];
  private final int[] slots = new int[1 << PLACE_BITS];
  private final Connection earlier = new Connection();
  private long found;

  /**
   * Links {@code c}, which {@code syn} has just opened, to the connection that it is on the other side, if there is
   * one.
   */
  void opened(Segment syn, Connection c, FlowTable table, long nowNs) {
    int slot = slot(syn, c.slot(), nowNs);
    if (slot == NONE || !table.inUse(slot)) {
      return;
    }
    table.at(slot, earlier);
    Half client = earlier.half(earlier.clientSide());
    int hops = Math.abs(client.ttl() - syn.ttl);
    boolean same = client.is(Half.SYN_SEEN) && client.iss() == syn.seq; // the slot may be another one's meanwhile
    if (same && hops > 0 && hops <= MOST_HOPS && !earlier.hasAddressesOf(c)) {
      c.tell().translatedFrom = earlier.stream() & 0xFFFFFFFFL;
      earlier.tell().translatedTo = c.stream() & 0xFFFFFFFFL;
      found++;
    }
  }

  private int slot(Segment syn, int slot, long nowNs) {
    boolean stamped = syn.hasTimestamp && syn.tsVal != 0;
    if (syn.ipId == 0 && !stamped) {
      return NONE;
    }
    long print = Fingerprint.of(syn.seq, stamped ? syn.tsVal : 0, Fingerprint.both(syn.ipId, syn.window), nowNs);
    int place = Fingerprint.place(print, PLACE_BITS);
    int known = Fingerprint.away(prints[place], print) == Fingerprint.NONE ? NONE : slots[place];
    prints[place] = print;
    slots[place] = slot;
    return known;
  }

  /** Connections that are others of the same capture behind a translation. */
  long found() {
    return found;
  }
}
