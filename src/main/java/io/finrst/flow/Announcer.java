package io.finrst.flow;

import io.finrst.capture.PacketTime;
import io.finrst.teardown.Verdict;

/** Tells of connections before they leave the table, as {@link Announcing} asks. Changes nothing about them. */
final class Announcer {
  /** How often silent connections are looked for, ns: each time costs a pass over the table. */
  private static final long PASS_NS = 5_000_000_000L;

  private final Announcing when;
  private final EndingListener listener;
  private final ExpiryQueue settling;
  private long nextPassNs = PacketTime.NONE;

  Announcer(Announcing when, EndingListener listener) {
    this.when = when;
    this.listener = listener;
    settling = new ExpiryQueue(when.settleNs(), when.settleNs());
  }

  /** Notes that {@code c} has come to what looks like its end. */
  void settle(Connection c, long nowNs) {
    if (when.ever() && !c.is(Connection.SETTLING)) {
      c.set(Connection.SETTLING);
      settling.add(c.slot(), nowNs);
    }
  }

  /** The clock was set back to {@code nowNs}. */
  void setBack(long nowNs) {
    settling.setBack(nowNs);
    nextPassNs = Math.min(nextPassNs, nowNs);
  }

  /** Tells of all that are due at {@code nowNs}; {@code c} is moved about. */
  void run(long nowNs, FlowTable table, Connection c, Ending ending) {
    if (!when.ever()) {
      return;
    }
    while (settling.nextDueNs() <= nowNs) {
      int slot = settling.poll();
      if (table.inUse(slot)) {
        table.at(slot, c);
        if (c.is(Connection.SETTLING)) {
          c.clear(Connection.SETTLING);
          if (ending.of(c, nowNs, false).end().state().isConclusive()) {
            tell(ending);
          }
        }
      }
    }
    if (nowNs >= nextPassNs) {
      boolean first = nextPassNs == PacketTime.NONE;
      nextPassNs = nowNs + PASS_NS;
      if (!first) {
        silent(nowNs, table, c, ending);
      }
    }
  }

  private void silent(long nowNs, FlowTable table, Connection c, Ending ending) {
    for (int slot = 0; slot < table.slotLimit(); slot++) {
      if (table.inUse(slot)) {
        table.at(slot, c);
        if (nowNs - c.lastTimeNs() >= when.quietNs() && !isTold(c)) {
          ending.of(c, nowNs, false);
          if (when.open() || ending.verdict() != Verdict.OPEN) {
            tell(ending);
          }
        }
      }
    }
  }

  /** Whether {@code c} was told of and nothing of it has come since. */
  private static boolean isTold(Connection c) {
    return c.is(Connection.ANNOUNCED) && c.story().announced.lastTimeNs() == c.lastTimeNs();
  }

  private void tell(Ending ending) {
    if (ending.isNews(listener)) {
      listener.ended(ending);
    }
    ending.announce(listener); // it was silent for so long, be that news or not
  }
}
