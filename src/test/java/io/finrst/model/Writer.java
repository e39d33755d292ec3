package io.finrst.model;

import static io.finrst.wire.Segment.ACK;
import static io.finrst.wire.Segment.RST;
import static io.finrst.wire.Segment.SYN;

/** What a host's packets look like. */
final class Writer {
  private final Host host;
  private final World world;
  private final int hops;
  private int ipId;
  private int lastTsVal;

  /** Both sides use timestamps. */
  boolean stamped;

  Writer(Host host, World world) {
    this.host = host;
    this.world = world;
    hops = world.random.nextInt(15);
    ipId = world.random.nextInt(0x10000);
  }

  /** Notes the timestamp of what came. */
  void heard(Packet p) {
    lastTsVal = Math.max(lastTsVal, p.tsVal);
  }

  void fresh(int flags, long seq, int length) {
    Packet p = packet(flags, seq, length);
    p.fresh = true;
    world.send(p);
  }

  void send(int flags, long seq, int length) {
    world.send(packet(flags, seq, length));
  }

  private Packet packet(int flags, long seq, int length) {
    Packet p = new Packet(host.side, flags, seq, (flags & ACK) != 0 ? host.rcvNxt() : 0, length);
    p.window = p.is(SYN) || !stamped ? Host.WINDOW : Host.WINDOW >> 7; // Linux's SYN says that it shifts by 7
    boolean synAck = p.is(SYN) && p.is(ACK);
    dress(p, host.family == Family.LINUX && synAck ? 0 : nextId());
    if (stamped) {
      p.tsVal = (int) ((world.nowNs() - World.START_NS) / World.MS) + 1000;
      p.tsEcr = lastTsVal;
    }
    return p;
  }

  private void dress(Packet p, int id) {
    p.ttl = host.family.ttl - hops;
    p.ipId = id;
  }

  private int nextId() {
    ipId += host.family == Family.LINUX ? 1 : 1 + world.random.nextInt(3);
    return ipId & 0xFFFF;
  }

  /** Tears down its socket. */
  void abort(long nxt) {
    Packet p = packet(RST | ACK, nxt, 0);
    p.abort = true;
    if (host.family == Family.WINDOWS) {
      p.window = 0;
    }
    world.send(p);
  }

  /** Data came for a program that had closed. */
  void abortOnData(Packet data, long nxt) {
    if (host.family == Family.LINUX) {
      Packet p = answerTo(data);
      p.abort = true;
      world.send(p);
    } else {
      abort(nxt);
    }
  }

  /** Answers what no socket wants. */
  void answer(Packet p) {
    world.send(answerTo(p));
  }

  private Packet answerTo(Packet p) {
    Packet answer;
    if (!p.is(ACK)) {
      answer = new Packet(host.side, RST | ACK, 0, p.end(), 0);
      answer.zeroSeq = true;
    } else if (host.family == Family.LWIP) {
      answer = new Packet(host.side, RST | ACK, p.ack, p.end(), 0);
      answer.window = Host.WINDOW;
    } else {
      answer = new Packet(host.side, RST, p.ack, 0, 0);
    }
    dress(answer, host.family == Family.LINUX ? 0 : nextId());
    return answer;
  }
}
