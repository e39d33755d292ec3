package io.finrst.diagnosis;

import java.util.List;

/**
 * One cause that the evidence supports.
 *
 * @param causeId stable id, e.g. {@code unread-data-at-close}
 * @param confidence how sure
 * @param evidence what speaks for it, strongest first
 * @param indistinguishableFrom ids of causes that look the same on the wire
 * @param toTellApart the next observation that would decide; empty when nothing needs deciding
 */
public record Finding(
    String causeId,
    Confidence confidence,
    List<Evidence> evidence,
    List<String> indistinguishableFrom,
    String toTellApart) {}
