package io.finrst.capture.live;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketTime;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Hands packets from the threads that capture or read them to the one that analyses them, and the time when there are
 * none: so that a connection can be told of although nothing more arrives.
 *
 * <p>Bounded: a producer waits when {@link #MOST_WAITING} chunks are full, and what arrives meanwhile stays with the
 * kernel, which counts what it must drop. Nothing is allocated for a packet.
 */
public final class PacketQueue {
  private static final int CHUNK_BYTES = 256 << 10;
  private static final int CHUNK_PACKETS = 1024;
  private static final int MOST_WAITING = 128;

  /** The time is told at least so often, also between packets. */
  private static final long TICK_NS = 50_000_000L;

  private final ArrayDeque<Chunk> full = new ArrayDeque<>();
  private final ArrayDeque<Chunk> free = new ArrayDeque<>();
  private Chunk filling = new Chunk();
  private int producers;
  private boolean consumerWaits;

  // the consumer's own
  private Chunk emptying = new Chunk();
  private int nextPacket;
  private long lastTickNs = System.nanoTime();
  private long newestTimeNs;
  private long newestSeenNs;
  private boolean begun;

  /**
   * @param producers threads that will put packets and each say {@link #end}
   */
  public PacketQueue(int producers) {
    this.producers = producers;
  }

  /** Adds a copy of {@code packet}; waits while the queue is full. Any thread. */
  public synchronized void put(Packet packet) throws InterruptedException {
    while (!filling.hasRoomFor(packet)) {
      if (full.size() < MOST_WAITING) {
        full.add(filling);
        filling = free.isEmpty() ? new Chunk() : free.poll();
      } else {
        wait();
      }
    }
    filling.add(packet);
    wakeConsumer();
  }

  /**
   * Lets the consumer meet a failure behind all packets put so far.
   *
   * @param failure an IOException or unchecked
   */
  public synchronized void fail(Throwable failure) {
    filling.failure = failure;
    full.add(filling); // the bound is for packets; failures are few
    filling = free.isEmpty() ? new Chunk() : free.poll();
    wakeConsumer();
  }

  /** Says that the calling producer has nothing more. */
  public synchronized void end() {
    producers--;
    wakeConsumer();
  }

  private void wakeConsumer() {
    if (consumerWaits) {
      consumerWaits = false;
      notifyAll();
    }
  }

  /**
   * Fills {@code packet} with the next packet, or with the time ({@link Packet#isClock}) when none has come for a
   * moment. The time is that of the newest packet plus what has passed since. One thread only.
   *
   * @return false when all producers have ended and nothing is left
   * @throws IOException what a producer put in place of a packet, as it may throw unchecked exceptions; the next call
   *     goes on
   */
  public boolean next(Packet packet) throws IOException {
    while (nextPacket == emptying.count) {
      if (emptying.failure != null) {
        throwFailure();
      }
      long now = System.nanoTime();
      if (now - lastTickNs >= TICK_NS) {
        lastTickNs = now;
        clock(packet, now);
        return true;
      }
      if (!swap(TICK_NS - (now - lastTickNs))) {
        return false;
      }
    }
    emptying.get(nextPacket++, packet);
    if (nextPacket == emptying.count) {
      newestSeenNs = System.nanoTime();
      boolean setBack = newestTimeNs - packet.timeNs >= PacketTime.SET_BACK_NS;
      newestTimeNs = begun && !setBack ? Math.max(newestTimeNs, packet.timeNs) : packet.timeNs;
      begun = true;
    }
    return true;
  }

  private void throwFailure() throws IOException {
    Throwable failure = emptying.failure;
    emptying.failure = null;
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  private void clock(Packet packet, long now) {
    packet.capturedLength = 0;
    packet.linkType = Packet.CLOCK;
    packet.timeNs = begun ? newestTimeNs + (now - newestSeenNs) : PacketTime.NONE;
  }

  /** Takes the next chunk that holds anything; waits for it; false when nothing can come any more. */
  private synchronized boolean swap(long longestNs) {
    emptying.clear();
    nextPacket = 0;
    if (full.isEmpty() && filling.count == 0) {
      if (producers == 0) {
        return false;
      }
      consumerWaits = true;
      try {
        wait(longestNs / 1_000_000L, (int) (longestNs % 1_000_000L));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      consumerWaits = false;
      if (full.isEmpty() && filling.count == 0) {
        return true;
      }
    }
    free.add(emptying);
    if (full.isEmpty()) {
      emptying = filling;
      filling = free.poll();
    } else {
      emptying = full.poll();
    }
    notifyAll();
    return true;
  }

  /** Some packets, their bytes one after the other. */
  private static final class Chunk {
    private byte[] bytes = new byte[CHUNK_BYTES];
    private int used;
    private int count;
    private Throwable failure;
    private final long[] timeNs = new long[CHUNK_PACKETS];
    private final long[] frame = new long[CHUNK_PACKETS];
    private final int[] offset = new int[CHUNK_PACKETS];
    private final int[] capturedLength = new int[CHUNK_PACKETS];
    private final int[] wireLength = new int[CHUNK_PACKETS];
    private final int[] fractionDigits = new int[CHUNK_PACKETS];
    private final int[] interfaceId = new int[CHUNK_PACKETS];
    private final int[] linkType = new int[CHUNK_PACKETS];

    /** An empty chunk takes a packet of any size. */
    boolean hasRoomFor(Packet p) {
      return count == 0 || count < CHUNK_PACKETS && p.capturedLength <= bytes.length - used;
    }

    void add(Packet p) {
      if (p.capturedLength > bytes.length - used) {
        bytes = Arrays.copyOf(bytes, used + p.capturedLength);
      }
      System.arraycopy(p.data, p.offset, bytes, used, p.capturedLength);
      timeNs[count] = p.timeNs;
      frame[count] = p.frame;
      offset[count] = used;
      capturedLength[count] = p.capturedLength;
      wireLength[count] = p.wireLength;
      fractionDigits[count] = p.fractionDigits;
      interfaceId[count] = p.interfaceId;
      linkType[count] = p.linkType;
      used += p.capturedLength;
      count++;
    }

    void get(int i, Packet p) {
      p.data = bytes;
      p.offset = offset[i];
      p.capturedLength = capturedLength[i];
      p.wireLength = wireLength[i];
      p.timeNs = timeNs[i];
      p.frame = frame[i];
      p.fractionDigits = fractionDigits[i];
      p.interfaceId = interfaceId[i];
      p.linkType = linkType[i];
    }

    void clear() {
      used = 0;
      count = 0;
    }
  }
}
