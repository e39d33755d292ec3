package io.finrst.flow;

import io.finrst.capture.PacketTime;
import io.finrst.judgement.End;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import java.util.Arrays;

/**
 * When connections leave the table, and when they are told of: at the end, when nothing later can change their verdict,
 * to make room, or early because somebody watches. Time is handed in; it is that of the packets.
 *
 * <p>It shares the tracker's cursor: what it says of "the connection" is the one that the cursor points at.
 */
final class Leaving {
  /**
   * Long enough for answers on their way and for the first retransmissions of a FIN whose ACK was lost (after 0.2, 0.4
   * and 0.8 s on Linux); it is this short only where more than 16,000 connections end a second, ns.
   */
  private static final long SHORTEST_STAY_NS = 2_000_000_000L;

  /** Twice the maximum segment lifetime of 60 s, ns. */
  private static final long LONGEST_STAY_NS = 120_000_000_000L;

  /**
   * Who has waited so long for an answer to a SYN or FIN has stopped asking: no system lets more than two minutes pass
   * between two retransmissions, ns.
   */
  static final long ABANDONED_NS = 600_000_000_000L;

  /**
   * Where a reset is thought to have ended a connection only because nothing came since, it is waited for so long: who
   * is alive and uses keepalive has asked by then (RFC 1122 section 4.2.3.6, Linux tcp_keepalive_time), ns.
   */
  private static final long KEEPALIVE_NS = 7_200_000_000_000L;

  /** How often {@link #time} looks for such connections, ns: each time costs a pass over the table. */
  private static final long SWEEP_NS = 60_000_000_000L;

  private final FlowTable table;
  private final Connection connection;
  private final Ending ending;
  private final EndingListener listener;
  private final Announcer announcer;
  private final ExpiryQueue queue = new ExpiryQueue(SHORTEST_STAY_NS, LONGEST_STAY_NS);
  private final Eviction eviction = new Eviction();

  private long nextDueNs = PacketTime.NEVER;
  private long nextSweepNs;
  private long evicted;

  Leaving(FlowTable table, Connection connection, Ending ending, Announcing announcing, EndingListener listener) {
    this.table = table;
    this.connection = connection;
    this.ending = ending;
    this.listener = listener;
    announcer = new Announcer(announcing, listener);
  }

  /** Whether there is something for {@link #expire} to do. */
  boolean isDue(long nowNs) {
    return nowNs >= nextDueNs;
  }

  /** Lets go of those that are over and have waited for late packets long enough. */
  void expire(long nowNs) {
    Connection c = connection;
    while (queue.nextDueNs() <= nowNs) {
      long waitNs = queue.waitNs();
      int slot = queue.poll();
      table.at(slot, c);
      if (!c.is(Connection.QUEUED)) {
        continue; // the slot is free, or was given to another connection
      }
      long lastNs = c.lastTimeNs(); // later than now when the clock was set back since
      if (lastNs <= nowNs && lastNs + waitNs > nowNs) {
        queue.add(slot, lastNs);
      } else if (!isOver(c, nowNs)) {
        c.clear(Connection.QUEUED); // its reset was none, or it came back to life
      } else if (Succession.hasQuestion(c)) {
        end(nowNs, false);
      } else {
        tellAndRemove();
      }
    }
    nextDueNs = queue.nextDueNs();
  }

  /** The clock was set back to {@code nowNs}: nobody waits for what it showed before. */
  void setBack(long nowNs) {
    queue.setBack(nowNs);
    nextDueNs = queue.nextDueNs();
    nextSweepNs = Math.min(nextSweepNs, nowNs);
    announcer.setBack(nowNs);
  }

  /** The state of the connection has gone from {@code before} to {@code next}. */
  void moved(State before, State next, long nowNs) {
    Connection c = connection;
    if (next != before && next.isConclusive()) {
      announcer.settle(c, nowNs);
    }
    if (next.isOver()) {
      await(c, nowNs);
    }
  }

  /** A reset of the connection has come: whether that is its end is asked when it would be let go or told of. */
  void reset(long nowNs) {
    announcer.settle(connection, nowNs);
    await(connection, nowNs);
  }

  private void await(Connection c, long nowNs) {
    if (!c.is(Connection.QUEUED)) {
      c.set(Connection.QUEUED);
      queue.add(c.slot(), nowNs);
      nextDueNs = queue.nextDueNs();
    }
  }

