package io.finrst.record;

/** How many routers a packet has passed, as its TTL or hop limit tells if it began at one of the usual values. */
public final class HopDistance {
  private HopDistance() {}

  /** The usual initial value next above {@code ttl}, 0 to 255: 32, 64, 128 or 255. */
  public static int initial(int ttl) {
    return ttl <= 32 ? 32 : ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255;
  }

  /** From there to {@code ttl}. Two TTLs of one host give the same, whatever its sockets and its kernel begin with. */
  public static int of(int ttl) {
    return initial(ttl) - ttl;
  }
}
