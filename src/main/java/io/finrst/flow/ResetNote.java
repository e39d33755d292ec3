package io.finrst.flow;

import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.wire.ResetText;
import io.finrst.wire.Segment;
import io.finrst.wire.Seq;

/** A reset as the tracker keeps it while its connection may still prove otherwise. */
final class ResetNote {
  final int side;
  final long frame;
  final long timeNs;
  final int flags;
  final int seq;
  final int ack;
  final int window;
  final int ttl;
  final int tos;
  final int ipId;
  final int flowLabel; // -1 for IPv4
  final int payloadLength;
  final String text;
  final boolean hasTimestamp;

  ResetKind kind;
  ResetEffect effect;
  String why;
  long answeredFrame;

  /** Its supposed sender went on sending as if it had never sent it. */
  boolean senderWentOn;

  /** The receiver has sent something other than a reset since. */
  boolean receiverSpoke;

  /** The connection's state before it, and the silence that led to it. */
  State stateBefore;

  long silenceNs;

  /** Its sender was shown to have no socket after it. */
  boolean proven;

  /** It fell into the window without being exact. */
  boolean inWindow;

  /** How much the sender had said before it. */
  final long senderPackets;

  /** 0 for no data, 1 when its first data was its last, 2 for more. */
  final int senderData;

  /** Whether its sequence numbers were known from packets of its own, and how far they went. */
  final boolean senderKnown;

  final int senderNxt;

  /** Where the receiver's own stream stood. */
  final int receiverNxt;

  /** What the receiver had last acknowledged, 0 for nothing. */
  final int receiverAcked;

  /** What the receiver's last packet looked like. */
  final int receiverIpId;

  final int receiverWindow;
  final int receiverDscp;

  /** Data of the receiver had reached the sender before it reset, and drawn no reply. */
  final boolean unanswered;

  /** Reset {@code s} of {@code side}, with what its sender and its receiver had sent before. */
  ResetNote(int side, long frame, long timeNs, Segment s, byte[] data, Half sender, Half receiver) {
    this.side = side;
    this.frame = frame;
    this.timeNs = timeNs;
    flags = s.flags;
    seq = s.seq;
    ack = s.ack;
    window = s.window;
    ttl = s.ttl;
    tos = s.tos;
    ipId = s.ipId;
    flowLabel = s.ipVersion == 6 ? s.flowLabel : -1;
    payloadLength = s.payloadLength;
    text = payloadLength == 0 ? "" : ResetText.of(s, data);
    hasTimestamp = s.hasTimestamp;
    senderPackets = sender.packets() - 1; // this one is counted already
    boolean silent = sender.firstDataFrame() == 0;
    senderData = silent ? 0 : sender.firstDataFrame() == sender.lastDataFrame() ? 1 : 2;
    senderKnown = sender.is(Half.KNOWN);
    senderNxt = sender.nxt();
    receiverNxt = receiver.nxt();
    receiverIpId = receiver.ipId();
    receiverWindow = receiver.window();
    receiverDscp = receiver.dscp();
    receiverAcked = receiver.is(Half.HAS_ACKED) ? receiver.acked() : 0;
    unanswered = unanswered(s, sender, receiver);
  }

  /**
   * By its ACK number, which says what its sender had got, against that of the sender's last data; by their order in
   * the capture where it has none.
   */
  private static boolean unanswered(Segment s, Half sender, Half receiver) {
    if (receiver.lastDataFrame() == 0) {
      return false;
    }
    boolean spoke = sender.lastDataFrame() != 0;
    int answered = spoke ? sender.ackAtData() : receiver.iss() + 1;
    if (s.has(Segment.ACK) && receiver.is(Half.PLACED) && Seq.between(answered, s.ack, receiver.nxt())) {
      boolean acksFin = receiver.is(Half.FIN) && Seq.lt(receiver.finSeq(), s.ack);
      return Seq.lt(answered, acksFin ? receiver.finSeq() : s.ack);
    }
    return Integer.compareUnsigned(receiver.lastDataFrame(), sender.lastDataFrame()) > 0;
  }

  int dscp() {
    return tos >>> 2;
  }
}
