package io.finrst.diagnosis;

import java.util.Locale;

/** What about a reset contradicts the host whose address it carries. */
public enum Oddity {
  OTHER_TTL("its TTL or hop limit is not that of the host's other packets"),
  WENT_ON("the host went on sending afterwards"),

  /** RST_SEQ_CHANGE of Weaver, Sommer, Paxson, NDSS 2009. */
  CLIMBS("of two resets the second lies higher, and beyond all the host had sent"),

  STEPS("one of a burst whose windows or TTLs step evenly"),

  /** RFC 9293 section 3.5.3 allows a diagnostic text. */
  PAYLOAD("it carries payload"),

  NO_TIMESTAMPS("an abort without the timestamps option of its connection"),
  ZERO_WINDOW("an abort with window 0"),
  OTHER_IP_ID("an abort whose IP ID lies off its host's counter"),
  OTHER_DSCP("an abort with another DSCP than its connection"),

  /** A device turned that packet round. */
  COPIED_IP_ID("its IP ID is copied from the segment it answers"),

  COPIED_WINDOW("its window is copied from the segment it answers"),

  /** Linux answers with the DSCP of the segment it answers (tcp_v4_send_reset), a REJECT rule does not. */
  NO_ECHO("DSCP 0, and not that of the segment it answers, which Linux repeats"),

  /** A REJECT rule's reset has none (nf_reject_ip6hdr_put). */
  UNLABELLED("IPv6 flow label 0 although the host's packets have one"),

  DISOWNED("the host's kernel, which was watched, did not send it");

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String meaning;

  Oddity(String meaning) {
    this.meaning = meaning;
  }

  /** Stable id, e.g. {@code other-ttl}. */
  public String id() {
    return id;
  }

  /** What it stands for, one phrase without full stop and without the numbers of any one reset. */
  public String meaning() {
    return meaning;
  }
}
