package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.ConnectionListener;
import io.finrst.capture.PacketKeeper;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Saves the packets of connections that ended in one of the wanted ways, and hands everything on. */
final class Saving implements ConnectionListener {
  private final ConnectionListener next;
  private final PacketKeeper keeper;
  private final Set<Verdict> wanted;

  Saving(ConnectionListener next, PacketKeeper keeper, Set<Verdict> wanted) {
    this.next = next;
    this.keeper = keeper;
    this.wanted = wanted;
  }

  @Override
  public boolean wants(EndedConnection connection) {
    if (wanted.contains(connection.verdict())) {
      try {
        keeper.save(connection.tcpStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return next.wants(connection);
  }

  @Override
  public void onConnection(ConnectionRecord connection, Diagnosis diagnosis) {
    next.onConnection(connection, diagnosis);
  }

  @Override
  public void onTime(Analysis analysis, long nowNs) {
    next.onTime(analysis, nowNs);
  }
}
