package io.finrst.ways;

import io.finrst.capture.Packet;
import io.finrst.script.Frame;
import io.finrst.wire.Address;
import io.finrst.wire.Outcome;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;

/**
 * Whose packet one is: addresses and ports of a TCP segment, or of the one that an ICMP error quotes.
 *
 * @param from who sent it, or what is quoted
 * @param to whom it is for
 */
record Ends(String from, String to) {

  /** Of a frame; null when it is neither. */
  static Ends of(Frame frame) {
    Segment s = segment(frame);
    return s == null
        ? null
        : new Ends(
            new Address(s.ipVersion, s.srcHi, s.srcLo) + " " + s.srcPort,
            new Address(s.ipVersion, s.dstHi, s.dstLo) + " " + s.dstPort);
  }

  /** The segment in a frame, or the one that it quotes; null when it holds neither. */
  static Segment segment(Frame frame) {
    Segment s = new Segment();
    Outcome outcome = new SegmentDecoder(true, false).decode(packet(frame), s);
    return outcome == Outcome.TCP || outcome == Outcome.ICMP_ERROR ? s : null;
  }

  /** Whether a frame is a SYN without ACK. */
  static boolean isSyn(Frame frame) {
    return synAndAck(frame) == Segment.SYN;
  }

  /** Whether a frame is a SYN-ACK. */
  static boolean isSynAck(Frame frame) {
    return synAndAck(frame) == (Segment.SYN | Segment.ACK);
  }

  private static int synAndAck(Frame frame) {
    Segment s = new Segment();
    boolean tcp = new SegmentDecoder(true, false).decode(packet(frame), s) == Outcome.TCP;
    return tcp ? s.flags & (Segment.SYN | Segment.ACK) : 0;
  }

  private static Packet packet(Frame frame) {
    Packet packet = new Packet();
    packet.data = frame.bytes();
    packet.capturedLength = frame.bytes().length;
    packet.wireLength = frame.wireLength();
    packet.timeNs = frame.timeNs();
    packet.linkType = frame.linkType();
    return packet;
  }

  /** Whether it goes from the lower end to the higher one. */
  boolean isUpwards() {
    return from.compareTo(to) < 0;
  }

  /** The connection, in either direction. */
  String both() {
    return isUpwards() ? from + " " + to : to + " " + from;
  }
}
