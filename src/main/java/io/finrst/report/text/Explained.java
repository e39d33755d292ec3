package io.finrst.report.text;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.record.ConnectionRecord;

/** A connection kept with what was made of it. */
public record Explained(ConnectionRecord connection, Diagnosis diagnosis, Ended ended) {
  /** What keeping one takes at most: a record with its packets and their bytes. */
  public static final int MOST_BYTES = 16_384;

  /** What is to be explained of {@code c}. */
  public static Explained of(AnalysedConnection c) {
    return new Explained(c.record(), c.diagnosis(), Ended.of(c));
  }
}
