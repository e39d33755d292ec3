package io.finrst;

import io.finrst.diagnosis.AnalysedConnection;

/**
 * Receives what an {@link Analysis} finds, on the analysing thread, in the order in which
 * connections leave the table.
 */
@FunctionalInterface
public interface ConnectionListener {

  /**
   * The time goes on, told several times a second and also without packets when these arrive while one waits.
   *
   * @param nowNs ns since 1970 by the clock of the packets, {@link io.finrst.capture.PacketTime#NONE} before the first
   */
  default void onTime(Analysis analysis, long nowNs) {}

  /**
   * One connection that has ended, or was open when the input ended.
   *
   * @param connection valid only during the call; what may be kept are its record and its diagnosis
   */
  void onConnection(AnalysedConnection connection);
}
