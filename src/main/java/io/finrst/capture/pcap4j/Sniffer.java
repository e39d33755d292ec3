package io.finrst.capture.pcap4j;

import com.sun.jna.Platform;
import io.finrst.capture.CaptureException;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureTally;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketTime;
import io.finrst.capture.live.PacketBatch;
import io.finrst.capture.live.PacketQueue;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.sql.Timestamp;
import java.util.List;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.RawPacketListener;

/**
 * One interface, captured on a thread of its own: in bulk, or where that cannot be ({@link BulkReader#of}) by pcap4j's
 * loop, which takes several times the CPU for the same packets.
 */
final class Sniffer implements RawPacketListener {
  /** The kernel hands over what it has at least so often when not in immediate mode. */
  static final int TIMEOUT_MS = 100;

  private static final int PCAP_ERROR = -1;

  private final String name;
  private final int interfaceId;
  private final PcapHandle handle;
  private final int linkType;
  private final int snaplen;
  private final int fractionDigits;
  private final boolean inBulk;
  private final PacketQueue queue;
  private final Thread thread;
  private final Packet packet = new Packet();
  private final CaptureTally tally = new CaptureTally();

  private Throwable failure; // the capturing thread's own
  private volatile long lastPacketNs = System.nanoTime();
  private volatile long stopAtNs = Long.MAX_VALUE;
  private BulkReader bulkReader; // null where there is none
  private volatile long dropped;

  /**
   * Opens the interface; the kernel collects from now on.
   *
   * @param inBulk whether to read in bulk where that can be
   * @throws LibpcapException with libpcap's reason
   */
  Sniffer(String name, int interfaceId, LiveOptions options, boolean inBulk, PacketQueue queue)
      throws LibpcapException {
    this.name = name;
    this.interfaceId = interfaceId;
    this.inBulk = inBulk;
    this.queue = queue;
    this.snaplen = options.snaplen();
    handle = open(options);
    try {
      linkType = linkType(handle);
      boolean ordinary = LiveOptions.ORDINARY_LINK_TYPES.contains(linkType);
      String filter = options.filter().isEmpty() && ordinary ? options.otherwise() : options.filter();
      if (!filter.isEmpty()) {
        Foreign.call(
            () -> {
              handle.setFilter(filter, BpfCompileMode.OPTIMIZE, Bpf.NO_NETMASK);
              return null;
            });
      }
    } catch (PcapNativeException e) {
      handle.close();
      throw Bpf.refused(options.filter(), linkType(handle), e);
    }
    fractionDigits = handle.getTimestampPrecision() == TimestampPrecision.NANO ? 9 : 6;
    thread = new Thread(this::capture, "capture " + name);
    thread.setDaemon(true);
  }