  /** What is over only because nothing came since may go on. */
  private boolean isOver(Connection c, long nowNs) {
    End end = ending.of(c, nowNs, false).end();
    return end.state().isOver() && !end.guessed();
  }

  /**
   * Whether the connection has long been silent and never came about, or was closed by both sides: what may come on its
   * ports belongs to another. One that was established may still be answered when the other side wakes up.
   */
  boolean isAbandoned(long nowNs) {
    return nowNs - connection.a.lastTimeNs() >= ABANDONED_NS // every packet asks, and this is nearly always enough
        && nowNs - connection.lastTimeNs() >= ABANDONED_NS
        && isLeft(nowNs);
  }

  /** What a reset is thought to have ended because nothing came after it goes on when something comes after all. */
  private boolean isLeft(long nowNs) {
    End end = ending.of(connection, nowNs, false).end();
    boolean conclusive =
        end.state().isConclusive() && (!end.guessed() || nowNs - connection.lastTimeNs() >= KEEPALIVE_NS);
    return conclusive || end.state().verdict() == Verdict.SYN_UNANSWERED;
  }

  /** Makes room for one more. */
  void evict(long nowNs) {
    table.at(eviction.longestSilent(table, connection), connection);
    boolean over = isOver(connection, nowNs);
    if (!over) {
      evicted++;
    }
    end(nowNs, !over);
  }

  /** Tells of the connection and removes it; before it the one whose ports its SYN has asked for. */
  void end(long nowNs, boolean wasEvicted) {
    endOlder(nowNs);
    ending.of(connection, nowNs, wasEvicted);
    tellAndRemove();
  }

  /** Tells of the connection whose ports the SYN of this one has asked for, if there is one, and removes it. */
  void endOlder(long nowNs) {
    if (!Succession.hasQuestion(connection)) {
      return;
    }
    int slot = connection.slot();
    int direction = connection.direction;
    Story story = connection.story();
    boolean there = Succession.find(table, story, connection);
    story.olderSlot = -1;
    if (there) {
      ending.of(connection, nowNs, false);
      tellAndRemove();
    }
    table.at(slot, connection);
    connection.direction = direction;
  }

  /** Told once, even where the listener fails, as when memory ends. */
  private void tellAndRemove() {
    try {
      tell();
    } finally {
      table.remove(connection);
    }
  }

  /** Tells of the one that the view shows. */
  private void tell() {
    if (ending.isNews(listener)) {
      listener.ended(ending);
    }
  }

  /** Tells of those whose time to be told of has come, and lets go of what was abandoned. */
  void time(long nowNs) {
    announcer.run(nowNs, table, connection, ending);
    if (nowNs >= nextSweepNs) {
      nextSweepNs = nowNs + SWEEP_NS;
      sweep(nowNs);
    }
  }

  /** Lets go of abandoned connections, later than a packet would that was captured but has not come in yet. */
  private void sweep(long nowNs) {
    for (int slot = 0; slot < table.slotLimit(); slot++) {
      if (table.inUse(slot)) {
        table.at(slot, connection);
        if (isAbandoned(nowNs - SWEEP_NS)) {
          end(nowNs, false);
        }
      }
    }
  }

  /** Tells of all that are left, in the order of their first packets. */
  void finish(long nowNs) {
    int[] slots = new int[0];
    int limit = table.slotLimit();
    if (table.slotsReused()) {
      slots = inStreamOrder();
      limit = slots.length;
    }
    for (int i = 0; i < limit; i++) {
      int slot = slots.length == 0 ? i : slots[i];
      if (table.inUse(slot)) {
        table.at(slot, connection);
        ending.of(connection, nowNs, false);
        tell();
      }
    }
  }

  private int[] inStreamOrder() {
    long[] keys = new long[table.size()];
    int n = 0;
    for (int slot = 0; slot < table.slotLimit(); slot++) {
      if (table.inUse(slot)) {
        table.at(slot, connection);
        keys[n++] = (long) connection.stream() << 32 | slot;
      }
    }
    Arrays.sort(keys);
    int[] slots = new int[n];
    for (int i = 0; i < n; i++) {
      slots[i] = (int) keys[i];
    }
    return slots;
  }

  /** Connections in the table that have ended, as far as is known, and only wait for late packets. */
  int waiting() {
    return Math.min(queue.size(), table.size()); // a slot may have been freed before its time
  }

  /** Connections evicted while they were not over. */
  long evicted() {
    return evicted;
  }
}
