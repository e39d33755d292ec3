package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.ConnectionListener;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.pcap4j.LiveSource;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Quantity;
import io.finrst.report.metrics.Counters;
import java.util.HashSet;
import java.util.Set;

/** Watches a live capture: ends it in time, warns of lost packets, and keeps status line and counters up to date. */
final class LiveWatch implements ConnectionListener {
  private static final double NS_PER_S = 1e9;
  private static final long DROPS_EVERY_NS = 500_000_000L;
  private static final long KERNEL_EVERY_NS = 1_000_000_000L;
  private static final long WARN_EVERY_NS = 10_000_000_000L;

  private final Surroundings surroundings;
  private final LiveSource live;
  private final KernelWatch kernel;
  private final ConnectionListener reports;
  private final Counters counters;
  private final StatusLine status;
  private final double durationNs;
  private final double idleNs;
  private final long startNs = System.nanoTime();

  private long packets;
  private long lastPacketNs = startNs;
  private long lastDropsNs = startNs;
  private long lastKernelNs = startNs;
  private long dropped;
  private long told;
  private long toldNs;
  private final Set<String> gone = new HashSet<>();

  /**
   * @param status wiped before anything else is printed
   * @param reports where connections go
   * @param counters null when nobody wants them
   */
  LiveWatch(
      LiveCommand command,
      Surroundings surroundings,
      LiveSource live,
      KernelWatch kernel,
      StatusLine status,
      ConnectionListener reports,
      Counters counters) {
    this.surroundings = surroundings;
    this.live = live;
    this.kernel = kernel;
    this.status = status;
    this.reports = reports;
    this.counters = counters;
    durationNs = command.durationSeconds * NS_PER_S;
    idleNs = command.idleSeconds * NS_PER_S;
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    if (counters != null) {
      counters.onConnection(connection);
    }
    reports.onConnection(connection);
  }

  @Override
  public void onTime(Analysis analysis, long timeNs) {
    long now = System.nanoTime();
    if (analysis.packets() != packets) {
      packets = analysis.packets();
      lastPacketNs = now;
    }
    if (now - startNs >= durationNs || now - lastPacketNs >= idleNs) {
      live.stop();
    }
    if (now - lastDropsNs >= DROPS_EVERY_NS) {
      lastDropsNs = now;
      drops(now, told == 0 ? 0 : WARN_EVERY_NS);
      losses();
    }
    if (now - lastKernelNs >= KERNEL_EVERY_NS) {
      lastKernelNs = now;
      kernel.check(status::wipe);
    }
    reports.onTime(analysis, timeNs);
    status.show(analysis, dropped, now);
    if (counters != null) {
      counters.capture(live.captures(), analysis.open());
    }
  }

  /** Tells the number of all so far, where it has grown. */
  private void drops(long now, long notBeforeNs) {
    dropped = live.dropped();
    if (dropped > told && now - toldNs >= notBeforeNs) {
      status.wipe();
      String remedy =
          ": a missing FIN or RST changes a verdict. A larger --buffer-size, a smaller --snaplen or a capture filter"
              + " helps";
      surroundings.say(Quantity.count(dropped, "packet") + " dropped so far" + (told == 0 ? remedy : ""));
      told = dropped;
      toldNs = now;
    }
  }

  /** An interface that vanished is told of at once: others may go on for days. */
  private void losses() {
    for (CaptureInfo each : live.captures()) {
      if (each.damage() != null && gone.add(each.name())) {
        status.wipe();
        surroundings.say(each.name() + ": " + each.damage());
      }
    }
  }

  /** The capture has ended; the report follows. */
  void end() {
    status.wipe();
    drops(System.nanoTime(), 0);
    losses();
    kernel.check(status::wipe);
  }
}
