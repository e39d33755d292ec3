package io.finrst;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.record.EndedConnection;

/** What an analysis makes of a connection, for tests that follow connections without one. */
public final class Analysed {
  private Analysed() {}

  /** A connection with its diagnosis, valid as long as {@code connection} is. */
  public static AnalysedConnection of(EndedConnection connection) {
    return new CurrentConnection().of(connection);
  }
}
