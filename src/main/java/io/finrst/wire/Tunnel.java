package io.finrst.wire;

/** Encapsulations whose inner connections are followed. */
public enum Tunnel {
  NONE("", ""),
  IP_IN_IP("ipip", "IP-in-IP tunnel"),
  GRE("gre", "GRE tunnel"),
  ERSPAN("erspan", "ERSPAN tunnel"),
  VXLAN("vxlan", "VXLAN tunnel"),
  GENEVE("geneve", "Geneve tunnel"),
  GTP_U("gtp-u", "GTP-U tunnel"),
  TEREDO("teredo", "Teredo tunnel"),
  CAPWAP("capwap", "CAPWAP tunnel"),
  AYIYA("ayiya", "AYIYA tunnel");

  private final String id;
  private final String skippedAs;

  Tunnel(String id, String skippedAs) {
    this.id = id;
    this.skippedAs = skippedAs;
  }

  /** Stable lower-case name for output, empty for {@link #NONE}. */
  public String id() {
    return id;
  }

  /** Words for the summary when tunnels are not followed. */
  String skippedAs() {
    return skippedAs;
  }
}
