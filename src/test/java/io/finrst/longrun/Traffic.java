package io.finrst.longrun;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.kernel.Heard;
import io.finrst.record.KernelReset;
import io.finrst.script.Frame;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Connections of all kinds beside each other, their packets in the order of time and the clock as live sources tell it,
 * as fast as they are read. The kernels of the servers say why they send resets.
 */
final class Traffic implements PacketSource {
  static final long NS_PER_S = 1_000_000_000L;
  static final long START_NS = 1_700_000_000L * NS_PER_S;
  private static final long TICK_NS = NS_PER_S / 20;
  private static final int TEMPLATE_CLIENT = 0x0A000001;
  private static final int CLIENTS = 0x0A010000;
  private static final int SERVICES = 0xC0000201; // 192.0.2.1
  private static final int[] SERVICE_PORTS = {80, 443, 5432, 6379, 8080};
  private static final int SCANNED_HOSTS = 0xC6120000; // 198.18.0.0
  private static final int CLIENT_PORTS = 50_000;

  private final long highUntilNs;
  private final long endNs;
  private final Heard kernel;
  private final PriorityQueue<Going> going = new PriorityQueue<>();
  private final Map<Verdict, Long> expected = new EnumMap<>(Verdict.class);
  private int connections;
  private int ports;
  private int hosts;
  private long packets;
  private long tickNs = START_NS;

  /** One connection between its first and its last packet. */
  private static final class Going implements Comparable<Going> {
    private final Kind kind;
    private final int number;
    private final long startNs;
    private Endpoint client;
    private Endpoint server;
    private int next;
    private long nextNs;

    Going(Kind kind, int number, long startNs) {
      this.kind = kind;
      this.number = number;
      this.startNs = startNs;
      nextNs = startNs;
    }

    @Override
    public int compareTo(Going other) {
      int byTime = Long.compare(nextNs, other.nextNs);
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
  }

  /**
   * @param highSeconds how long traffic is at its highest
   * @param seconds when the last connections begin
   */
  Traffic(List<Kind> kinds, int highSeconds, int seconds, Heard kernel) {
    highUntilNs = START_NS + highSeconds * NS_PER_S;
    endNs = START_NS + seconds * NS_PER_S;
    this.kernel = kernel;
    kinds.forEach(kind -> going.add(new Going(kind, connections++, START_NS)));
  }

  /** How all that has begun ends. */
  Map<Verdict, Long> expected() {
    return expected;
  }

  @Override
  public boolean next(Packet packet) {
    Going next = going.peek();
    if (next == null) {
      return false;
    }
    if (next.nextNs - tickNs >= TICK_NS) {
      tickNs += TICK_NS;
      packet.linkType = Packet.CLOCK;
      packet.timeNs = tickNs;
      return true;
    }
    going.poll();
    if (next.next == 0) {
      begin(next);
    }
    send(next, packet);
    next.next++;
    if (next.next < next.kind.frames().size()) {
      next.nextNs = next.startNs + next.kind.frames().get(next.next).timeNs() - next.kind.frames().get(0).timeNs();
      going.add(next);
    }
    return true;
  }

  private void begin(Going it) {
    Kind kind = it.kind;
    int client = it.number;
    it.client = endpoint(CLIENTS + client / CLIENT_PORTS, 10_000 + client % CLIENT_PORTS);
    it.server =
        switch (kind.target()) {
          case SERVICE -> endpoint(SERVICES + client % 8, SERVICE_PORTS[client % SERVICE_PORTS.length]);
          case NEXT_PORT -> endpoint(SCANNED_HOSTS, 1 + ports++ % 65_535);
          case NEXT_HOST -> endpoint(SCANNED_HOSTS + ++hosts, 23);
        };
    kind.verdicts().forEach((verdict, count) -> expected.merge(verdict, (long) count, Long::sum));
    double perSecond = it.startNs < highUntilNs ? kind.perSecondFirst() : kind.perSecondLater();
    if (perSecond > 0) {
      long nextNs = it.startNs + (long) (NS_PER_S / perSecond);
      if (nextNs < endNs) {
        going.add(new Going(kind, connections++, nextNs));
      }
    }
  }

  private static Endpoint endpoint(int address, int port) {
    return new Endpoint(new Address(4, 0, address & 0xFFFFFFFFL), port);
  }

  private void send(Going it, Packet packet) {
    Frame frame = it.kind.frames().get(it.next);
    byte[] bytes = frame.bytes().clone();
    ByteBuffer ip = ByteBuffer.wrap(bytes);
    boolean icmp = bytes[9] == 1;
    if (icmp) {
      ip.putInt(16, (int) it.client.address().lo());
      ip = ByteBuffer.wrap(bytes, 28, bytes.length - 28).slice();
    }
    boolean fromClient = ip.getInt(12) == TEMPLATE_CLIENT;
    Endpoint from = fromClient ? it.client : it.server;
    Endpoint to = fromClient ? it.server : it.client;
    ip.putInt(12, (int) from.address().lo()).putInt(16, (int) to.address().lo());
    ip.putShort(20, (short) from.port()).putShort(22, (short) to.port());
    packet.data = bytes;
    packet.offset = 0;
    packet.capturedLength = bytes.length;
    packet.wireLength = frame.wireLength();
    packet.timeNs = it.nextNs;
    packet.fractionDigits = 9;
    packet.frame = ++packets;
    packet.linkType = frame.linkType();
    if (!icmp && !fromClient && (bytes[33] & 4) != 0 && it.kind.reason() != null) {
      kernel.add(
          new KernelReset(it.nextNs, KernelReset.Action.SENT, from, to, it.kind.reason(), "CLOSE", "server-1"));
    }
  }

  @Override
  public List<CaptureInfo> captures() {
    long lastNs = tickNs;
    return List.of(new CaptureInfo("traffic", "live", List.of(101), packets, 1, START_NS, lastNs, 0, -1, ClockFaults.NONE,
        null));
  }

  @Override
  public void close() {}
}
