package io.finrst.capture.live;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketTime;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Hands packets from the threads that capture or read them to the one that analyses them, and the time when there are
 * none: so that a connection can be told of although nothing more arrives.
 *
 * <p>Bounded: a producer waits when {@link #MOST_WAITING} batches are full, fewer where the heap is small, and what
 * arrives meanwhile stays with the kernel, which counts what it must drop. Nothing is allocated for a packet.
 */
public final class PacketQueue {
  /** Batches that wait at most: 38 MB, some hundred thousand packets. */
  static final int MOST_WAITING = 128;

  /** They take this part of the heap at most. */
  private static final int SHARE = 8;

  /** With fewer, producer and consumer would wait for each other at every turn. */
  static final int LEAST_WAITING = 4;

  /** The time is told at least so often, also between packets. */
  private static final long TICK_NS = 50_000_000L;

  private final int mostWaiting = mostWaiting(Runtime.getRuntime().maxMemory());
  private final ArrayDeque<PacketBatch> full = new ArrayDeque<>();
  private final ArrayDeque<PacketBatch> free = new ArrayDeque<>();
  private PacketBatch filling = new PacketBatch();
  private int producers;
  private boolean consumerWaits;

  // the consumer's own
  private PacketBatch emptying = new PacketBatch();
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

  /** How many full batches may wait in a heap of {@code heapBytes}. */
  static int mostWaiting(long heapBytes) {
    long fit = heapBytes / SHARE / PacketBatch.USUAL_SIZE;
    return (int) Math.max(LEAST_WAITING, Math.min(MOST_WAITING, fit));
  }

  /** Adds a copy of {@code packet}; waits while the queue is full. Any thread. */
  public synchronized void put(Packet packet) throws InterruptedException {
    while (!filling.hasRoomFor(packet)) {
      awaitRoom();
      pushFilling();
    }
    filling.add(packet);
    wakeConsumer();
  }

  /**
   * Adds the packets of {@code batch} at once, which belongs to the queue from now on; waits while the queue is full.
   * Any thread.
   *
   * @return an empty batch for the next packets
   */
  public synchronized PacketBatch put(PacketBatch batch) throws InterruptedException {
    awaitRoom();
    if (filling.count > 0) {
      pushFilling();
    }
    full.add(batch);
    wakeConsumer();
    return emptyBatch();
  }

  private void awaitRoom() throws InterruptedException {
    while (full.size() >= mostWaiting) {
      wait();
    }
  }

  private void pushFilling() {
    full.add(filling);
    filling = emptyBatch();
  }

  private PacketBatch emptyBatch() {
    return free.isEmpty() ? new PacketBatch() : free.pop();
  }

  /**
   * Lets the consumer meet a failure behind all packets put so far.
   *
   * @param failure an IOException or unchecked
   */
  public synchronized void fail(Throwable failure) {
    filling.failure = failure;
    pushFilling(); // the bound is for packets; failures are few
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

  /** Takes the next batch that holds anything; waits for it; false when nothing can come any more. */
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
    free.push(emptying); // the last one used is still in the processor's cache
    if (full.isEmpty()) {
      emptying = filling;
      filling = free.pop();
    } else {
      emptying = full.poll();
    }
    notifyAll();
    return true;
  }
}
