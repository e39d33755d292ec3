package io.finrst.judgement;

/**
 * How long things take on the way, by the round trip time of the handshake where it was seen. All in ns.
 */
enum Span {
  /** A packet sent before something else was seen may still come in: one round trip, and the switch of two CPUs. */
  IN_FLIGHT(1_000_000L, 1, 200_000_000L),

  /**
   * The receiver of a reset may still send: one that was sending takes it in later (Linux queues what comes while a
   * send holds the socket, {@code tcp_add_backlog}), and full queues make a way longer than the handshake's.
   */
  BUSY(10_000_000L, 4, 200_000_000L),

  /**
   * A segment may still be answered: until its sender would send it again. That is 200 ms at least on Linux
   * (TCP_RTO_MIN), 1 s where the round trip is not known (RFC 6298 section 2.1).
   */
  ANSWER(200_000_000L, 4, 1_000_000_000L);

  private final long leastNs;
  private final int roundTrips;
  private final long unknownNs;

  Span(long leastNs, int roundTrips, long unknownNs) {
    this.leastNs = leastNs;
    this.roundTrips = roundTrips;
    this.unknownNs = unknownNs;
  }

  /** Its length on a connection with this round trip time, -1 for unknown. */
  long ns(long rttNs) {
    return rttNs < 0 ? unknownNs : Math.max(leastNs, roundTrips * rttNs);
  }
}
