package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.ConnectionListener;
import io.finrst.capture.PacketKeeper;
import io.finrst.diagnosis.AnalysedConnection;
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
  public void onConnection(AnalysedConnection connection) {
    if (wanted.contains(connection.verdict())) {
      try {
        keeper.save(connection.tcpStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    next.onConnection(connection);
  }

  @Override
  public void onTime(Analysis analysis, long nowNs) {
    next.onTime(analysis, nowNs);
  }
}
