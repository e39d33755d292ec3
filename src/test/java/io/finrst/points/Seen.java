package io.finrst.points;

import io.finrst.script.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP packet over IPv4 as one point saw it, read by hand: whether it went to the server, what stays the same on the
 * way, and what a router may change.
 *
 * @param key direction, flags, number, IP identification, length and timestamp: two packets of a run
 *     differ in it
 * @param changeable values of the fields whose names are {@link #FIELDS}
 */
record Seen(boolean toServer, String flags, String key, long timeNs, int ttl, List<String> changeable) {
  static final List<String> FIELDS = List.of("addresses", "ports", "dscp", "ecn", "mss", "options");
  private static final int SERVER_PORT = 8080;
  private static final int ETHERNET = 14;
  private static final int COOKED = 16;
  private static final int TCP = 6;
  private static final int MSS = 2;
  private static final int TIMESTAMPS = 8;
  private static final String[] BITS = {"FIN", "SYN", "RST", "PSH", "ACK"};

  /** Null for anything else. */
  static Seen of(Frame frame) {
    ByteBuffer packet = ByteBuffer.wrap(frame.bytes()).position(frame.linkType() == 1 ? ETHERNET : COOKED).slice();
    if (packet.get(0) >> 4 != 4 || packet.get(9) != TCP) {
      return null;
    }
    int headerLength = (packet.get(0) & 0xf) * 4;
    ByteBuffer tcp = packet.slice(headerLength, packet.limit() - headerLength);
    int source = tcp.getShort(0) & 0xffff;
    int destination = tcp.getShort(2) & 0xffff;
    boolean toServer = destination == SERVER_PORT;
    int tcpHeader = (tcp.get(12) >> 4 & 0xf) * 4;
    String flags = flags(tcp.get(13));
    int length = packet.getShort(2) - headerLength - tcpHeader;
    List<Integer> kinds = new ArrayList<>();
    Integer mss = null;
    Integer timestamp = null;
    int at = 20;
    while (at < tcpHeader && tcp.get(at) != 0) {
      int kind = tcp.get(at);
      if (kind == MSS) {
        mss = (int) tcp.getShort(at + 2);
      } else if (kind == TIMESTAMPS) {
        timestamp = tcp.getInt(at + 2);
      }
      if (kind != 1) {
        kinds.add(kind);
      }
      at += kind == 1 ? 1 : tcp.get(at + 1);
    }
    return new Seen(
        toServer,
        flags,
        toServer + " " + flags + " " + tcp.getInt(4) + " " + packet.getShort(4) + " " + length + " " + timestamp,
        frame.timeNs(),
        packet.get(8) & 0xff,
        List.of(
            packet.getInt(12) + " " + packet.getInt(16), source + " " + destination,
            String.valueOf(packet.get(1) >> 2), String.valueOf(packet.get(1) & 3), String.valueOf(mss), kinds.toString()));
  }

  private static String flags(byte bits) {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < BITS.length; i++) {
      if ((bits >> i & 1) == 1) {
        flags.add(BITS[i]);
      }
    }
    return String.join(",", flags);
  }
}
