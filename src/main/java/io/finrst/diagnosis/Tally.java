package io.finrst.diagnosis;

import io.finrst.wire.Address;
import java.util.TreeSet;

/** Connections to one host that ended alike; of those that never came about, one client's. */
final class Tally {
  /** More are not listed. */
  private static final int MOST_PORTS = 16;

  final Kind kind;
  final Address host; // null for hosts that are not kept
  final ClientTally client; // null where it does not matter, or is not kept
  private final TreeSet<Integer> ports = new TreeSet<>();
  private boolean morePorts;
  private long connections;
  private long clients;
  private long firstStream = Long.MAX_VALUE;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private long shortestNs = Long.MAX_VALUE;
  private long longestNs;

  Tally(Kind kind, Address host, ClientTally client) {
    this.kind = kind;
    this.host = host;
    this.client = client;
  }

  /** One more. */
  void add(long stream, int port, boolean isNewClient) {
    connections++;
    clients += isNewClient ? 1 : 0;
    firstStream = Math.min(firstStream, stream);
    port(port);
  }

  /** When it ended. */
  void at(long timeNs) {
    firstNs = Math.min(firstNs, timeNs);
    lastNs = Math.max(lastNs, timeNs);
  }

  /** The silence before it ended, where that is known. */
  void after(long silenceNs) {
    shortestNs = Math.min(shortestNs, silenceNs);
    longestNs = Math.max(longestNs, silenceNs);
  }

  void takeBack() {
    connections--;
  }

  /** Adds what {@code other} counted. */
  void add(Tally other) {
    connections += other.connections;
    clients += other.clients;
    firstStream = Math.min(firstStream, other.firstStream);
    firstNs = Math.min(firstNs, other.firstNs);
    lastNs = Math.max(lastNs, other.lastNs);
    shortestNs = Math.min(shortestNs, other.shortestNs);
    longestNs = Math.max(longestNs, other.longestNs);
    morePorts |= other.morePorts;
    other.ports.forEach(this::port);
  }

  private void port(int port) {
    if (ports.size() < MOST_PORTS) {
      ports.add(port);
    } else {
      morePorts |= !ports.contains(port);
    }
  }

  long connections() {
    return connections;
  }

  long firstStream() {
    return firstStream;
  }

  long firstNs() {
    return firstNs;
  }

  long lastNs() {
    return lastNs;
  }

  long shortestSilenceNs() {
    return shortestNs == Long.MAX_VALUE ? 0 : shortestNs;
  }

  long longestSilenceNs() {
    return longestNs;
  }

  Group.Host asHost(long ofConnections) {
    return new Group.Host(
        host, connections, ofConnections, ports.stream().toList(), morePorts, Math.max(1, clients), firstStream);
  }
}
