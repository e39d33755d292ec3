package io.finrst.capture;

/**
 * What the time of a packet can be: {@link #EARLIEST_NS} to {@link #LATEST_NS}, ns since 1970. That is half of what a
 * {@code long} holds, so that neither the difference of two times nor a time and any wait after it can overflow, or be
 * taken for {@link #NEVER}. Classic pcap ends in 2106; what a pcapng says beyond is damage.
 */
public final class PacketTime {
  /** 1970-01-01T00:00:00Z. */
  public static final long EARLIEST_NS = 0;

  /** 2116-02-20T23:53:38Z. */
  public static final long LATEST_NS = (1L << 62) - 1;

  /** No time: earlier than that of any packet. */
  public static final long NONE = -1;

  /** Later than any packet and any wait for one. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Packets of one link come out of order by milliseconds, as queues and processors hand them over; so much further
   * back, ns, a clock was set back, or captures were put together in a wrong order. NTP never steps a clock by less
   * than 128 ms (RFC 5905 section 12, STEPT), nor makes it run backwards otherwise.
   */
  public static final long SET_BACK_NS = 1_000_000_000L;

  private static final long NS_PER_S = 1_000_000_000L;

  private PacketTime() {}

  /** Whether a packet can have this time. */
  public static boolean isPossible(long timeNs) {
    return timeNs >>> 62 == 0;
  }

  /**
   * The time so many seconds and nanoseconds after 1970, {@link #NONE} when no packet can have it.
   *
   * @param nanoseconds 0 to less than 2^53
   */
  public static long of(long seconds, long nanoseconds) {
    boolean fits = seconds >= 0 && seconds <= LATEST_NS / NS_PER_S;
    long timeNs = fits ? seconds * NS_PER_S + nanoseconds : NONE;
    return isPossible(timeNs) ? timeNs : NONE;
  }
}
