package io.finrst.model;

import io.finrst.script.Frame;
import io.finrst.script.TcpFrame;
import io.finrst.wire.Segment;

/** A packet on its way, with what only its maker knows. Positions count from the SYN of their side. */
final class Packet {
  /** What a reset did to its receiver. */
  enum Effect {
    /** It was lost, or is still on its way. */
    NONE,
    ACCEPTED,
    IGNORED,
    NO_SOCKET
  }

  final int side;
  final int flags;
  final long seq;
  final long ack;
  final int length;
  int window;
  int ttl;
  int ipId;
  int tsVal = -1;
  int tsEcr;

  /** A reset whose sender's socket ended with it, before both sides had closed. */
  boolean abort;

  /** The number 0 of a reset that answers a SYN. */
  boolean zeroSeq;

  /** Some of its payload was never sent before. */
  boolean fresh;

  /** What it did, if it is a reset. */
  Effect effect = Effect.NONE;

  long capturedNs;

  Packet(int side, int flags, long seq, long ack, int length) {
    this.side = side;
    this.flags = flags;
    this.seq = seq;
    this.ack = ack;
    this.length = length;
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** One more than the highest position it uses. */
  long end() {
    return seq + length + (is(Segment.SYN) ? 1 : 0) + (is(Segment.FIN) ? 1 : 0);
  }

  Frame frame(boolean v6, int isn, int peerIsn) {
    int client = 1;
    int server = 2;
    TcpFrame frame =
        side == 0
            ? new TcpFrame(v6, client, 40_000, server, 80)
            : new TcpFrame(v6, server, 80, client, 40_000);
    int number = zeroSeq ? 0 : isn + (int) seq;
    frame.tcp(flags, number, is(Segment.ACK) ? peerIsn + (int) ack : 0, window, length).ip(ttl, ipId);
    if (tsVal >= 0 && is(Segment.SYN)) {
      frame.linuxSyn(tsVal, tsEcr);
    } else if (tsVal >= 0) {
      frame.timestamps(tsVal, tsEcr);
    }
    return frame.at(capturedNs);
  }

  /** As a line of a script. */
  String line(long startNs) {
    StringBuilder letters = new StringBuilder();
    for (int bit = 0; bit < 5; bit++) {
      letters.append((flags & 1 << bit) != 0 ? "FSRP.".charAt(bit) : "");
    }
    return "%.6f %s [%s] %d:%d(%d)%s win %d ttl %d id %d".formatted(
        (capturedNs - startNs) / 1e9, side == 0 ? "C > S" : "S > C", letters, seq, end(), length,
        is(Segment.ACK) ? " ack " + ack : "", window, ttl, ipId)
        + (is(Segment.RST) ? " # " + (abort ? "abort " : "") + effect : "");
  }
}
