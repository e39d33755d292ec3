package io.finrst.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * A timer with a default that its maker documents.
 *
 * @param seconds the default
 * @param owner whose it is, and its name there
 * @param protocol {@link SpokenProtocol} over which it runs, empty for any
 */
record KnownTimer(int seconds, String owner, String protocol) {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final double TOLERANCE = 0.02;

  /** Its default, ns. */
  long ns() {
    return seconds * SECOND_NS;
  }

  /** Whether it may run where {@code spoken} is. */
  boolean runsOver(String spoken) {
    return protocol.isEmpty() || protocol.equals(spoken);
  }

  /** Whether it may have fired after {@code waitedNs}: within 2 %, or {@code leastNs} where that is more. */
  boolean fits(long waitedNs, long leastNs) {
    return Math.abs(waitedNs - ns()) <= Math.max(leastNs, (long) (ns() * TOLERANCE));
  }

  /** {@code 75 s, a default of nginx keepalive_timeout}, and so on for all that fit; empty for none. */
  static String fitting(List<KnownTimer> timers, long waitedNs, String spoken, long leastNs) {
    List<String> owners = new ArrayList<>();
    for (KnownTimer timer : timers) {
      if (timer.fits(waitedNs, leastNs) && timer.runsOver(spoken)) {
        owners.add(timer.seconds + " s, a default of " + timer.owner);
      }
    }
    return String.join(", and ", owners);
  }
}
