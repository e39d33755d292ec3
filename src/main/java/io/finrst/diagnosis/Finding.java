package io.finrst.diagnosis;

import java.util.List;

/**
 * One cause that the evidence supports.
 *
 * @param cause the cause
 * @param confidence how sure
 * @param evidence what speaks for it, strongest first
 * @param indistinguishableFrom causes that look the same on the wire
 * @param toTellApart the next observation that would decide; empty when nothing needs deciding
 * @param harmful whether an end by it needs repair, or may
 */
public record Finding(
    Cause cause,
    Confidence confidence,
    List<Evidence> evidence,
    List<Cause> indistinguishableFrom,
    String toTellApart,
    boolean harmful) {}
