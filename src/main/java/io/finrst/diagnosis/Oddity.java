package io.finrst.diagnosis;

import java.util.Locale;

/** What about a reset contradicts the host whose address it carries. */
public enum Oddity {
  /** Its TTL or hop limit is not that of the host's other packets. */
  OTHER_TTL,

  /** The host went on sending afterwards. */
  WENT_ON,

  /** Of two resets the second lies higher: RST_SEQ_CHANGE of Weaver, Sommer, Paxson, NDSS 2009. */
  CLIMBS,

  /** One of a burst whose windows or TTLs step evenly. */
  STEPS,

  /** It carries payload (RFC 9293 section 3.5.3 allows a diagnostic text). */
  PAYLOAD,

  /** An abort without the timestamps option of its connection. */
  NO_TIMESTAMPS,

  /** An abort with window 0. */
  ZERO_WINDOW,

  /** An abort whose IP ID lies off its host's counter. */
  OTHER_IP_ID,

  /** An abort with another DSCP than its connection. */
  OTHER_DSCP,

  /** IP ID copied from the segment it answers: a device turned that packet round. */
  COPIED_IP_ID,

  /** Window copied from the segment it answers. */
  COPIED_WINDOW,

  /** Linux answers with the DSCP of the segment it answers (tcp_v4_send_reset), a REJECT rule does not. */
  NO_ECHO,

  /** No IPv6 flow label although the host's packets have one: a REJECT rule's reset has none (nf_reject_ip6hdr_put). */
  UNLABELLED,

  /** The host's kernel, which was watched, did not send it. */
  DISOWNED;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Stable id, e.g. {@code other-ttl}. */
  public String id() {
    return id;
  }
}
