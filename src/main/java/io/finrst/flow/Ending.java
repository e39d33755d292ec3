package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.List;
import java.util.Set;

/**
 * The view of a connection as it would end at one time, and the record of it. Asking changes nothing. One reused instance.
 */
final class Ending implements EndedConnection {
  private final Applications applications;
  private Connection c;
  private End end;
  private boolean evicted;
  private Announcement announced;
  private ConnectionRecord record;
  private long nowNs;

  Ending(Applications applications) {
    this.applications = applications;
  }

  /** The view of {@code c}, valid until the next call. */
  Ending of(Connection c, long captureEndNs, boolean evicted) {
    this.c = c;
    this.evicted = evicted;
    Story story = c.story();
    announced = story == null ? null : story.announced;
    nowNs = announced == null ? captureEndNs : Math.max(captureEndNs, announced.toldNs());
    end = Resets.end(c, nowNs);
    record = null;
    return this;
  }

  /** The connection. */
  Connection connection() {
    return c;
  }

  /** How it ends. */
  End end() {
    return end;
  }

  /** Whether nothing was told of the connection yet, or {@code listener} would say something else by now. */
  boolean isNews(EndingListener listener) {
    return announced == null
        || verdict() != announced.verdict()
        || c.lastTimeNs() != announced.lastTimeNs() && answer(listener) != announced.answer();
  }

  /** Notes that {@code listener} has been told this much. */
  void announce(EndingListener listener) {
    c.set(Connection.ANNOUNCED);
    c.tell().announced = new Announcement(verdict(), answer(listener), c.lastTimeNs(), nowNs);
  }

  /** Of an orderly end that no reset and nothing said on it puts in doubt there is no more to say than its verdict. */
  private int answer(EndingListener listener) {
    Story story = c.story();
    boolean hasResets = story != null && !story.resets.isEmpty();
    return verdict() == Verdict.GRACEFUL && !hasResets && !mayHaveFailed() ? 0 : listener.answer(this);
  }

  @Override
  public long tcpStream() {
    return c.stream() & 0xFFFFFFFFL;
  }

  @Override
  public Verdict verdict() {
    return end.state().verdict();
  }

  @Override
  public Verdict supersedes() {
    return announced == null ? null : announced.verdict();
  }

  @Override
  public Address clientAddress() {
    return c.address(c.clientSide());
  }

  @Override
  public Address serverAddress() {
    return c.address(1 - c.clientSide());
  }

  @Override
  public int clientPort() {
    return c.port(c.clientSide());
  }

  @Override
  public int serverPort() {
    return c.port(1 - c.clientSide());
  }

  @Override
  public long serverKey() {
    boolean serverIsA = c.clientSide() == 1;
    long hi = serverIsA ? c.hiA() : c.hiB();
    long lo = serverIsA ? c.loA() : c.loB();
    return HostProfiles.key(c.is(Connection.IPV6) ? 6 : 4, hi ^ (long) serverPort() << 48, lo);
  }

  @Override
  public long longestSilenceNs() {
    return c.longestSilenceNs();
  }

  @Override
  public long lastTimeNs() {
    return c.lastTimeNs();
  }

  @Override
  public List<Long> alsoStreams() {
    Story story = c.story();
    return story == null || story.alsoStreams() == null ? List.of() : story.alsoStreams();
  }

  @Override
  public Set<Shown> lacks() {
    return Lacks.of(c, end);
  }

  @Override
  public boolean isTranslated() {
    Story story = c.story();
    return story != null && story.translatedFrom >= 0;
  }

  @Override
  public boolean mayHaveFailed() {
    int client = c.clientSide();
    return c.is(Connection.APPLICATION | Connection.DIALOGUE)
        ? applications.mayHaveFailed(c)
        : c.half(client).lastDataFrame() > c.half(1 - client).lastDataFrame();
  }

  @Override
  public boolean hasRecord() {
    return record != null;
  }

  @Override
  public ConnectionRecord record() {
    if (record == null) {
      record = new RecordBuilder(c, applications, end, evicted, nowNs - c.lastTimeNs()).build();
    }
    return record;
  }
}
