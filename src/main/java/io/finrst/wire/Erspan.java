package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * Cisco's remote port mirroring over GRE (draft-foschiano-erspan): a whole Ethernet frame behind a header that depends
 * on the type.
 *
 * <pre>
 * Type I:   GRE protocol 0x88BE without sequence number, no header
 * Type II:  GRE protocol 0x88BE with sequence number
 *           |  0 version 1 (4 bits), VLAN (12) |  2 priority (6 bits), session (10) |  4 port index (4) |  8 frame
 * Type III: GRE protocol 0x22EB
 *           |  0 version 2 (4 bits), VLAN (12) |  2 priority (6 bits), session (10) |  4 ... | 11 ... O (lowest bit)
 *           | 12 platform header (8), when O | frame
 * </pre>
 */
final class Erspan {
  static final int PROTOCOL = 0x88BE;
  static final int PROTOCOL_III = 0x22EB;

  private static final int BYTES_II = 8;
  private static final int BYTES_III = 12;
  private static final int PLATFORM_BYTES = 8;
  private static final int SESSION_MASK = 0x3FF;

  private Erspan() {}

  /** @param sequenced whether the GRE header has a sequence number */
  static Outcome decode(Cursor c, int protocol, boolean sequenced, int at) {
    int length = protocol == PROTOCOL_III ? BYTES_III : sequenced ? BYTES_II : 0;
    if (!c.has(at, length)) {
      return c.lacking(at, length);
    }
    int session = length == 0 ? 0 : Bytes.u16be(c.data, at + 2) & SESSION_MASK;
    if (length == BYTES_III && (c.data[at + BYTES_III - 1] & 1) != 0) {
      length += PLATFORM_BYTES;
    }
    return c.enter(Tunnel.ERSPAN, session) ? Ethernet.decode(c, at + length) : Outcome.NOT_TCP;
  }
}
