package io.finrst.wire;

/** Encapsulations whose inner connections are followed. */
public enum Tunnel {
  NONE(""),
  IP_IN_IP("ipip"),
  GRE("gre"),
  ERSPAN("erspan"),
  VXLAN("vxlan"),
  GENEVE("geneve"),
  GTP_U("gtp-u"),
  TEREDO("teredo");

  private final String id;

  Tunnel(String id) {
    this.id = id;
  }

  /** Stable lower-case name for output, empty for {@link #NONE}. */
  public String id() {
    return id;
  }
}