  private boolean isLoopback() {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      return found != null && found.isLoopback();
    } catch (SocketException unknown) {
      return false;
    }
  }

  private PcapHandle open(LiveOptions options) throws LibpcapException {
    PcapHandle.Builder builder =
        new PcapHandle.Builder(name)
            .snaplen(options.snaplen())
            .bufferSize(options.bufferBytes())
            .immediateMode(options.immediate())
            .timeoutMillis(TIMEOUT_MS)
            .promiscuousMode(options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
            .direction(
                switch (options.direction()) {
                  case IN -> PcapDirection.IN;
                  case OUT -> PcapDirection.OUT;
                  case INOUT -> PcapDirection.INOUT;
                });
    try {
      return Foreign.call(() -> builder.timestampPrecision(TimestampPrecision.NANO).build());
    } catch (PcapNativeException noNanoseconds) {
      try {
        return Foreign.call(() -> builder.timestampPrecision(TimestampPrecision.MICRO).build());
      } catch (PcapNativeException e) {
        throw new LibpcapException(name + ": " + reason(e));
      }
    }
  }

  private String reason(PcapNativeException e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be opened");
    if (text.contains("permission") || text.contains("Operation not permitted")) {
      return "no right to capture; 'finrst doctor' says how to get it";
    }
    return text.startsWith(name + ": ") ? text.substring(name.length() + 2) : text.replaceFirst("^Error occurred: ", "");
  }

  private static int linkType(PcapHandle handle) {
    return Dlt.linkType(handle.getDlt());
  }

  /** From when it returns nothing is counted that is not shown. */
  void start() {
    bulkReader = inBulk ? BulkReader.of(handle, snaplen) : null;
    if (bulkReader != null && Platform.isLinux() && isLoopback()) {
      bulkReader.ignoreOutgoing();
    }
    thread.start();
  }

  private void capture() {
    try (BulkReader bulk = bulkReader) {
      if (bulk == null) {
        handle.loop(-1, this);
      } else {
        readInBulk(bulk);
      }
    } catch (PcapNativeException e) {
      failure = new CaptureException(name, -1, reason(e));
    } catch (InterruptedException | NotOpenException stopped) {
      // breakLoop
    } catch (RuntimeException | Error bug) {
      failure = bug;
    } finally {
      end();
    }
  }

  private void readInBulk(BulkReader bulk) throws PcapNativeException, InterruptedException, NotOpenException {
    PacketBatch batch = new PacketBatch();
    int result = 0;
    boolean more = true;
    while (result >= 0 && more) {
      result = bulk.read(batch);
      while (more && bulk.next(packet)) {
        more = packet.timeNs <= stopAtNs;
        if (more) {
          describe();
          batch.add(packet);
        }
      }
      if (!batch.isEmpty()) {
        lastPacketNs = System.nanoTime();
        batch = queue.put(batch);
      }
    }
    if (result == PCAP_ERROR) {
      throw new PcapNativeException(handle.getError());
    }
  }

  private void end() {
    updateDrops();
    if (failure != null) {
      CaptureException told =
          failure instanceof CaptureException known
              ? known
              : new CaptureException(name, -1, "capturing failed: " + failure);
      queue.fail(tally.damaged(told));
    }
    queue.end();
  }

  /** Whatever it threw pcap4j would only log, so it is kept and ends the loop. */
  @Override
  public void gotPacket(byte[] bytes) {
    if (failure != null) {
      return;
    }
    try {
      take(bytes);
    } catch (Throwable t) {
      failure = t;
      breakLoop();
    }
  }

  private void take(byte[] bytes) throws InterruptedException {
    Timestamp time = handle.getTimestamp();
    long timeNs = PacketTime.of(Math.floorDiv(time.getTime(), 1000L), time.getNanos());
    if (timeNs > stopAtNs) {
      breakLoop();
      return;
    }
    packet.data = bytes;
    packet.offset = 0;
    packet.capturedLength = bytes.length;
    packet.wireLength = handle.getOriginalLength();
    packet.timeNs = timeNs;
    describe();
    queue.put(packet);
    lastPacketNs = System.nanoTime();
  }

  /** Adds what all packets of this interface have in common. */
  private void describe() {
    packet.fractionDigits = fractionDigits;
    packet.interfaceId = interfaceId;
    packet.linkType = linkType;
    tally.count(packet);
  }

  /** Takes no packet later than {@code timeNs} and ends with the first such one. */
  void stopAt(long timeNs) {
    stopAtNs = timeNs;
  }

  /** Whether the kernel has handed over all it had when it was told to stop at {@code sinceNs} of the JVM's clock. */
  boolean isDrained(long sinceNs) {
    return !thread.isAlive() || System.nanoTime() - Math.max(sinceNs, lastPacketNs) > 2_000_000L * TIMEOUT_MS;
  }

  /** Ends the loop whatever the kernel still has. */
  void breakLoop() {
    try {
      handle.breakLoop();
    } catch (NotOpenException closed) {
      // it has ended
    }
  }

  /** Waits for the end of the loop, then frees the handle: closing earlier would wait for a lock the loop holds. */
  void close() {
    try {
      thread.join(TIMEOUT_MS * 10L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      handle.close();
    }
  }

  /** Asks the kernel how many packets it dropped so far. */
  long updateDrops() {
    try {
      PcapStat statistics = handle.getStats();
      dropped = statistics.getNumPacketsDropped() + statistics.getNumPacketsDroppedByIf();
    } catch (PcapNativeException | NotOpenException unknown) {
      // stays what it was
    }
    return dropped;
  }

  CaptureInfo info() {
    return tally.info(name, "live", List.of(linkType), snaplen, dropped);
  }

  int linkType() {
    return linkType;
  }
}
