package io.finrst.record;

/**
 * When a connection was seen, how long its handshake took, and when both of its sides were silent.
 *
 * @param first first packet
 * @param last last packet
 * @param fractionDigits digits of the second's fraction that the capture holds
 * @param handshakeRttNs from the SYN to the ACK of the handshake as the capture point saw it, -1 when not seen
 * @param silenceBeforeEndNs silence of both sides before the packet that began the end, 0 when nothing ended it
 * @param longestSilenceNs longest silence of both sides, of 1 s or more and before any FIN, after which they went on:
 *     one side broke it and the other answered; 0 when there was none
 * @param watchedNs how long the capture went on after the last packet when it was told of, {@link #MOST_WATCHED_NS} at
 *     most: nothing depends on more
 */
public record Times(
    Moment first,
    Moment last,
    int fractionDigits,
    long handshakeRttNs,
    long silenceBeforeEndNs,
    long longestSilenceNs,
    long watchedNs) {

  /** See {@link #watchedNs}. */
  public static final long MOST_WATCHED_NS = 30_000_000_000L;
}
