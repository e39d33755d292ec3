package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * UDP, RFC 768: only looked into for the tunnels that run over it, by their well-known ports. Other programs use those
 * ports too, so each tunnel checks what it can before it believes; what then proves malformed is ordinary UDP after
 * all.
 *
 * <pre>
 * |  0 source port (2)  |  2 destination port (2)  |  4 length (2)  |  6 checksum (2)  |  8 payload
 * </pre>
 */
final class Udp {
  private static final int BYTES = 8;

  private static final int TEREDO = 3544;
  private static final int GTP_U = 2152;
  private static final int VXLAN = 4789;
  private static final int VXLAN_LINUX = 8472; // the default of Linux, from before there was an assigned port
  private static final int VXLAN_GPE = 4790;
  private static final int GENEVE = 6081;
  private static final int GRE = 4754; // RFC 8086
  private static final int CAPWAP_DATA = 5247;
  private static final int AYIYA = 5072;

  /** See {@link SegmentDecoder#WORTH_CAPTURING}. */
  static final String TUNNELS_ONLY =
      "not udp or udp port (" + TEREDO + " or " + GTP_U + " or " + VXLAN + " or " + VXLAN_LINUX + " or " + VXLAN_GPE
          + " or " + GENEVE + " or " + GRE + " or " + CAPWAP_DATA + " or " + AYIYA + ")";

  private Udp() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES)) {
      return c.lacking(at, BYTES);
    }
    int payload = at + BYTES;
    Outcome inner = decodePort(c, Bytes.u16be(c.data, at + 2), payload);
    if (inner == null) {
      inner = decodePort(c, Bytes.u16be(c.data, at), payload);
    }
    return inner == null || inner == Outcome.MALFORMED ? c.skip("UDP") : inner;
  }

  /** Null when the port, or the payload, is not that of a tunnel. */
  private static Outcome decodePort(Cursor c, int port, int payload) {
    switch (port) {
      case VXLAN:
      case VXLAN_LINUX:
        return Vxlan.decode(c, payload);
      case VXLAN_GPE:
        return Vxlan.decodeGpe(c, payload);
      case GENEVE:
        return Geneve.decode(c, payload);
      case GTP_U:
        return GtpU.decode(c, payload);
      case TEREDO:
        return Teredo.decode(c, payload);
      case GRE:
        return Gre.decodeOverUdp(c, payload);
      case CAPWAP_DATA:
        return Capwap.decode(c, payload);
      case AYIYA:
        return Ayiya.decode(c, payload);
      default:
        return null;
    }
  }
}
