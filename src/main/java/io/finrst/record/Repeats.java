package io.finrst.record;

/**
 * What one side had sent again last, answered or not.
 *
 * @param side the side, 0 for the one whose packet came first, else 1
 * @param kind what it repeated
 * @param count how often, the first sending not counted
 * @param last the last repetition
 * @param end number after it, as in the header
 * @param lastGapNs time between the last two, 0 when there was one only
 * @param silenceBeforeNs silence of both sides before the first sending of it
 */
public record Repeats(
    int side, Repetition.Kind kind, int count, Moment last, int end, long lastGapNs, long silenceBeforeNs) {}
