package io.finrst.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Captures as one stream whose packets are numbered through: one after the other, and those that overlap in time merged
 * by the times of their packets as mergecap does, since both directions of a tap make one connection. Of packets with
 * the same time that of the capture which began first comes first.
 *
 * <p>While one file is read, the first packet of the next one waits. What can be read only once is neither opened early
 * nor merged: its packets may be a long time coming.
 */
public final class CaptureSequence implements PacketSource {
  /** Each takes a buffer and a file descriptor. */
  static final int MOST_OPEN = 512;

  private static final String LATE =
      "more than " + MOST_OPEN + " captures overlap in time; its first packets came late";

  private static final byte[] NO_BYTES = {};

  /** A capture, and what of it waits to be delivered: its next packet, or why there is none. */
  private static final class Member {
    private final int place; // in the order of opening
    private final int series; // which of the series of files it belongs to
    private final boolean mayMerge;
    private final Packet packet = new Packet();
    private SingleCapture capture; // null when it has ended
    private CaptureInfo info; // null until then
    private CaptureException damage;
    private boolean waiting;
    private boolean started;
    private boolean late;
    private long firstFrame;
    private long delivered;

    Member(int place, int series, boolean mayMerge, SingleCapture capture) {
      this.place = place;
      this.series = series;
      this.mayMerge = mayMerge;
      this.capture = capture;
    }

    boolean isBefore(Member other) {
      return timeNs() < other.timeNs() || timeNs() == other.timeNs() && place < other.place;
    }

    /** Damage of a file that has told nothing yet comes after all packets. */
    long timeNs() {
      return damage == null ? packet.timeNs : PacketTime.NEVER;
    }

    CaptureInfo info() {
      CaptureInfo told = info == null ? capture.info() : info;
      String damage = late && told.damage() == null ? LATE : told.damage();
      return told.delivered(delivered, firstFrame, damage);
    }

    /** Closes it and lets its buffer go. */
    void end() {
      info = info();
      capture.close();
      capture = null;
      packet.data = NO_BYTES;
    }
  }

  private final List<String> names;
  private final List<Boolean> readOnce = new ArrayList<>(); // of each name, whether it is
  private final Map<String, Integer> series = new HashMap<>(); // of names, with their numbers
  private final Function<String, SingleCapture> opener;
  private final List<Member> members = new ArrayList<>(); // in the order of opening
  private final List<Member> waiting = new ArrayList<>(); // those with something to deliver but the current one
  private final FrameOrigins origins = new FrameOrigins();
  private Member current;
  private Member previous; // who gave the last packet
  private boolean lookedAhead; // one of those that wait has not started
  private boolean crowded; // one could not be opened in time
  private long nextTimeNs = PacketTime.NEVER; // the earliest time that waits
  private long latestNs = PacketTime.NONE; // the latest time that was delivered
  private int nextName;
  private int open;
  private long frames;

  /**
   * @param names captures in the order of their first packets
   * @param opener makes a capture of a name when its turn has come; problems wait until its first packet is asked for
   */
  public CaptureSequence(List<String> names, Function<String, SingleCapture> opener) {
    this.names = List.copyOf(names);
    names.forEach(name -> readOnce.add(FileNames.isReadOnce(name)));
    this.opener = opener;
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    while (current != null || elect()) {
      if (current.waiting) {
        takeWaiting(packet);
      } else if (!read(packet)) {
        continue;
      } else if (packet.timeNs >= nextTimeNs && !waiting.isEmpty()) {
        packet.lendTo(current.packet);
        current.waiting = true;
        waiting.add(current);
        current = earliest();
        takeWaiting(packet);
      }
      packet.frame = ++frames;
      packet.interfaceId |= current.series << Packet.SERIES_SHIFT;
      latestNs = Math.max(latestNs, packet.timeNs);
      if (current != previous) {
        previous = current;
        origins.turn(frames, current.place, current.delivered);
      }
      if (current.delivered++ == 0) {
        current.firstFrame = frames;
      }
      return true;
    }
    return false;
  }

  private boolean read(Packet packet) throws CaptureException {
    boolean filled = false;
    try {
      filled = current.capture.next(packet);
    } finally {
      if (!filled) {
        end(current);
        current = null;
      }
    }
    return filled;
  }

  private void takeWaiting(Packet packet) throws CaptureException {
    current.waiting = false;
    if (current.damage != null) {
      CaptureException damage = current.damage;
      current = null;
      throw damage;
    }
    current.packet.lendTo(packet);
  }

  private void end(Member member) {
    member.end();
    open--;
  }

  /** Finds the capture to go on with; false when there is none. */
  private boolean elect() {
    if (!waiting.isEmpty()) {
      current = earliest();
      return true;
    }
    if (nextName == names.size()) {
      return false;
    }
    current = open();
    current.started = true;
    if (current.mayMerge) {
      lookAhead();
    }
    return true;
  }

  private Member open() {
    boolean mayMerge = !readOnce.get(nextName);
    String name = names.get(nextName++);
    int ofSeries = series.computeIfAbsent(FileNames.series(name), any -> series.size());
    Member member = new Member(members.size(), ofSeries, mayMerge, opener.apply(name));
    members.add(member);
    origins.add(name);
    open++;
    return member;
  }

  /** Takes the one of those that wait whose time is the earliest, of several the one that began first. */
  private Member earliest() {
    int first = 0;
    long second = PacketTime.NEVER;
    for (int i = 1; i < waiting.size(); i++) {
      Member each = waiting.get(i);
      boolean before = each.isBefore(waiting.get(first));
      second = Math.min(second, (before ? waiting.get(first) : each).timeNs());
      first = before ? i : first;
    }
    Member earliest = waiting.remove(first);
    nextTimeNs = second;
    if (!earliest.started) {
      earliest.started = true;
      lookedAhead = false;
    }
    lookAhead();
    return earliest;
  }

  /** Opens the next file up to its first packet, when none is open so already. */
  private void lookAhead() {
    while (!lookedAhead && nextName < names.size() && !readOnce.get(nextName)) {
      if (open >= MOST_OPEN) {
        crowded = true;
        return;
      }
      Member next = open();
      try {
        next.waiting = next.capture.next(next.packet);
      } catch (CaptureException e) {
        next.damage = e;
        next.waiting = true;
      }
      if (next.waiting) {
        waiting.add(next);
        nextTimeNs = Math.min(nextTimeNs, next.timeNs());
      }
      if (next.waiting && next.damage == null) {
        next.late = crowded && next.packet.timeNs < latestNs;
        lookedAhead = true;
      } else {
        next.started = true;
        end(next);
      }
    }
  }

  /** Where the last packet came from, which still stands behind it. */
  SingleCapture latest() {
    return current.capture;
  }

  /** Whether nothing is left to read but the capture that is being read. */
  public boolean isAtLast() {
    return nextName == names.size() && waiting.isEmpty();
  }

  @Override
  public FrameOrigins origins() {
    return origins;
  }

  @Override
  public List<CaptureInfo> captures() {
    return members.stream().filter(member -> member.started).map(Member::info).toList();
  }

  @Override
  public void close() {
    nextName = names.size();
    if (current != null && current.capture != null) {
      waiting.add(current);
    }
    current = null;
    waiting.stream().filter(member -> member.capture != null).forEach(this::end);
    waiting.clear();
  }
}
