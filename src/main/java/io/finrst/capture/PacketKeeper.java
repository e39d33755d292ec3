package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the packets of every connection until it is known which connections are worth a recording, and writes those:
 * from their first packet on, and what still comes of them. Connections follow each other in the file, so that times go
 * back between them.
 *
 * <p>Bounded: when more than {@link #MOST_BYTES} wait, or a quarter of the heap, the connections that have been silent the longest are forgotten.
 * Not thread-safe.
 */
public final class PacketKeeper implements PacketTaker, Closeable {
  private static final long MOST_BYTES = 128L << 20;

  /** What an object of the JVM and its place in a list cost, about. */
  private static final int OVERHEAD = 96;

  /** Connections whose numbers are remembered; late packets of older ones do not matter. */
  private static final int MOST_REMEMBERED = 1 << 16;

  private final PacketSink sink;
  private final long mostBytes;
  private final Map<Long, Kept> waiting = new LinkedHashMap<>(1 << 10, 0.75f, true); // longest silent first
  private final Set<Long> chosen = newest();
  private final Set<Long> forgotten = newest();
  private long bytes;
  private long cut;

  private static Set<Long> newest() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
          }
        });
  }

  private static final class Kept {
    private final List<Packet> packets = new ArrayList<>();
    private long bytes;
  }

  /**
   * @param sink closed with this
   */
  public PacketKeeper(PacketSink sink) {
    this(sink, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  PacketKeeper(PacketSink sink, long mostBytes) {
    this.sink = sink;
    this.mostBytes = mostBytes;
  }

  @Override
  public void add(long stream, Packet packet) throws IOException {
    if (chosen.contains(stream)) {
      sink.write(packet);
      return;
    }
    Kept kept = waiting.computeIfAbsent(stream, any -> new Kept());
    kept.packets.add(packet.copy());
    long size = packet.capturedLength + OVERHEAD;
    kept.bytes += size;
    bytes += size;
    while (bytes > mostBytes) {
      forgetOne();
    }
  }

  private void forgetOne() {
    Iterator<Map.Entry<Long, Kept>> oldest = waiting.entrySet().iterator();
    Map.Entry<Long, Kept> entry = oldest.next();
    bytes -= entry.getValue().bytes;
    forgotten.add(entry.getKey());
    oldest.remove();
  }

  /** Writes what is kept of connection {@code stream}, and from now on what comes. */
  public void save(long stream) throws IOException {
    if (!chosen.add(stream)) {
      return;
    }
    cut += forgotten.remove(stream) ? 1 : 0;
    Kept kept = waiting.remove(stream);
    if (kept != null) {
      bytes -= kept.bytes;
      for (Packet packet : kept.packets) {
        sink.write(packet);
      }
    }
    sink.flush();
  }

  /** Connections saved whose first packets had been forgotten. */
  public long cut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
