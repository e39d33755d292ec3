package io.finrst;

import io.finrst.capture.CaptureException;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketKeeper;
import io.finrst.capture.PacketSource;
import io.finrst.diagnosis.PatternFinder;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.flow.Tracker;
import io.finrst.kernel.KernelLog;
import io.finrst.record.EndedConnection;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Outcome;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Source in, connections and a summary out. One use each; not thread-safe. */
public final class Analysis {
  private final ConnectionListener listener;
  private PacketKeeper keeper;
  private final PatternFinder patterns = new PatternFinder(KnownCauses.ALL);
  private final CurrentConnection current = new CurrentConnection();
  private final SegmentDecoder decoder;
  private final Tracker tracker;
  private final SkipCounts skipped = new SkipCounts();
  private final long[] verdicts = new long[Verdict.values().length];

  private volatile boolean stopped;
  private long packets;
  private long tcpPackets;
  private long firstTimeNs = Long.MAX_VALUE;
  private long lastTimeNs = Long.MIN_VALUE;
  private int fractionDigits;

  /** An analysis that tells {@code listener} of each connection. */
  public Analysis(AnalysisOptions options, ConnectionListener listener) {
    this.listener = listener;
    decoder = new SegmentDecoder(options.decapsulate(), options.verifyChecksums());
    tracker =
        new Tracker(
            this::ended,
            options.maxConnections(),
            options.ladderPackets(),
            options.ladderBytes(),
            options.announcing());
  }

  /**
   * Adds what kernels said to every connection.
   *
   * @param log their records of resets, null for none; more may be added meanwhile
   */
  public Analysis with(KernelLog log) {
    current.with(log);
    return this;
  }

  /**
   * Gives every packet of a connection to {@code taker} too, which the listener may ask for them.
   *
   * @param taker null for none
   */
  public Analysis with(PacketKeeper taker) {
    keeper = taker;
    return this;
  }

  /**
   * Reads {@code source} to its end. Damage to a capture does not throw: it stands in {@link
   * AnalysisSummary#captures}, and what was readable is analysed.
   *
   * @throws IOException when reading fails for another reason than the capture's content
   */
  public AnalysisSummary run(PacketSource source) throws IOException {
    Packet packet = new Packet();
    Segment segment = new Segment();
    boolean more = true;
    while (more) {
      try {
        read(source, packet, segment);
        more = false;
      } catch (CaptureException damage) {
        // noted by the source in its captures(); the next call goes on with the next file
      }
    }
    tracker.finish();
    return summary(source);
  }

  /**
   * Makes {@link #run} stop before the next packet and report what it has; may be called from
   * another thread.
   */
  public void stop() {
    stopped = true;
  }

  private void read(PacketSource source, Packet packet, Segment segment) throws IOException {
    while (!stopped && source.next(packet)) {
      if (packet.isClock()) {
        tracker.time(packet.timeNs);
        listener.onTime(this, packet.timeNs);
        continue;
      }
      packets++;
      long timeNs = packet.timeNs;
      if (timeNs < firstTimeNs) {
        firstTimeNs = timeNs;
      }
      if (timeNs > lastTimeNs) {
        lastTimeNs = timeNs;
      }
      Outcome outcome = decoder.decode(packet, segment);
      if (outcome == Outcome.TCP) {
        tcpPackets++;
        tracker.segment(segment, packet);
        if (keeper != null) {
          keeper.add(tracker.current(), packet);
        }
      } else if (outcome == Outcome.ICMP_ERROR) {
        tcpPackets++;
        if (tracker.icmpError(segment, packet) && keeper != null) {
          keeper.add(tracker.current(), packet);
        }
      } else {
        skipped.count(decoder.skippedAs());
      }
      if (packet.fractionDigits > fractionDigits) {
        fractionDigits = packet.fractionDigits;
      }
    }
  }

  private void ended(EndedConnection connection) {
    verdicts[connection.verdict().ordinal()]++;
    if (connection.supersedes() != null) {
      verdicts[connection.supersedes().ordinal()]--;
    }
    listener.onConnection(current.of(connection));
    if (!connection.isTranslated()) { // what servers have in common is counted once
      patterns.add(current);
    }
  }

  /** Packets read so far; on the analysing thread. */
  public long packets() {
    return packets;
  }

  /** Events that cannot happen where their connection stood, each ignored: faults of the tracker; 0 is right. */
  public long impossibleEvents() {
    return tracker.impossibleEvents();
  }

  /** Connections followed now, ended ones among them that still wait for late packets; on the analysing thread. */
  public int following() {
    return tracker.following();
  }

  /** Connections of which no end has been seen; on the analysing thread. */
  public int open() {
    return tracker.open();
  }

  /** Connections told of so far by verdict, worst first; on the analysing thread. */
  public Map<Verdict, Long> verdicts() {
    Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      if (verdicts[verdict.ordinal()] > 0) {
        byVerdict.put(verdict, verdicts[verdict.ordinal()]);
      }
    }
    return byVerdict;
  }

  private AnalysisSummary summary(PacketSource source) {
    Map<String, Long> skips = new LinkedHashMap<>(skipped.byFrequency());
    if (tracker.unjoinedIcmpErrors() > 0) {
      skips.put("ICMP error about a connection not in the capture", tracker.unjoinedIcmpErrors());
    }
    return new AnalysisSummary(
        source.captures(),
        packets,
        tcpPackets,
        skips,
        tracker.connections(),
        tracker.translated(),
        tracker.evicted(),
        verdicts(),
        packets == 0 ? 0 : firstTimeNs,
        packets == 0 ? 0 : lastTimeNs,
        fractionDigits,
        0,
        patterns.found());
  }
}
