package io.finrst.flow;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;
import io.finrst.teardown.Event;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.State;
import io.finrst.teardown.Transitions;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import java.util.Objects;

/**
 * Draws the line under a connection: what its silence means, whether a reset that should have been
 * ignored was taken after all, and the view and record of it. One reused instance.
 */
final class Ending implements EndedConnection {
  /** Retransmissions without answer that it takes to speak of giving up. */
  private static final int MIN_REPEATS = 2;

  /**
   * The next retransmission would have come by then: timeouts double (RFC 6298 section 5.5), with
   * some slack.
   */
  private static final double OVERDUE = 2.5;

  /** At least this long after the last retransmission, ns. */
  private static final long MIN_SILENCE_NS = 1_000_000_000L;

  /**
   * A receiver that answers neither with a challenge ACK nor with anything else for so long has
   * taken the reset, ns.
   */
  private static final long STOPPED_AFTER_NS = 3_000_000_000L;

  private final HostProfiles hosts;
  private final Applications applications;
  private Connection c;
  private Verdict verdict;
  private State state;
  private boolean evicted;
  private Announcement announced;
  private ConnectionRecord record;
  private long nowNs;

  Ending(HostProfiles hosts, Applications applications) {
    this.hosts = hosts;
    this.applications = applications;
  }

  /** The view of {@code c}, valid until the next call. */
  Ending of(Connection c, long captureEndNs, boolean evicted) {
    this.c = c;
    this.evicted = evicted;
    Story story = c.story();
    announced = story == null ? null : story.announced;
    nowNs = announced == null ? captureEndNs : Math.max(captureEndNs, announced.toldNs());
    if (story != null) {
      takenAfterAll(story, nowNs);
      if (wentSilent(story, nowNs) || synAckLost()) {
        c.state(Transitions.next(c.state(), Event.SILENCE));
      }
    }
    state = c.state();
    verdict = state.verdict();
    record = null;
    return this;
  }

  /** Whether nothing was told of the connection yet, or something else. */
  boolean isNews() {
    if (announced == null || verdict != announced.verdict()) {
      return true;
    }
    return c.lastTimeNs() != announced.lastTimeNs() && !Objects.equals(record().endedBy(), announced.endedBy());
  }

  /** Notes that this much has been told. */
  void announce() {
    c.set(Connection.ANNOUNCED);
    c.tell().announced = new Announcement(verdict, record().endedBy(), c.lastTimeNs(), nowNs);
  }

  /** SYN and SYN-ACK both came again: the client never got its answer. */
  private boolean synAckLost() {
    return c.state() == State.SYN_RECEIVED && c.a.synCount() > 1 && c.b.synCount() > 1;
  }

  private boolean wentSilent(Story story, long captureEndNs) {
    long silence = captureEndNs - c.lastTimeNs();
    return story.repeatingSide >= 0
        && story.repeats >= MIN_REPEATS
        && silence > MIN_SILENCE_NS
        && silence > OVERDUE * story.repeatedGapNs;
  }

  /**
   * Stacks older than RFC 5961 take any reset in the window: then nothing more comes from the
   * receiver.
   */
  private void takenAfterAll(Story story, long captureEndNs) {
    if (story.resets.isEmpty() || story.deciding != null) {
      return;
    }
    ResetNote last = story.resets.get(story.resets.size() - 1);
    boolean lastWord =
        c.lastTimeNs() == last.timeNs && captureEndNs - last.timeNs > STOPPED_AFTER_NS;
    if (last.effect == ResetEffect.IGNORED && last.inWindow && lastWord) {
      last.effect = ResetEffect.ACCEPTED;
      last.why =
          "in the window only, but its receiver stopped at once: a stack older than RFC 5961, or a"
              + " gap in the capture";
      story.deciding = last;
      last.stateBefore = c.state();
      last.silenceNs = c.gapNs();
      c.state(Transitions.next(c.state(), Event.RST));
    }
  }

  @Override
  public long tcpStream() {
    return c.stream() & 0xFFFFFFFFL;
  }

  @Override
  public Verdict verdict() {
    return verdict;
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
  public boolean isTranslated() {
    Story story = c.story();
    return story != null && story.translatedFrom >= 0;
  }

  @Override
  public ConnectionRecord record() {
    if (record == null) {
      record = new RecordBuilder(c, hosts, applications, state, evicted, nowNs - c.lastTimeNs()).build();
    }
    return record;
  }
}
