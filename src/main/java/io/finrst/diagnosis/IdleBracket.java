package io.finrst.diagnosis;

import io.finrst.wire.Endpoint;

/**
 * What the silences of one server's connections say of a timer T on the way to it or in it: {@code survivedNs} < T <=
 * {@code diedNs}. When more was survived than what others died of, no single timer explains the ends.
 *
 * @param server their server
 * @param survivedNs the longest silence after which a connection went on, ns, 0 when none of 1 s or more was seen
 * @param survived connections that survived a silence of 1 s or more
 * @param diedNs the shortest silence that ended a connection, ns
 * @param died connections that a silence ended
 */
public record IdleBracket(Endpoint server, long survivedNs, long survived, long diedNs, long died) {

  /** Whether one timer fits all that was seen. */
  public boolean consistent() {
    return survivedNs < diedNs;
  }
}
