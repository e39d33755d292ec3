package io.finrst.record;

/** How the IPv4 identifications of one side's packets run (the SYN-ACK apart, which Linux numbers 0). */
public enum IpIdPattern {
  /** Too few packets, or IPv6. */
  UNKNOWN,
  /** Always 0. */
  ZERO,
  /** Small steps up, as a counter per socket or host. */
  COUNTER,
  /** Neither. */
  RANDOM
}
