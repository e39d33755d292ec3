package io.finrst.compare;

import io.finrst.AnalysisSummary;

/**
 * One point after the run.
 *
 * @param name what it is called
 * @param capture what its file or files are called
 * @param summary what its analysis counted
 * @param clockKnown whether its clock could be compared with the first point's
 * @param offsetNs how far its clock is ahead of the first point's, when the first packet was compared; ns
 * @param drift how much it gains against that one, seconds a second; 0 where none can be told
 * @param uncertaintyNs how far the truth may be from {@code offsetNs} at most, -1 where not known
 */
public record PointSummary(
    String name,
    String capture,
    AnalysisSummary summary,
    boolean clockKnown,
    long offsetNs,
    double drift,
    long uncertaintyNs) {}
