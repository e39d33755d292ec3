package io.finrst.model;

import static io.finrst.wire.Segment.ACK;
import static io.finrst.wire.Segment.FIN;
import static io.finrst.wire.Segment.RST;
import static io.finrst.wire.Segment.SYN;

/** One end of one connection: the parts of RFC 9293 and RFC 5961 that decide how it ends. */
final class Host {
  enum State {
    CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK,
    TIME_WAIT
  }

  static final int WINDOW = 60_000;
  private static final long TIME_WAIT_NS = 60_000 * World.MS;
  private static final long DELAYED_ACK_NS = 40 * World.MS;

  final int side;
  final Family family;
  final int isn;
  State state = State.CLOSED;
  private final World world;
  private final Writer writer;
  private final Outbox out;
  private final Inbox in = new Inbox();
  private Program program;
  private boolean dead; // no power
  private boolean gone; // closed by its program: nobody reads any more
  private int unacked;

  Host(int side, Family family, World world) {
    this.side = side;
    this.family = family;
    this.world = world;
    isn = world.random.nextInt(4) == 0 ? -1 - world.random.nextInt(3000) : world.random.nextInt();
    writer = new Writer(this, world);
    out = new Outbox(this, world, writer);
  }

  void run(Program program) {
    this.program = program;
  }

  void peer(Family other) {
    writer.stamped = family == Family.LINUX && other == Family.LINUX;
  }

  long rcvNxt() {
    return in.next();
  }

  boolean gaveUp() {
    return out.gaveUp;
  }

  void listen() {
    state = State.LISTEN;
  }

  void connect() {
    state = State.SYN_SENT;
    out.syn(SYN);
  }

  void write(int bytes) {
    if (!out.isFinQueued() && (state == State.ESTABLISHED || state == State.CLOSE_WAIT)) {
      out.write(bytes);
      unacked = 0;
    }
  }

  void stopReading() {
    in.stopReading();
  }

  void shutdown() {
    if (out.isFinQueued() || state != State.ESTABLISHED && state != State.CLOSE_WAIT) {
      return;
    }
    state = state == State.ESTABLISHED ? State.FIN_WAIT_1 : State.LAST_ACK;
    out.finish();
    unacked = 0;
  }

  void close() {
    if (state == State.SYN_SENT) {
      end();
    } else if (in.hasUnread()) {
      abort();
    } else {
      gone = true;
      shutdown();
      if (state == State.FIN_WAIT_2) {
        world.in(TIME_WAIT_NS, this::endWait);
      }
    }
  }

  void abort() {
    if (isSynchronized() && !gone && state.ordinal() <= State.CLOSE_WAIT.ordinal()) {
      writer.abort(out.nxt());
      end();
    } else if (state == State.SYN_SENT) {
      end();
    }
  }

  void powerOff() {
    dead = true;
    end();
  }

  void powerOn() {
    dead = false;
  }

  private boolean isSynchronized() {
    return state.ordinal() > State.SYN_RECEIVED.ordinal();
  }

  /** Its socket is no more. */
  void end() {
    state = State.CLOSED;
    out.stop();
  }

  private void endWait() {
    if (state == State.FIN_WAIT_2 || state == State.TIME_WAIT) {
      end();
    }
  }

  void arrive(Packet p) {
    if (dead) {
      return;
    }
    if (p.is(RST)) {
      reset(p);
    } else if (state == State.CLOSED) {
      writer.answer(p);
    } else if (state == State.LISTEN) {
      listening(p);
    } else if (state == State.SYN_SENT) {
      connecting(p);
    } else {
      connected(p);
    }
  }

