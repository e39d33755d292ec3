package io.finrst;

import io.finrst.capture.CaptureInfo;
import io.finrst.diagnosis.Patterns;
import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Figures of one analysis.
 *
 * @param captures what was read, with damage if any
 * @param packets packets read
 * @param tcpPackets packets that were TCP segments or ICMP errors about one
 * @param skipped packets not followed, by reason in words, most frequent first
 * @param connections connections found
 * @param translated those among them that are others of them behind an address translation
 * @param evicted connections dropped while open because of {@link AnalysisOptions#maxConnections}
 * @param missing what the captures do not show of the connections
 * @param verdicts connections by verdict; every verdict that occurred, worst first
 * @param firstTimeNs earliest packet in ns since 1970, 0 without packets
 * @param lastTimeNs latest packet
 * @param fractionDigits digits of the second's fraction that the captures hold
 * @param filteredOut packets a capture filter removed before the analysis
 * @param patterns what connections have in common, listed or not
 */
public record AnalysisSummary(
    List<CaptureInfo> captures,
    long packets,
    long tcpPackets,
    Map<String, Long> skipped,
    long connections,
    long translated,
    long evicted,
    Missing missing,
    Map<Verdict, Long> verdicts,
    long firstTimeNs,
    long lastTimeNs,
    int fractionDigits,
    long filteredOut,
    Patterns patterns) {

  /** The same, with {@code packets} that a capture filter removed. */
  public AnalysisSummary filteredOut(long packets) {
    return new AnalysisSummary(
        captures,
        this.packets,
        tcpPackets,
        skipped,
        connections,
        translated,
        evicted,
        missing,
        verdicts,
        firstTimeNs,
        lastTimeNs,
        fractionDigits,
        packets,
        patterns);
  }

  /** False when a capture was cut or damaged, or packets were lost while capturing. */
  public boolean complete() {
    return captures.stream().allMatch(c -> c.damage() == null && c.droppedByCapture() <= 0);
  }
}
