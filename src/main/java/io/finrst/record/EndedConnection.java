package io.finrst.record;

import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.List;
import java.util.Set;

/**
 * A view of a connection that has ended or is to be told of, valid only while its listener is told: cheap to ask, so
 * that a connection nobody will print costs no record.
 */
public interface EndedConnection {
  /** Wireshark's stream number. */
  long tcpStream();

  /** How it ended. */
  Verdict verdict();

  /** The verdict told before it left the table, of an answer that no longer holds; null when nothing was told. */
  Verdict supersedes();

  /** Client address. */
  Address clientAddress();

  /** Server address. */
  Address serverAddress();

  /** Client port. */
  int clientPort();

  /** Server port. */
  int serverPort();

  /** Server address and port in 64 well-mixed bits, never 0: two servers share them once in billions. */
  long serverKey();

  /** The longest silence of both sides that it survived, ns; see {@link ConnectionRecord#longestSilenceNs}. */
  long longestSilenceNs();

  /** When its last packet came, ns since 1970. */
  long lastTimeNs();

  /** Stream numbers of later parts of it; see {@link Neighbours#alsoStreams}. */
  List<Long> alsoStreams();

  /** What the capture does not show of it. */
  Set<Shown> lacks();

  /** Whether another connection of the capture is the same one, before an address translation. */
  boolean isTranslated();

  /**
   * Whether its programs may have failed although it ended in order: what they were saying does not look complete, or
   * the client spoke last.
   */
  boolean mayHaveFailed();

  /** Everything, as an immutable record. */
  ConnectionRecord record();

  /** Whether somebody has asked for {@link #record} already. */
  boolean hasRecord();
}
