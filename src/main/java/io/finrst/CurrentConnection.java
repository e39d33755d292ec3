package io.finrst;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Diagnostician;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.kernel.KernelLog;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.List;
import java.util.Set;

/** The connection that is told of now. One reused instance. */
final class CurrentConnection implements AnalysedConnection {
  private final Diagnostician diagnostician = new Diagnostician(KnownCauses.ALL);
  private KernelLog kernelLog;
  private EndedConnection ended;
  private ConnectionRecord unjoined; // what record was made of
  private ConnectionRecord record;
  private Diagnosis diagnosis;

  /** Adds what kernels said from now on; null for nothing. */
  void with(KernelLog log) {
    kernelLog = log;
  }

  /** This, as a view of {@code connection}, valid until the next call; what was made of it already is kept. */
  CurrentConnection of(EndedConnection connection) {
    ended = connection;
    if (!connection.hasRecord() || unjoined != connection.record()) {
      record = null;
      diagnosis = null;
    }
    return this;
  }

  @Override
  public ConnectionRecord record() {
    if (record == null) {
      unjoined = ended.record();
      record = kernelLog == null ? unjoined : kernelLog.join(unjoined);
    }
    return record;
  }

  @Override
  public boolean hasRecord() {
    return record != null;
  }

  @Override
  public Diagnosis diagnosis() {
    if (diagnosis == null) {
      diagnosis = diagnostician.diagnose(record());
    }
    return diagnosis;
  }

  @Override
  public long tcpStream() {
    return ended.tcpStream();
  }

  @Override
  public Verdict verdict() {
    return ended.verdict();
  }

  @Override
  public Verdict supersedes() {
    return ended.supersedes();
  }

  @Override
  public Address clientAddress() {
    return ended.clientAddress();
  }

  @Override
  public Address serverAddress() {
    return ended.serverAddress();
  }

  @Override
  public int clientPort() {
    return ended.clientPort();
  }

  @Override
  public int serverPort() {
    return ended.serverPort();
  }

  @Override
  public long serverKey() {
    return ended.serverKey();
  }

  @Override
  public long longestSilenceNs() {
    return ended.longestSilenceNs();
  }

  @Override
  public long lastTimeNs() {
    return ended.lastTimeNs();
  }

  @Override
  public List<Long> alsoStreams() {
    return ended.alsoStreams();
  }

  @Override
  public Set<Shown> lacks() {
    return ended.lacks();
  }

  @Override
  public boolean mayHaveFailed() {
    return ended.mayHaveFailed();
  }

  @Override
  public boolean isTranslated() {
    return ended.isTranslated();
  }
}
