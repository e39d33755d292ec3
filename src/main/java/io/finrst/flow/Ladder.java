package io.finrst.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The first and the last packets of a connection, for people to look at. */
final class Ladder {
  private final int keepFirst;
  private final int keepLast;
  private final List<LadderPacket> first = new ArrayList<>();
  private final ArrayDeque<LadderPacket> last = new ArrayDeque<>();

  /** Keeps {@code packets} in all, a quarter of them from the start. */
  Ladder(int packets) {
    keepFirst = packets / 4;
    keepLast = packets - keepFirst;
  }

  void add(LadderPacket packet) {
    if (first.size() < keepFirst) {
      first.add(packet);
      return;
    }
    if (last.size() == keepLast) {
      last.removeFirst();
    }
    last.addLast(packet);
  }

  List<LadderPacket> packets() {
    List<LadderPacket> all = new ArrayList<>(first);
    all.addAll(last);
    return List.copyOf(all);
  }
}
