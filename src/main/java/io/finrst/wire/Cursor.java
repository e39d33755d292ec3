package io.finrst.wire;

import io.finrst.capture.Packet;

/**
 * The packet being decoded: its bytes, how many of them are there, and where the layer at hand ends. One per decoder,
 * handed from layer to layer; decoding only ever moves inward, so nothing is restored.
 */
final class Cursor {
  /**
   * Most headers that may lead to other headers in one packet: tunnels, and link layers inside link layers. Real
   * networks stay below ten; the bound keeps a hostile packet from exhausting the stack.
   */
  private static final int MAX_NESTED_HEADERS = 16;

  final boolean decapsulate;
  final boolean verifyChecksums;

  byte[] data;

  /** Index after the last byte that is both captured and part of the layer at hand. */
  int captured;

  /** Index after the last byte the layer at hand had on the wire; at or beyond {@link #captured}. */
  int end;

  Segment segment;

  /** IP protocol that {@link Ipv6#skipExtensions} arrived at. */
  int protocol;

  /** A routing header with hops left: the destination in the IPv6 header is not the one TCP summed over. */
  boolean routed;

  /** Why the packet is skipped, for {@link SegmentDecoder#skippedAs}; null when the outcome says enough. */
  String skippedAs;

  private int nestedHeaders;

  private final NumberedNames linkTypes = new NumberedNames("link type ", 10);
  private final NumberedNames etherTypes = new NumberedNames("EtherType 0x", 16);
  private final NumberedNames ipProtocols = new NumberedNames("IP protocol ", 10);

  Cursor(boolean decapsulate, boolean verifyChecksums) {
    this.decapsulate = decapsulate;
    this.verifyChecksums = verifyChecksums;
  }

  /** Starts over with a packet, distrusting its lengths. */
  void start(Packet packet, Segment into) {
    data = packet.data;
    int offset = packet.offset;
    int room = data.length - offset;
    int length = packet.capturedLength;
    captured = offset + (length < room ? length : room);
    length = packet.wireLength;
    int most = Integer.MAX_VALUE - offset;
    int wireEnd = offset + (length < most ? length : most);
    end = wireEnd > captured ? wireEnd : captured;
    segment = into;
    into.vlan = -1;
    into.linkSource = 0;
    into.tunnel = Tunnel.NONE;
    into.tunnelId = 0;
    into.fragmented = false;
    routed = false;
    skippedAs = null;
    nestedHeaders = 0;
  }

  /** Whether {@code count} bytes from {@code at} are captured. */
  boolean has(int at, int count) {
    return captured - at >= count;
  }

  /** The answer when {@link #has} says no: cut by the snapshot length, or never long enough. */
  Outcome lacking(int at, int count) {
    return end - at < count ? Outcome.MALFORMED : Outcome.TRUNCATED;
  }

  /** Narrows the layer at hand to {@code length} bytes from {@code at}; what follows is padding or a trailer. */
  void limit(int at, int length) {
    end = at + length;
    if (captured > end) {
      captured = end;
    }
  }

  Outcome skip(String as) {
    skippedAs = as;
    return Outcome.NOT_TCP;
  }

  Outcome unknownLink(int linkType) {
    skippedAs = linkTypes.of(linkType);
    return Outcome.UNKNOWN_LINK;
  }

  Outcome skipEtherType(int etherType) {
    return skip(etherTypes.of(etherType));
  }

  Outcome skipIpProtocol(int number) {
    return skip(ipProtocols.of(number));
  }

  /** Whether one more header that leads to other headers may be entered. */
  boolean deeper() {
    return ++nestedHeaders <= MAX_NESTED_HEADERS;
  }

  Outcome tooDeep() {
    return skip("too many nested headers");
  }

  /**
   * Whether to go on inside a tunnel, which is then noted in the segment. When not, {@link #skippedAs} names the reason
   * and the caller returns {@link Outcome#NOT_TCP}.
   */
  boolean enter(Tunnel tunnel, int id) {
    if (!decapsulate) {
      skippedAs = tunnel.skippedAs();
      return false;
    }
    if (!deeper()) {
      tooDeep();
      return false;
    }
    segment.tunnel = tunnel;
    segment.tunnelId = id;
    return true;
  }
}
