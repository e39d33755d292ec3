package io.finrst.flow;

import io.finrst.record.EndedConnection;

/**
 * Told of each connection once, when nothing later can change its verdict; with {@link Announcing} earlier, and then
 * again when something changed the answer.
 */
@FunctionalInterface
public interface EndingListener {
  /** {@code connection} is valid only during the call. */
  void ended(EndedConnection connection);

  /**
   * What would be said of {@code connection} besides its verdict, in one number: equal numbers say the same. Asked only
   * of connections that are told of early and whose end leaves a doubt.
   */
  default int answer(EndedConnection connection) {
    return 0;
  }
}
