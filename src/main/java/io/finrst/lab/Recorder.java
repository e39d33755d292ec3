package io.finrst.lab;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import java.io.IOException;
import java.util.List;

/** Watches the packets of one scenario. */
public interface Recorder {

  /**
   * One connection as the packets show it.
   *
   * @param connection what happened
   * @param diagnosis why
   */
  record Observed(ConnectionRecord connection, Diagnosis diagnosis) {}

  /** Begins, before the first packet on {@code port} of the loopback interface. */
  void start(int port) throws IOException;

  /** Ends, after the last packet; the connections in the order of their first ones. */
  List<Observed> stop() throws IOException, InterruptedException;
}
