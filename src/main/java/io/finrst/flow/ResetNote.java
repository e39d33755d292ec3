package io.finrst.flow;

import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.wire.Segment;

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
  final int ipId;
  final int payloadLength;
  final boolean hasTimestamp;

  ResetKind kind;
  ResetEffect effect;
  String why;
  long answeredFrame;

  /** Its supposed sender went on sending as if it had never sent it. */
  boolean senderWentOn;

  /** The receiver has sent something other than a reset since. */
  boolean receiverSpoke;

  /** It fell into the window without being exact. */
  boolean inWindow;

  /** Where the receiver's own stream stood when the reset came. */
  final int receiverNxt;

  /** Reset {@code s} of {@code side}, of a connection whose other side is {@code receiver}. */
  ResetNote(int side, long frame, long timeNs, Segment s, Half receiver) {
    this.side = side;
    this.frame = frame;
    this.timeNs = timeNs;
    flags = s.flags;
    seq = s.seq;
    ack = s.ack;
    window = s.window;
    ttl = s.ttl;
    ipId = s.ipId;
    payloadLength = s.payloadLength;
    hasTimestamp = s.hasTimestamp;
    receiverNxt = receiver.nxt();
  }
}
