package io.finrst.model;

import static io.finrst.wire.Segment.ACK;
import static io.finrst.wire.Segment.FIN;
import static io.finrst.wire.Segment.PSH;
import static io.finrst.wire.Segment.RST;
import static io.finrst.wire.Segment.SYN;

import java.util.TreeMap;

/** One end of one connection: the parts of RFC 9293 and RFC 5961 that decide how it ends. */
final class Host {
  enum State {
    CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK,
    TIME_WAIT
  }

  private static final int MSS = 1460;
  static final int WINDOW = 60_000;
  private static final int MOST_RETRIES = 6;
  private static final long FIRST_RTO_NS = 300 * World.MS;
  private static final long TIME_WAIT_NS = 60_000 * World.MS;

  final int side;
  final Family family;
  final int isn;
  private final World world;
  private final Writer writer;
  private Program program;

  State state = State.CLOSED;
  private boolean dead; // no power
  private boolean gone; // closed by its program: nobody reads any more

  /** Whether it had sent again in vain and told nobody. */
  boolean gaveUp;

  private long una;
  private long nxt;
  private long dataEnd = 1;
  private boolean finQueued;
  private long rcvNxt;
  private final TreeMap<Long, Long> ahead = new TreeMap<>();
  private long peerFin = -1;
  private boolean reading = true;
  private long unread;
  private long recoverTo;
  private long rtoNs = FIRST_RTO_NS;
  private int retries;
  private int timer;
  private int unacked;

  Host(int side, Family family, World world) {
    this.side = side;
    this.family = family;
    this.world = world;
    isn = world.random.nextInt(4) == 0 ? -1 - world.random.nextInt(3000) : world.random.nextInt();
    writer = new Writer(this, world);
  }

  void run(Program program) {
    this.program = program;
  }

  void peer(Family other) {
    writer.stamped = family == Family.LINUX && other == Family.LINUX;
  }

  long rcvNxt() {
    return rcvNxt;
  }

  // what its program does

  void listen() {
    state = State.LISTEN;
  }

  void connect() {
    state = State.SYN_SENT;
    nxt = 1;
    writer.send(SYN, 0, 0);
    startTimer();
  }

  void write(int bytes) {
    if (!finQueued && (state == State.ESTABLISHED || state == State.CLOSE_WAIT)) {
      dataEnd += bytes;
      transmit();
    }
  }

  void stopReading() {
    reading = false;
  }

  void shutdown() {
    if (finQueued || state != State.ESTABLISHED && state != State.CLOSE_WAIT) {
      return;
    }
    finQueued = true;
    state = state == State.ESTABLISHED ? State.FIN_WAIT_1 : State.LAST_ACK;
    transmit();
  }

