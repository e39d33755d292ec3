package io.finrst.model;

import static io.finrst.wire.Segment.ACK;
import static io.finrst.wire.Segment.FIN;
import static io.finrst.wire.Segment.PSH;
import static io.finrst.wire.Segment.SYN;

/** What a host has to send, and sends again until it is acknowledged or it gives up. */
final class Outbox {
  private static final int MSS = 1460;
  private static final int MOST_RETRIES = 6;
  private static final long FIRST_RTO_NS = 300 * World.MS;

  private final Host host;
  private final World world;
  private final Writer writer;
  private long una;
  private long nxt;
  private long dataEnd = 1;
  private boolean finQueued;
  private long recoverTo;
  private long rtoNs = FIRST_RTO_NS;
  private int retries;
  private int timer;

  /** Whether it had sent again in vain and told nobody. */
  boolean gaveUp;

  Outbox(Host host, World world, Writer writer) {
    this.host = host;
    this.world = world;
    this.writer = writer;
  }

  /** SND.NXT. */
  long nxt() {
    return nxt;
  }

  boolean isFinQueued() {
    return finQueued;
  }

  boolean isFinAcked() {
    return finQueued && una > dataEnd;
  }

  void syn(int flags) {
    nxt = 1;
    writer.send(flags, 0, 0);
    startTimer();
  }

  void write(int bytes) {
    dataEnd += bytes;
    transmit();
  }

  void finish() {
    finQueued = true;
    transmit();
  }

  void stop() {
    timer++;
  }

  /** Sends what may be sent; whether that was anything. */
  boolean transmit() {
    boolean sent = false;
    while (nxt < dataEnd && nxt - una < Host.WINDOW) {
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
    if (sent && retries == 0) {
      startTimer();
    }
    return sent;
  }

  /** Takes an acknowledgment; false when it says nothing new. */
  boolean acked(long ack) {
    if (ack <= una) {
      return false;
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
    return true;
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
      host.end();
      return;
    }
    rtoNs *= 2;
    recoverTo = nxt;
    again();
    startTimer();
  }

  private void again() {
    if (una == 0) {
      writer.send(host.state == Host.State.SYN_SENT ? SYN : SYN | ACK, 0, 0);
      return;
    }
    int length = (int) Math.min(MSS, Math.min(nxt, dataEnd) - una);
    boolean reachesFin = finQueued && nxt > dataEnd && una + length == dataEnd;
    if (length <= 0) {
      writer.send(FIN | ACK, dataEnd, 0);
    } else {
      writer.send(ACK | PSH | (reachesFin && host.family == Family.LWIP ? FIN : 0), una, length);
    }
  }
}
