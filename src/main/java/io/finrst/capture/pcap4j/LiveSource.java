package io.finrst.capture.pcap4j;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.capture.live.PacketQueue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets of one or more interfaces as they come, numbered through, and the time between them (see {@link
 * PacketQueue}).
 */
public final class LiveSource implements PacketSource {
  private static final long LONGEST_DRAIN_NS = 5_000_000_000L;
  private static final int DRAIN_STEP_MS = 10;

  private final List<Sniffer> sniffers = new ArrayList<>();
  private final PacketQueue queue;
  private final long most;
  private boolean stopping;
  private long frames;

  /**
   * Begins to capture.
   *
   * @throws LibpcapException when libpcap is missing, an interface cannot be opened or the filter makes no sense
   */
  public LiveSource(LiveOptions options) throws LibpcapException {
    this(options, true);
  }

  /**
   * @param inBulk false to use the way that works everywhere
   */
  LiveSource(LiveOptions options, boolean inBulk) throws LibpcapException {
    Libpcap.require("live capture");
    most = options.packets();
    queue = new PacketQueue(options.interfaces().size());
    try {
      for (String name : options.interfaces()) {
        sniffers.add(new Sniffer(name, sniffers.size(), options, inBulk, queue));
      }
    } catch (LibpcapException e) {
      sniffers.forEach(Sniffer::close);
      throw e;
    }
    sniffers.forEach(Sniffer::start);
  }

  /** False after the last packet asked for, or when {@link #stop} was called and all until then was delivered. */
  @Override
  public boolean next(Packet packet) throws IOException {
    if (frames == most || !queue.next(packet)) {
      return false;
    }
    if (!packet.isClock()) {
      packet.frame = ++frames;
    }
    return true;
  }

  /**
   * Ends the capture with the packets that the kernel has by now: what it still holds is delivered, what comes later is
   * not. Any thread; returns at once.
   */
  public synchronized void stop() {
    if (!stopping) {
      stopping = true;
      Instant now = Instant.now();
      long nowNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
      sniffers.forEach(sniffer -> sniffer.stopAt(nowNs));
      Thread drain = new Thread(this::drain, "drain");
      drain.setDaemon(true);
      drain.start();
    }
  }

  private void drain() {
    long since = System.nanoTime();
    try {
      boolean drained = false;
      while (!drained && System.nanoTime() - since < LONGEST_DRAIN_NS) {
        Thread.sleep(DRAIN_STEP_MS);
        drained = sniffers.stream().allMatch(sniffer -> sniffer.isDrained(since));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sniffers.forEach(Sniffer::breakLoop);
  }

  /** Packets that the kernel and the interfaces dropped so far. */
  public long dropped() {
    long dropped = 0;
    for (Sniffer sniffer : sniffers) {
      dropped += sniffer.updateDrops();
    }
    return dropped;
  }

  /** The LINKTYPE_ value of each interface, in their order. */
  public List<Integer> linkTypes() {
    return sniffers.stream().map(Sniffer::linkType).toList();
  }

  @Override
  public List<CaptureInfo> captures() {
    return sniffers.stream().map(Sniffer::info).map(info -> info.delivered(info.packets(), 0, info.damage())).toList();
  }

  @Override
  public void close() {
    sniffers.forEach(Sniffer::breakLoop);
    sniffers.forEach(Sniffer::close);
  }
}