  void close() {
    if (state == State.SYN_SENT) {
      end();
    } else if (unread > 0) {
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
      writer.abort(nxt);
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

  private void end() {
    state = State.CLOSED;
    timer++;
  }

  private void endWait() {
    if (state == State.FIN_WAIT_2 || state == State.TIME_WAIT) {
      end();
    }
  }

  // sending

  private void transmit() {
    boolean sent = false;
    while (nxt < dataEnd && nxt - una < WINDOW) {
      int length = (int) Math.min(MSS, dataEnd - nxt);
      boolean last = nxt + length == dataEnd;
      boolean fin = last && finQueued && world.random.nextBoolean();
      writer.fresh(ACK | (last ? PSH : 0) | (fin ? FIN : 0), nxt, length);
      nxt += length + (fin ? 1 : 0);
      sent = true;
    }
    if (finQueued && nxt == dataEnd) {
      writer.send(FIN | ACK, nxt, 0);
      nxt++;
      sent = true;
    }
    if (sent) {
      unacked = 0;
      if (retries == 0) {
        startTimer();
      }
    }
  }

  private void startTimer() {
    int mine = ++timer;
    world.in(rtoNs, () -> {
      if (mine == timer && una < nxt) {
        timeout();
      }
    });
  }

  private void timeout() {
    if (retries++ == MOST_RETRIES) {
      gaveUp = true;
      end();
      return;
    }
    rtoNs *= 2;
    recoverTo = nxt;
    again();
    startTimer();
  }

  private void again() {
    if (una == 0) {
      writer.send(state == State.SYN_SENT ? SYN : SYN | ACK, 0, 0);
      return;
    }
    int length = (int) Math.min(MSS, Math.min(nxt, dataEnd) - una);
    boolean finSent = finQueued && nxt > dataEnd;
    boolean reachesFin = finSent && una + length == dataEnd;
    if (length <= 0) {
      writer.send(FIN | ACK, dataEnd, 0);
    } else {
      writer.send(ACK | PSH | (reachesFin && family == Family.LWIP ? FIN : 0), una, length);
    }
  }

  // receiving

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
    boolean mine = state == State.SYN_SENT && p.is(ACK) && p.ack == nxt;
    boolean early = state == State.CLOSED || state == State.LISTEN || state == State.SYN_SENT;
    boolean oneBack = family == Family.LINUX && peerFin >= 0 && rcvNxt > peerFin && p.seq == rcvNxt - 1;
    if (state == State.CLOSED || state == State.LISTEN) {
      p.effect = p.effect == Packet.Effect.NONE ? Packet.Effect.NO_SOCKET : p.effect;
    } else if (mine || !early && !p.zeroSeq && (p.seq == rcvNxt || oneBack)) {
      p.effect = Packet.Effect.ACCEPTED;
      end();
    } else {
      p.effect = p.effect == Packet.Effect.NONE ? Packet.Effect.IGNORED : p.effect;
      if (!early && p.seq > rcvNxt && p.seq < rcvNxt + WINDOW) {
        writer.send(ACK, nxt, 0); // a challenge
      }
    }
  }

  private void listening(Packet p) {
    if (p.is(ACK)) {
      writer.answer(p);
    } else if (p.is(SYN)) {
      state = State.SYN_RECEIVED;
      rcvNxt = 1;
      nxt = 1;
      writer.heard(p);
      writer.send(SYN | ACK, 0, 0);
      startTimer();
    }
  }

  private void connecting(Packet p) {
    if (p.is(ACK) && p.ack != 1) {
      writer.answer(p);
    } else if (p.is(SYN) && p.is(ACK)) {
      rcvNxt = 1;
      writer.heard(p);
      acked(1);
      established();
      writer.send(ACK, nxt, 0);
    }
  }

  private void established() {
    state = State.ESTABLISHED;
    program.established();
  }

  private void connected(Packet p) {
    if (p.is(SYN)) {
      writer.send(state == State.SYN_RECEIVED ? SYN | ACK : ACK, state == State.SYN_RECEIVED ? 0 : nxt, 0);
      return;
    }
    if (p.end() > p.seq && p.end() <= rcvNxt || p.seq < rcvNxt - 1) {
      writer.send(ACK, nxt, 0); // all of it is old
      if (state == State.TIME_WAIT) {
        return;
      }
      acked(p.ack);
      return;
    }
    writer.heard(p);
    if (p.ack > nxt) {
      writer.send(ACK, nxt, 0);
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
    if (ack <= una) {
      return;
    }
    una = ack;
    retries = 0;
    rtoNs = FIRST_RTO_NS;
    if (una < nxt) {
      if (una < recoverTo) {
        again();
      }
      startTimer();
    }
    if (finQueued && una > dataEnd) {
      finAcked();
    } else if (una > 0 && isSynchronized()) {
      transmit();
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
    if (gone && p.seq + p.length > rcvNxt) {
      writer.abortOnData(p, nxt);
      end();
      return;
    }
    if (p.is(FIN)) {
      peerFin = p.end() - 1;
    }
    if (p.length > 0) {
      ahead.merge(p.seq, p.seq + p.length, Math::max);
    }
    long before = rcvNxt;
    while (!ahead.isEmpty() && ahead.firstKey() <= rcvNxt) {
      rcvNxt = Math.max(rcvNxt, ahead.pollFirstEntry().getValue());
    }
    unread += reading ? 0 : rcvNxt - before;
    boolean fin = peerFin >= 0 && rcvNxt == peerFin;
    if (fin) {
      rcvNxt++;
    }
    if (fin || rcvNxt == before || ++unacked == 2 || !ahead.isEmpty()) {
      acknowledge();
    } else {
      world.in(40 * World.MS, () -> {
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
    writer.send(ACK, nxt, 0);
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
