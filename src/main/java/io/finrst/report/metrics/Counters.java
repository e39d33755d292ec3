package io.finrst.report.metrics;

import io.finrst.ConnectionListener;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Finding;
import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a long run counts, as text for Prometheus (exposition format 0.0.4). Written by the analysing thread, read by
 * any.
 *
 * <p>Bounded: after {@link #MOST_SERIES} different endings the rest is counted under server port {@code other}, since
 * a port scan would make a series a port.
 */
public final class Counters implements ConnectionListener {
  static final int MOST_SERIES = 1_000;

  private record Ending(String verdict, String cause, String serverPort) implements Comparable<Ending> {
    @Override
    public int compareTo(Ending o) {
      int byVerdict = verdict.compareTo(o.verdict);
      int byCause = byVerdict != 0 ? byVerdict : cause.compareTo(o.cause);
      return byCause != 0 ? byCause : serverPort.compareTo(o.serverPort);
    }
  }

  private final Map<Ending, Long> ended = new TreeMap<>();
  private final Map<String, Long> revised = new TreeMap<>();
  private long packets;
  private long dropped;
  private int following;

  @Override
  public synchronized void onConnection(AnalysedConnection c) {
    Verdict before = c.supersedes();
    if (before != null) {
      revised.merge(before.id(), 1L, Long::sum);
    }
    List<Finding> findings = c.diagnosis().findings();
    String cause = findings.isEmpty() ? "" : findings.get(0).cause().id();
    Ending ending = new Ending(c.verdict().id(), cause, Integer.toString(c.serverPort()));
    if (ended.size() >= MOST_SERIES && !ended.containsKey(ending)) {
      ending = new Ending(ending.verdict, ending.cause, "other");
    }
    ended.merge(ending, 1L, Long::sum);
  }

  /** The state of the capture. */
  public synchronized void capture(long packetsSoFar, long droppedSoFar, int followingNow) {
    packets = packetsSoFar;
    dropped = droppedSoFar;
    following = followingNow;
  }

  /** All of it. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder(1024);
    head(text, "finrst_connections_ended_total", "counter", "Connections told of, by how and why they ended.");
    ended.forEach(
        (ending, count) ->
            text.append("finrst_connections_ended_total{verdict=\"").append(ending.verdict)
                .append("\",cause=\"").append(ending.cause)
                .append("\",server_port=\"").append(ending.serverPort)
                .append("\"} ").append(count).append('\n'));
    head(text, "finrst_connections_revised_total", "counter", "Told of again with another verdict, by the former one.");
    revised.forEach(
        (verdict, count) ->
            text.append("finrst_connections_revised_total{verdict=\"").append(verdict).append("\"} ").append(count)
                .append('\n'));
    head(text, "finrst_packets_total", "counter", "Packets captured.");
    text.append("finrst_packets_total ").append(packets).append('\n');
    head(text, "finrst_packets_dropped_total", "counter", "Packets that the kernel or an interface dropped.");
    text.append("finrst_packets_dropped_total ").append(dropped).append('\n');
    head(text, "finrst_connections_open", "gauge", "Connections followed now, late packets of ended ones awaited.");
    text.append("finrst_connections_open ").append(following).append('\n');
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
