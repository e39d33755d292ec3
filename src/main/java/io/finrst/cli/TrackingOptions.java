package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.PacketTime;
import io.finrst.flow.Announcing;
import io.finrst.report.Quantity;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How connections are followed, and what is said meanwhile. */
final class TrackingOptions {
  /** Packets kept per connection for the ladder of --explain, and for Zeek's history. */
  private static final int LADDER_PACKETS = 24;

  private static final double NS_PER_S = 1e9;

  /** Longer than the longest pause between two retransmitted SYNs that most programs wait for. */
  private static final long QUIET_NS = 60_000_000_000L;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      description = "Live and pipes: report an ending after this time (default 0.5), so that the answer to a reset, "
              + "or traffic after a forged one, can still arrive. If something later changes the verdict, the "
              + "connection is reported again.")
  private double settleSeconds = 0.5;

  @Option(
      names = "--report-open",
      paramLabel = "SECONDS",
      description = "Live and pipes: also report connections that are open and silent for this long. Connections that "
              + "wait for an answer are reported after 60 in any case.")
  private double openSeconds = -1;

  @Option(names = "--no-decapsulate", description = "Do not look into tunnels (VXLAN, GRE, GTP, ...).")
  private boolean noDecapsulate;

  @Option(
      names = "--verify-checksums",
      description = "Drop packets with wrong checksums and count them. Captures on the sending host contain such "
              + "packets.")
  private boolean verifyChecksums;

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "Follow at most N connections at a time and drop the longest silent one. Default: as many as fit "
              + "into memory.")
  private int maxConnections = Integer.MAX_VALUE;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress, only messages about problems.")
  boolean quiet;

  /** Read by {@link Main} before anything can break. */
  @Option(
      names = Main.DEBUG,
      description = "Show a stack trace if something breaks, and count faults of finrst itself.")
  private boolean debug;

  /** With --debug, says how often the tracker raised what cannot happen. */
  void sayImpossible(Analysis analysis, Surroundings surroundings) {
    if (debug && analysis.impossibleEvents() > 0) {
      surroundings.say(
          "a fault of finrst: " + Quantity.count(analysis.impossibleEvents(), "event")
              + " that cannot happen in the state machine, ignored");
    }
  }

  /** Refuses what makes no sense. */
  void check(CommandSpec command) {
    if (maxConnections < 1) {
      throw new ParameterException(command.commandLine(), "--max-connections takes 1 or more");
    }
    if (!(settleSeconds >= 0)) {
      throw new ParameterException(command.commandLine(), "--settle takes seconds, 0 or more");
    }
  }

  /**
   * The options of an analysis.
   *
   * @param output what people will look at
   * @param announced whether to tell of connections before they have left the table
   * @param mostConnections how many to follow unless the user says it
   */
  AnalysisOptions analysis(OutputOptions output, boolean announced, int mostConnections) {
    return new AnalysisOptions(
        !noDecapsulate,
        verifyChecksums,
        maxConnections == Integer.MAX_VALUE ? mostConnections : maxConnections,
        output.showsPackets() ? LADDER_PACKETS : 0,
        output.packets,
        announced ? announcing() : Announcing.NEVER);
  }

  private Announcing announcing() {
    long quietNs = openSeconds < 0 ? QUIET_NS : (long) (openSeconds * NS_PER_S);
    return new Announcing(Math.min((long) (settleSeconds * NS_PER_S), PacketTime.LATEST_NS), quietNs, openSeconds >= 0);
  }
}
