package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import java.util.ArrayList;
import java.util.List;

/** What a reset says itself of its reason, beside its numbers. */
public final class ResetWords {
  private ResetWords() {}

  /** One phrase each; what came as payload is not escaped. Empty where {@code reset} of {@code c} says nothing. */
  public static List<String> of(ConnectionRecord c, Reset reset) {
    List<String> all = new ArrayList<>(1);
    if (!reset.text().isEmpty()) {
      all.add("it says: " + reset.text());
    }
    if (reset.mptcpReason() >= 0) {
      all.add("MPTCP says: " + MptcpWords.of(reset.mptcpReason()));
    }
    String netScaler = NetScaler.says(c, reset);
    if (!netScaler.isEmpty()) {
      all.add(netScaler);
    }
    return all;
  }
}