  private void reset(Packet p) {
    boolean refused = state == State.SYN_SENT && p.is(ACK) && p.ack == out.nxt();
    boolean early = state == State.SYN_SENT;
    boolean oneBack = family == Family.LINUX && in.isFinished() && p.seq == in.next() - 1;
    if (state == State.CLOSED || state == State.LISTEN) {
      p.effect = p.effect == Packet.Effect.NONE ? Packet.Effect.NO_SOCKET : p.effect;
    } else if (refused || !early && !p.zeroSeq && (p.seq == in.next() || oneBack)) {
      p.effect = Packet.Effect.ACCEPTED;
      end();
    } else {
      p.effect = p.effect == Packet.Effect.NONE ? Packet.Effect.IGNORED : p.effect;
      if (!early && p.seq > in.next() && p.seq < in.next() + WINDOW) {
        writer.send(ACK, out.nxt(), 0); // a challenge
      }
    }
  }

  private void listening(Packet p) {
    if (p.is(ACK)) {
      writer.answer(p);
    } else if (p.is(SYN)) {
      state = State.SYN_RECEIVED;
      in.synCame();
      writer.heard(p);
      out.syn(SYN | ACK);
    }
  }

  private void connecting(Packet p) {
    if (p.is(ACK) && p.ack != 1) {
      writer.answer(p);
    } else if (p.is(SYN) && p.is(ACK)) {
      in.synCame();
      writer.heard(p);
      acked(1);
      established();
      writer.send(ACK, out.nxt(), 0);
    }
  }

  private void established() {
    state = State.ESTABLISHED;
    program.established();
  }

  private void connected(Packet p) {
    if (p.is(SYN)) {
      boolean again = state == State.SYN_RECEIVED;
      writer.send(again ? SYN | ACK : ACK, again ? 0 : out.nxt(), 0);
      return;
    }
    if (p.end() > p.seq && p.end() <= in.next() || p.seq < in.next() - 1) {
      writer.send(ACK, out.nxt(), 0); // all of it is old
      if (state != State.TIME_WAIT) {
        acked(p.ack);
      }
      return;
    }
    writer.heard(p);
    if (p.ack > out.nxt()) {
      writer.send(ACK, out.nxt(), 0);
      return;
    }
    if (state == State.SYN_RECEIVED) {
      if (p.ack < 1) {
        return;
      }
      established();
    }
    acked(p.ack);
    if (state != State.CLOSED && p.end() > p.seq) {
      take(p);
    }
  }

  private void acked(long ack) {
    if (!out.acked(ack)) {
      return;
    }
    if (out.isFinAcked()) {
      finAcked();
    } else if (isSynchronized() && out.transmit()) {
      unacked = 0;
    }
  }

  private void finAcked() {
    switch (state) {
      case FIN_WAIT_1 -> {
        state = State.FIN_WAIT_2;
        if (gone) {
          world.in(TIME_WAIT_NS, this::endWait);
        }
      }
      case CLOSING -> timeWait();
      case LAST_ACK -> end();
      default -> {
        // acknowledged before
      }
    }
  }

  private void timeWait() {
    state = State.TIME_WAIT;
    world.in(TIME_WAIT_NS, this::endWait);
  }

  private void take(Packet p) {
    if (gone && p.seq + p.length > in.next()) {
      writer.abortOnData(p, out.nxt());
      end();
      return;
    }
    long before = in.next();
    boolean fin = in.take(p, p.is(FIN));
    if (fin || in.next() == before || ++unacked == 2 || in.hasHoles()) {
      acknowledge();
    } else {
      world.in(DELAYED_ACK_NS, () -> {
        if (unacked > 0 && isSynchronized()) {
          acknowledge();
        }
      });
    }
    if (fin) {
      peerClosed();
    }
  }

  private void acknowledge() {
    unacked = 0;
    writer.send(ACK, out.nxt(), 0);
  }

  private void peerClosed() {
    switch (state) {
      case ESTABLISHED -> {
        state = State.CLOSE_WAIT;
        program.peerClosed();
      }
      case FIN_WAIT_1 -> state = State.CLOSING;
      case FIN_WAIT_2 -> timeWait();
      default -> {
        // nothing more to come
      }
    }
  }
}
