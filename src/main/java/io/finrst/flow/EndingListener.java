package io.finrst.flow;

import io.finrst.record.EndedConnection;

/**
 * Told of each connection once, when nothing later can change its verdict; with {@link Announcing} earlier, and then
 * again when something did.
 */
@FunctionalInterface
public interface EndingListener {
  /** {@code connection} is valid only during the call. */
  void ended(EndedConnection connection);
}
