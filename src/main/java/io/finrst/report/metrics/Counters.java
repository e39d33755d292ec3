package io.finrst.report.metrics;

import io.finrst.ConnectionListener;
import io.finrst.capture.CaptureInfo;
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
  private final String version;
  private Map<String, long[]> interfaces = Map.of(); // packets and drops of each
  private int open;

  /**
   * @param version of finrst, for a label
   */
  public Counters(String version) {
    this.version = version;
  }

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

  /**
   * The state of the capture.
   *
   * @param captures what each interface has given so far
   * @param openNow connections of which no end has been seen
   */
  public synchronized void capture(List<CaptureInfo> captures, int openNow) {
    Map<String, long[]> byName = new TreeMap<>();
    for (CaptureInfo each : captures) {
      long[] sums = byName.computeIfAbsent(each.name(), any -> new long[2]);
      sums[0] += each.packets();
      sums[1] += Math.max(0, each.droppedByCapture());
    }
    interfaces = byName;
    open = openNow;
  }

  /** All of it. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder(1024);
    head(text, "finrst_build_info", "gauge", "Always 1; what is running.");
    text.append("finrst_build_info{version=\"").append(label(version)).append("\",java=\"")
        .append(label(System.getProperty("java.version"))).append("\"} 1\n");
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
    perInterface(text, "finrst_packets_total", "Packets captured.", 0);
    perInterface(text, "finrst_packets_dropped_total", "Packets that the kernel or the interface dropped.", 1);
    head(text, "finrst_connections_open", "gauge", "Connections of which no end has been seen.");
    text.append("finrst_connections_open ").append(open).append('\n');
    return text.toString();
  }

  private void perInterface(StringBuilder text, String name, String help, int which) {
    head(text, name, "counter", help);
    interfaces.forEach(
        (each, sums) ->
            text.append(name).append("{interface=\"").append(label(each)).append("\"} ").append(sums[which])
                .append('\n'));
  }

  /** As the format wants a label's value. */
  private static String label(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}
