package io.finrst.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Time, the network and a tap somewhere on it. */
final class World {
  static final long MS = 1_000_000L;
  static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long LONGEST_NS = 400_000 * MS;

  private record Due(long timeNs, long number, Runnable what) {}

  final Random random;
  final List<Packet> captured = new ArrayList<>();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::timeNs).thenComparingLong(Due::number));
  private long numbers;
  private final Host[] hosts = new Host[2];

  private final long delayNs;
  private final double jitter;
  private final double loss;
  private final double duplicates;
  private final double tapAt; // 0 at the client, 1 at the server
  private final long[] lastAtTap = new long[2];
  private final boolean reorders;
  private long nowNs = START_NS;

  World(Random random) {
    this.random = random;
    delayNs = (long) (MS * Math.pow(10, -0.7 + 2.6 * random.nextDouble())); // 0.2 to 80 ms
    jitter = random.nextInt(3) == 0 ? 0.4 * random.nextDouble() : 0;
    reorders = random.nextBoolean();
    loss = random.nextInt(3) == 0 ? 0.1 * random.nextDouble() : 0;
    duplicates = random.nextInt(5) == 0 ? 0.03 : 0;
    tapAt = switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 1;
      default -> random.nextDouble();
    };
  }

  void join(Host client, Host server) {
    hosts[0] = client;
    hosts[1] = server;
  }

  long nowNs() {
    return nowNs;
  }

  void in(long ns, Runnable what) {
    queue.add(new Due(nowNs + ns, numbers++, what));
  }

  /** Runs until nothing happens any more. */
  void run() {
    while (!queue.isEmpty() && queue.peek().timeNs < START_NS + LONGEST_NS) {
      Due next = queue.poll();
      nowNs = next.timeNs;
      next.what.run();
    }
  }

  /** When the capture ends. */
  long endNs() {
    return START_NS + LONGEST_NS;
  }

  void send(Packet packet) {
    way(packet);
    if (duplicates > 0 && random.nextDouble() < duplicates) {
      way(packet);
    }
  }

  private void way(Packet packet) {
    long wayNs = (long) (delayNs * (1 + jitter * random.nextDouble()));
    double part = packet.side == 0 ? tapAt : 1 - tapAt;
    boolean lost = random.nextDouble() < loss;
    boolean lostBefore = lost && random.nextDouble() < part;
    if (lostBefore) {
      return;
    }
    long tapNs = nowNs + (long) (wayNs * part);
    if (!reorders) {
      tapNs = Math.max(tapNs, lastAtTap[packet.side] + 1);
      lastAtTap[packet.side] = tapNs;
    }
    long restNs = Math.max(1, (long) (wayNs * (1 - part)));
    queue.add(new Due(tapNs, numbers++, () -> tap(packet, lost, restNs)));
  }

  private void tap(Packet packet, boolean lost, long restNs) {
    packet.capturedNs = nowNs;
    captured.add(packet);
    if (!lost) {
      in(restNs, () -> hosts[1 - packet.side].arrive(packet));
    }
  }
}
