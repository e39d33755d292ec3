package io.finrst.diagnosis;

/**
 * Most of a group's endings in a few seconds.
 *
 * @param connections how many
 * @param startNs the beginning of its first second, ns since 1970
 * @param seconds how many seconds it took, 1 to {@link #MOST_SECONDS}
 */
public record Burst(long connections, long startNs, int seconds) {
  /** What people would still call one moment. */
  public static final int MOST_SECONDS = 3;
}
