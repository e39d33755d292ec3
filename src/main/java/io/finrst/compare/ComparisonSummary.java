package io.finrst.compare;

import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Figures of one comparison.
 *
 * @param points in the order in which most connections pass them
 * @param matched connections that two points or more saw
 * @param unmatched connections that one point saw alone, by reason
 * @param ambiguous matched ones that others fitted as well
 * @param verdicts matched ones by verdict
 * @param lost packets lost between points
 * @param forged packets that arrived and were not sent
 * @param copied packets that arrived more than once
 * @param notFollowed connections at some point whose segments memory did not allow to keep
 */
public record ComparisonSummary(
    List<PointSummary> points,
    long matched,
    Map<Unmatched, Long> unmatched,
    long ambiguous,
    Map<Verdict, Long> verdicts,
    long lost,
    long forged,
    long copied,
    long notFollowed) {

  /** Whether all captures were read to their end and none says that it lost packets. */
  public boolean complete() {
    return points.stream().allMatch(point -> point.summary().complete());
  }
}
