package io.finrst.diagnosis;

import io.finrst.wire.Address;

/** What became of one client's connections, to tell a scan from a client in need. */
final class ClientTally {
  /** Targets that failed it; Zeek's scan detection takes 25 for an address that was refused by so many hosts. */
  static final int FEWEST_TARGETS = 25;

  /** A scan finds something open here and there: connections that came about, a tenth of its targets at most. */
  private static final int TARGETS_PER_SUCCESS = 10;

  final Address address;
  final long key; // of the address
  private long targets; // that failed it
  private long hosts;
  private long cameAbout;

  ClientTally(Address address, long key) {
    this.address = address;
    this.key = key;
  }

  /** A connection that came about. */
  void cameAbout() {
    cameAbout++;
  }

  /** One that did not, to a target or host that had not failed it before. */
  void failed(boolean isNewTarget, boolean isNewHost) {
    targets += isNewTarget ? 1 : 0;
    hosts += isNewHost ? 1 : 0;
  }

  long targets() {
    return targets;
  }

  long hosts() {
    return hosts;
  }

  boolean isScanner() {
    return targets >= FEWEST_TARGETS && cameAbout * TARGETS_PER_SUCCESS <= targets;
  }
}
