package io.finrst.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Captures as one stream whose packets are numbered through: one after the other, and those that overlap in time merged
 * by the times of their packets as mergecap does, since both directions of a tap make one connection.
 *
 * <p>While one regular file is read, the first packet of the next one waits. What can be read only once is neither
 * opened early nor merged: its packets may be a long time coming.
 */
public final class CaptureSequence implements PacketSource {
  /** Each has a buffer and a file descriptor; of more that overlap, the rest comes late. */
  private static final int MOST_OPEN = 64;

  private static final long NONE_WAITS = Long.MAX_VALUE;

  /** A capture, and what of it waits to be delivered: a packet, or why there is none. */
  private static final class Turn {
    private final int place; // in the order of opening
    private final boolean regular;
    private final Packet packet = new Packet();
    private SingleCapture capture; // null when it has ended
    private CaptureInfo info; // null until then
    private CaptureException damage;
    private boolean waiting;
    private boolean started;
    private long firstFrame;

    Turn(int place, boolean regular, SingleCapture capture) {
      this.place = place;
      this.regular = regular;
      this.capture = capture;
    }

    boolean isBefore(Turn other) {
      return timeNs() < other.timeNs() || timeNs() == other.timeNs() && place < other.place;
    }

    /** Damage of a file that has told nothing yet comes after all packets. */
    long timeNs() {
      return damage == null ? packet.timeNs : NONE_WAITS;
    }

    CaptureInfo info() {
      return info == null ? capture.info().startingAt(firstFrame) : info;
    }

    void end() {
      info = info();
      capture.close();
      capture = null;
    }
  }

  private final List<String> names;
  private final Function<String, SingleCapture> opener;
  private final List<Turn> turns = new ArrayList<>(); // in the order of opening
  private final List<Turn> others = new ArrayList<>(); // open, with something waiting
  private Turn lead;
  private boolean ahead; // one of the others has not started
  private long nextTimeNs = NONE_WAITS; // the earliest time that waits
  private int nextName;
  private long frames;

  /**
   * @param names captures in the order of their first packets
   * @param opener makes a capture of a name when its turn has come; problems wait until its first packet is asked for
   */
  public CaptureSequence(List<String> names, Function<String, SingleCapture> opener) {
    this.names = List.copyOf(names);
    this.opener = opener;
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    while (lead != null || elect()) {
      if (lead.waiting) {
        takeWaiting(packet);
      } else if (!read(packet)) {
        continue;
      } else if (packet.timeNs >= nextTimeNs) {
        packet.lendTo(lead.packet);
        lead.waiting = true;
        others.add(lead);
        lead = earliest();
        takeWaiting(packet);
      }
      packet.frame = ++frames;
      if (lead.firstFrame == 0) {
        lead.firstFrame = frames;
      }
      return true;
    }
    return false;
  }

  private boolean read(Packet packet) throws CaptureException {
    boolean filled = false;
    try {
      filled = lead.capture.next(packet);
    } finally {
      if (!filled) {
        endLead();
      }
    }
    return filled;
  }

  private void takeWaiting(Packet packet) throws CaptureException {
    lead.waiting = false;
    if (lead.damage != null) {
      CaptureException damage = lead.damage;
      endLead();
      throw damage;
    }
    lead.packet.lendTo(packet);
  }

  private void endLead() {
    lead.end();
    lead = null;
  }

  /** Finds the capture to go on with; false when there is none. */
  private boolean elect() {
    if (!others.isEmpty()) {
      lead = earliest();
      return true;
    }
    if (nextName == names.size()) {
      return false;
    }
    lead = open();
    lead.started = true;
    lookAhead(lead.regular);
    return true;
  }

  private Turn open() {
    String name = names.get(nextName++);
    Turn turn = new Turn(turns.size(), FileNames.isRegular(name), opener.apply(name));
    turns.add(turn);
    return turn;
  }

  /** Takes the one of the others whose time is the earliest, of several the one that began first. */
  private Turn earliest() {
    Turn earliest = others.get(0);
    for (Turn each : others) {
      if (each.isBefore(earliest)) {
        earliest = each;
      }
    }
    others.remove(earliest);
    if (!earliest.started) {
      earliest.started = true;
      ahead = false;
    }
    lookAhead(true);
    nextTimeNs = NONE_WAITS;
    for (Turn each : others) {
      nextTimeNs = Math.min(nextTimeNs, each.timeNs());
    }
    return earliest;
  }

  /** Opens the next regular file up to its first packet, when none is open so already. */
  private void lookAhead(boolean mayMerge) {
    while (mayMerge && !ahead && others.size() + 1 < MOST_OPEN && nextName < names.size()
        && FileNames.isRegular(names.get(nextName))) {
      Turn turn = open();
      try {
        turn.waiting = turn.capture.next(turn.packet);
      } catch (CaptureException e) {
        turn.damage = e;
        turn.waiting = true;
      }
      if (turn.waiting) {
        others.add(turn);
        ahead = true;
        nextTimeNs = Math.min(nextTimeNs, turn.timeNs());
      } else {
        turn.end();
      }
    }
  }

  @Override
  public List<CaptureInfo> captures() {
    return turns.stream().filter(turn -> turn.started || turn.info != null).map(Turn::info).toList();
  }

  @Override
  public void close() {
    nextName = names.size();
    others.forEach(Turn::end);
    others.clear();
    if (lead != null) {
      endLead();
    }
  }
}
