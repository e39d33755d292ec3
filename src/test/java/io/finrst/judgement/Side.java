package io.finrst.judgement;

import io.finrst.record.Standing;

/**
 * Where one side stands, made by hand: unless told otherwise it has opened the connection, taken in the other side's
 * SYN and sent nothing since. Its numbers start at 0.
 */
public final class Side {
  private boolean known = true;
  private boolean placed = true;
  private int iss;
  private int nxt = 1;
  private boolean hasAcked = true;
  private int acked = 1;
  private int edge = 64_001;
  private boolean fin;
  private int finSeq;
  private int synCount = 1;
  private long packets = 2;
  private long bytes;
  private int dataSegments;
  private int probes;
  private long lastFrame = 2;
  private long lastDataFrame;
  private long lastNs;
  private long lastDataNs;

  private Side() {}

  /** A side that has opened the connection. */
  public static Side open() {
    return new Side();
  }

  /** A side of which nothing is known. */
  public static Side unknown() {
    Side side = new Side();
    side.known = false;
    side.placed = false;
    side.nxt = 0;
    side.hasAcked = false;
    side.acked = 0;
    side.edge = 0;
    side.synCount = 0;
    side.packets = 0;
    side.lastFrame = 0;
    return side;
  }

  /** A side whose SYN with this number is all that was seen of it. */
  public static Side opening(int number) {
    Side side = unknown().known();
    side.iss = number;
    side.nxt = number + 1;
    side.synCount = 1;
    side.packets = 1;
    side.lastFrame = 1;
    return side;
  }

  private Side known() {
    known = true;
    placed = true;
    return this;
  }

  /** Its numbers are known from the other side's acknowledgments only. */
  public Side placedOnly(int first, int next) {
    known = false;
    placed = true;
    iss = first;
    nxt = next;
    return this;
  }

  /** It will send this number next. */
  public Side nxt(int number) {
    nxt = number;
    return this;
  }

  /** It has sent so many SYNs or SYN-ACKs. */
  public Side syns(int count) {
    synCount = count;
    return this;
  }

  /** It has acknowledged nothing. */
  public Side silent() {
    hasAcked = false;
    acked = 0;
    edge = 0;
    return this;
  }

  /** It has acknowledged up to this number, and its window ends {@code window} bytes on. */
  public Side acked(int number, int window) {
    hasAcked = true;
    acked = number;
    edge = number + window;
    return this;
  }

  /** It has sent so many bytes of data in so many segments, the last one then; they move its next number. */
  public Side data(int length, int segments, long frame, long ns) {
    bytes += length;
    nxt += length;
    dataSegments = Math.min(2, dataSegments + segments);
    packets += segments;
    lastDataFrame = frame;
    lastDataNs = ns;
    return spoke(frame, ns);
  }

  /** It has sent its FIN as its next number. */
  public Side fin(long frame, long ns) {
    fin = true;
    finSeq = nxt++;
    packets++;
    return spoke(frame, ns);
  }

  /** So many segments were seen of it. */
  public Side packets(long count) {
    packets = count;
    return this;
  }

  /** It has sent so many keepalive probes. */
  public Side probes(int count) {
    probes = count;
    return this;
  }

  /** Its last segment came then. */
  public Side spoke(long frame, long ns) {
    lastFrame = frame;
    lastNs = ns;
    return this;
  }

  public Standing build() {
    return new Standing(
        known, placed, iss, nxt, hasAcked, acked, edge, fin, finSeq, synCount, packets, bytes, dataSegments, probes,
        lastFrame, lastDataFrame, lastNs, lastDataNs);
  }
}
