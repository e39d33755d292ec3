package io.finrst.report.text;

import io.finrst.record.Durations;
import io.finrst.record.Repetition;
import io.finrst.report.Quantity;

/** What one side sent again and again, in words. */
final class RepetitionWords {
  private RepetitionWords() {}

  /** {@code a keepalive probe 3 more times, the last two 75 s apart}. */
  static String of(Repetition repetition) {
    String what =
        switch (repetition.kind()) {
          case SEGMENT -> "one segment";
          case KEEP_ALIVE -> "a keepalive probe";
          case WINDOW_PROBE -> "a window probe";
        };
    String gap =
        repetition.lastGapNs() > 0 ? ", the last two " + Durations.words(repetition.lastGapNs()) + " apart," : "";
    return what + " " + Quantity.count(repetition.count(), "more time") + gap;
  }
}
