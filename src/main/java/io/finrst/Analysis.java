package io.finrst;

import io.finrst.capture.CaptureException;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.capture.PacketTaker;
import io.finrst.capture.PacketTime;
import io.finrst.diagnosis.PatternFinder;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.flow.EndingListener;
import io.finrst.flow.Tracker;
import io.finrst.kernel.KernelLog;
import io.finrst.record.EndedConnection;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Outcome;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Source in, connections and a summary out. One use each; not thread-safe. */
public final class Analysis {
  private static final int RESERVE_BYTES = 1 << 20;

  private final ConnectionListener listener;
  private PacketTaker taker;
  private SegmentTap tap;
  private final PatternFinder patterns = new PatternFinder(KnownCauses.ALL);
  private final CurrentConnection current = new CurrentConnection();
  private final SegmentDecoder decoder;
  private final Tracker tracker;
  private final Packet packet = new Packet();
  private final Segment segment = new Segment();
  private final SkipCounts skipped = new SkipCounts();
  private final Map<Shown, Long> missing = new EnumMap<>(Shown.class);
  private final long[] verdicts = new long[Verdict.values().length];

  private volatile boolean stopped;
  private byte[] reserve = new byte[RESERVE_BYTES]; // let go when memory ends, so that the rest can be told
  private long packets;
  private long tcpPackets;
  private long firstTimeNs = PacketTime.NEVER;
  private long lastTimeNs = PacketTime.NONE;
  private int fractionDigits;

  /** An analysis that tells {@code listener} of each connection. */
  public Analysis(AnalysisOptions options, ConnectionListener listener) {
    this.listener = listener;
    decoder = new SegmentDecoder(options.decapsulate(), options.verifyChecksums());
    tracker =
        new Tracker(
            new EndingListener() {
              @Override
              public void ended(EndedConnection connection) {
                Analysis.this.ended(connection);
              }

              @Override
              public int answer(EndedConnection connection) {
                return current.of(connection).diagnosis().answer();
              }
            },
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
  public Analysis with(PacketTaker taker) {
    this.taker = taker;
    return this;
  }

  /**
   * Shows every segment to {@code taker} too, once it is known which connection it belongs to.
   *
   * @param taker null for none
   */
  public Analysis with(SegmentTap taker) {
    tap = taker;
    return this;
  }

  /**
   * Reads {@code source} to its end. Damage to a capture does not throw: it stands in {@link
   * AnalysisSummary#captures}, and what was readable is analysed. So does the end of memory.
   *
   * @throws IOException when reading fails for another reason than the capture's content
   */
  public AnalysisSummary run(PacketSource source) throws IOException {
    read(source, PacketTime.NEVER);
    return finish(source);
  }

  /**
   * Reads {@code source} up to the first packet that is later than {@code untilNs}, this one included; for those that
   * read several captures in step. {@link #finish} ends it.
   *
   * @param untilNs ns since 1970, {@link PacketTime#NEVER} for all
   * @return whether there may be more
   * @throws IOException when reading fails for another reason than the capture's content
   */
  public boolean read(PacketSource source, long untilNs) throws IOException {
    while (true) {
      try {
        return read(source, packet, segment, untilNs);
      } catch (CaptureException damage) {
        // noted by the source in its captures(); the next call goes on with the next file
      } catch (OutOfMemoryError full) {
        reserve = null;
        return false;
      }
    }
  }

  /** Tells of the connections that are left, and sums up. */
  public AnalysisSummary finish(PacketSource source) {
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

  private boolean read(PacketSource source, Packet packet, Segment segment, long untilNs) throws IOException {
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
        if (taker != null) {
          taker.add(tracker.current(), packet);
        }
        if (tap != null) {
          tap.take(tracker.current(), segment, packet);
        }
      } else if (outcome == Outcome.ICMP_ERROR) {
        tcpPackets++;
        if (tracker.icmpError(segment, packet) && taker != null) {
          taker.add(tracker.current(), packet);
        }
      } else {
        skipped.count(decoder.skippedAs());
      }
      if (packet.fractionDigits > fractionDigits) {
        fractionDigits = packet.fractionDigits;
      }
      if (timeNs > untilNs) {
        return true;
      }
    }
    return false;
  }

  private void ended(EndedConnection connection) {
    verdicts[connection.verdict().ordinal()]++;
    if (connection.supersedes() != null) {
      verdicts[connection.supersedes().ordinal()]--;
    } else {
      for (Shown each : connection.lacks()) {
        missing.merge(each, 1L, Long::sum);
      }
    }
    current.of(connection);
    patterns.look(current, packets);
    listener.onConnection(current);
    if (!connection.isTranslated()) { // what servers have in common is counted once
      patterns.add(current);
    }
  }

  /** Earliest and latest packet time so far, ns since 1970; {@link PacketTime#NEVER} and {@link PacketTime#NONE} before the first. */
  public long firstTimeNs() {
    return firstTimeNs;
  }

  /** See {@link #firstTimeNs}. */
  public long lastTimeNs() {
    return lastTimeNs;
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

  private Missing missing() {
    boolean onlyEnds = missing.containsKey(Shown.SEGMENTS) && !tracker.sawOrdinarySegment();
    return new Missing(onlyEnds, Collections.unmodifiableMap(new EnumMap<>(missing)));
  }

  private List<CaptureInfo> captures(PacketSource source) {
    List<CaptureInfo> captures = new ArrayList<>(source.captures());
    if (reserve == null && !captures.isEmpty()) {
      CaptureInfo last = captures.remove(captures.size() - 1);
      captures.add(last.delivered(last.packets(), last.firstFrame(), "out of memory; the rest was not read"));
    }
    return List.copyOf(captures);
  }

  private AnalysisSummary summary(PacketSource source) {
    Map<String, Long> skips = new LinkedHashMap<>(skipped.byFrequency());
    if (tracker.unjoinedIcmpErrors() > 0) {
      skips.put("ICMP error about a connection not in the capture", tracker.unjoinedIcmpErrors());
    }
    return new AnalysisSummary(
        captures(source),
        packets,
        tcpPackets,
        skips,
        tracker.connections(),
        tracker.translated(),
        tracker.evicted(),
        missing(),
        verdicts(),
        packets == 0 ? 0 : firstTimeNs,
        packets == 0 ? 0 : lastTimeNs,
        fractionDigits,
        0,
        patterns.found());
  }
}
