package io.finrst.report.text;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Verdict;
import java.util.Comparator;
import java.util.List;

/** A connection kept with what was made of it. */
record Explained(ConnectionRecord connection, Diagnosis diagnosis) {
  private static final Comparator<Explained> WORST_FIRST =
      Comparator.<Explained, Verdict>comparing(e -> e.connection().verdict())
          .thenComparingLong(e -> e.connection().tcpStream());

  /** By verdict as {@link Verdict} declares them, then by stream number. */
  static List<Explained> worstFirst(List<Explained> explained) {
    return explained.stream().sorted(WORST_FIRST).toList();
  }
}
