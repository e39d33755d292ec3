package io.finrst.report.text;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;

/** A connection kept with what was made of it. */
record Explained(ConnectionRecord connection, Diagnosis diagnosis) {
  /** What keeping one takes at most: a record with its packets and their bytes. */
  static final int MOST_BYTES = 16_384;
}
