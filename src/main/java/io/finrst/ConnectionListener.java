package io.finrst;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;

/**
 * Receives what an {@link Analysis} finds, on the analysing thread, in the order in which
 * connections leave the table.
 */
public interface ConnectionListener {

  /** Whether {@link #onConnection} wants this one; false spares the making of its record. */
  default boolean wants(EndedConnection connection) {
    return true;
  }

  /**
   * The time goes on, told several times a second and also without packets when these arrive while one waits.
   *
   * @param nowNs ns since 1970 by the clock of the packets, {@link Long#MIN_VALUE} before the first
   */
  default void onTime(Analysis analysis, long nowNs) {}

  /** One connection that has ended, or was open when the input ended. */
  void onConnection(ConnectionRecord connection, Diagnosis diagnosis);
}
