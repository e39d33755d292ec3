package io.finrst.record;

import io.finrst.teardown.Role;
import io.finrst.wire.Address;

/**
 * One ICMP error that quotes a segment of the connection.
 *
 * @param at frame and time
 * @param to the side the error was sent to, whose segment it quotes
 * @param sender address of the node that sent it
 * @param ipVersion 4 for ICMP, 6 for ICMPv6
 * @param type ICMP type
 * @param code ICMP code
 * @param quotesSyn whether the quoted sequence number is that of the SYN
 */
public record IcmpError(
    Moment at, Role to, Address sender, int ipVersion, int type, int code, boolean quotesSyn) {

  /** Whether it only asks for smaller packets (RFC 1191, RFC 8201). */
  public boolean isPacketTooBig() {
    return ipVersion == 4 ? type == 3 && code == 4 : type == 2;
  }
}
