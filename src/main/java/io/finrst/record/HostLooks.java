package io.finrst.record;

/**
 * What the SYN-ACKs of one address had looked like at one place of a capture up to one moment.
 *
 * @param ttl the one TTL or hop limit they had, {@link #UNKNOWN} before the first, {@link #VARIES} for several
 * @param labelled whether any had an IPv6 flow label
 */
public record HostLooks(int ttl, boolean labelled) {
  /** No packet of the host was seen. */
  public static final int UNKNOWN = -1;

  /** Its packets came with several TTLs. */
  public static final int VARIES = -2;

  /** Of a host of which nothing was seen. */
  public static final HostLooks NONE = new HostLooks(UNKNOWN, false);
}
