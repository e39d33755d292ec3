package io.finrst;

import io.finrst.record.Shown;
import java.util.Map;

/**
 * What captures do not show of the connections in them.
 *
 * @param onlyEnds whether not one segment without SYN, FIN and RST is there, although some were sent: a filter passed
 *     only those
 * @param connections how many connections lack what; without what none lacks
 */
public record Missing(boolean onlyEnds, Map<Shown, Long> connections) {
  /** Nothing. */
  public static final Missing NOTHING = new Missing(false, Map.of());

  /** How many connections lack {@code what}. */
  public long of(Shown what) {
    return connections.getOrDefault(what, 0L);
  }
}
