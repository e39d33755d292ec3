package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Ending;
import io.finrst.record.Application;
import io.finrst.record.HalfRecord;
import io.finrst.record.Moment;
import io.finrst.record.ResetFacts;
import io.finrst.record.Stack;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.wire.ApplicationMessage;

/**
 * What the circumstances of an abort say about whether its sender left received data unread. The packet does not say:
 * a kernel sends the same one for a close with unread data (tcp_close) and for one by SO_LINGER 0 (tcp_disconnect).
 */
final class Abort {
  /** A request longer than this came in several segments and is probably a body, bytes. */
  private static final int ONE_SEGMENT = 1_460;

  /**
   * A request that lies so long without a reply is more often cut off by a timer, or was never accepted, than about to
   * be read, ns. It orders two causes that are equally possible.
   */
  static final long LONG_NS = 2_000_000_000L;

  /** WinINet keeps idle connections for 60 s (Microsoft KB 813827); its timer ticks coarsely, ns. */
  private static final long WINDOWS_KEEP_ALIVE_NS = 59_000_000_000L;

  /** A program that waits for something acts on it within so long, ns, beside the time on the way. */
  private static final long REACTION_NS = 10_000_000L;

  private final Ending e;
  private final HalfRecord resetter;
  private final HalfRecord victim;
  private final boolean server;
  private final Application own;
  private final Application heard;

  private Abort(Ending e) {
    this.e = e;
    resetter = e.resetterHalf();
    victim = e.victimHalf();
    server = e.resetter() == Role.SERVER;
    own = resetter.application();
    heard = victim.application();
  }

  /** The abort that ended {@code e}, null where something else did. */
  static Abort of(Ending e) {
    return e.resetBy(ResetKind.ABORT) && !e.byMiddlebox() ? new Abort(e) : null;
  }

  /** Whether data of the other side had come since its sender's last words. */
  boolean unanswered() {
    return e.victimDataUnanswered();
  }

  /** Whether data came after its sender had closed; a Linux socket that then aborts was shut down but still open. */
  boolean dataAfterOwnFin() {
    return e.resetterClosedFirst() && e.unansweredSince(resetter.fin()) && resetter.stack() == Stack.LINUX;
  }

  /**
   * Whether a server cut off with a request of several segments that drew no reply, or was replied to and no more said.
   * All that came is one request only where it is known to be, or where the server has not spoken before.
   */
  boolean longRequest() {
    if (!server) {
      return false;
    }
    if (unanswered()) {
      boolean bare = Talk.requestWithoutBody(heard) && heard.frame() > Ending.frame(resetter.lastData());
      return !bare && e.reset().facts().unansweredBytes() > ONE_SEGMENT;
    }
    boolean repliedOnce = resetter.lastData() != null && resetter.firstDataFrame() == resetter.lastData().frame();
    boolean withBody = Talk.is(heard, ApplicationMessage.HTTP_REQUEST) && !Talk.requestWithoutBody(heard);
    return victim.bytes() > ONE_SEGMENT
        && (repliedOnce && !Talk.requestWithoutBody(heard) && sinceLastWordNs() < LONG_NS || withBody && atOnce());
  }

  /** Whether a server replied and cut off in one go: a small request may have been read or not. */
  boolean repliedAndCutOff() {
    return server && victim.bytes() > 0 && resetter.lastData() != null && atOnce();
  }

  private boolean atOnce() {
    return resetter.lastData() != null && since(resetter.lastData()) < e.soonNs();
  }

  private long sinceLastWordNs() {
    return Math.min(since(resetter.lastData()), since(victim.lastData()));
  }

  private long since(Moment moment) {
    return moment == null ? Long.MAX_VALUE : e.reset().at().timeNs() - moment.timeNs();
  }

  /** Whether the request was still under way when the server cut off. */
  boolean requestUnfinished() {
    return server && Talk.requestUnfinished(heard);
  }

  /** Whether the other side had more to say of what it had begun. */
  boolean unfinished() {
    return requestUnfinished() || !server && Talk.responseUnfinished(heard);
  }

  /** Whether the other side was still sending: more than the reset acknowledges, or after it. */
  boolean stillSending() {
    return unfinished()
        || !spokeAgain()
            && (e.receivedByResetter() < victim.bytes() || Ending.isLater(victim.lastData(), e.reset().at()));
  }

  /** Whether the other side, which a lost reset did not reach, spoke long after it: not what it was sending then. */
  private boolean spokeAgain() {
    return victim.lastData() != null && -since(victim.lastData()) > e.soonNs();
  }

  /** Whether a proxy refused a CONNECT: clients throw away what else it says (RFC 9110 section 9.3.6). */
  boolean connectRefused() {
    return !server
        && Talk.is(own, ApplicationMessage.HTTP_REQUEST)
        && own.method().equals("CONNECT")
        && Talk.is(heard, ApplicationMessage.HTTP_RESPONSE)
        && heard.status() >= 300;
  }

  /** Whether a client broke off a TLS handshake with an alert, which leaves the rest of the server's messages unread. */
  boolean brokeOffTls() {
    return !server && Talk.complained(own) && victim.bytes() > 0 && !Talk.is(heard, ApplicationMessage.TLS_ALERT);
  }

  /** Whether a server turned its client away on accept: what the client had sent by then nobody read. */
  boolean turnedAway() {
    return server && victim.bytes() > 0 && Talk.turnsAway(own) && own.frame() == resetter.firstDataFrame();
  }

  /** Whether its window was shut: the buffer behind it was full of what nobody had read. */
  boolean windowShut() {
    return resetter.zeroWindows() > 0 && resetter.lastWindow() == 0;
  }

  /** Whether the reset opens the window: Linux computes it after the receive queue was thrown away. */
  boolean windowGrew() {
    return resetter.stack() == Stack.LINUX && victim.bytes() > 0 && e.windowGrew();
  }

  /** Whether something was very probably left unread. */
  boolean leftUnread() {
    return dataAfterOwnFin()
        || longRequest()
        || requestUnfinished()
        || unanswered() && stillSending()
        || windowShut()
        || windowGrew()
        || connectRefused()
        || brokeOffTls()
        || turnedAway();
  }

  /**
   * Whether it came right after the other side's FIN. A program is told of a FIN only once it has read all that came
   * before; one that knows of it has left nothing unread.
   */
  boolean onHearingTheFin() {
    return victim.fin() != null
        && victim.fin().frame() < e.resetFrame()
        && since(victim.fin()) <= REACTION_NS + Math.max(0, e.record().handshakeRttNs())
        && e.record().firstFin() == e.victim();
  }

  /** Whether all that had come was read, by what the programs said or by the habits of their stacks. */
  boolean leftNothing() {
    return Talk.responseFinished(heard) && !server && !connectRefused() || isWindowsHabit();
  }

  /**
   * Windows' servers of files, RPC and directories end by reset after the client's FIN, its clients after a server's, or
   * when an idle connection has been kept for a minute.
   */
  boolean isWindowsHabit() {
    boolean closed = e.record().firstFin() == e.victim();
    boolean idle = !server && e.record().firstFin() == null && sinceLastWordNs() >= WINDOWS_KEEP_ALIVE_NS;
    return resetter.stack() == Stack.WINDOWS && (closed || idle) && !stillSending();
  }

  /**
   * Whether several messages had come to a client since its last words, small ones that a single write would have
   * brought in one segment, and it took up none.
   */
  private boolean overSeveralMessages() {
    ResetFacts facts = e.reset().facts();
    return !server && facts.receiver().dataSegments() > 1 && facts.unansweredBytes() <= ONE_SEGMENT;
  }

  /** Whether its client had said goodbye by a message that its protocol lets a server close upon without an answer. */
  boolean afterGoodbye() {
    return server && heard != null && heard.reply() == Application.Reply.NOT_NEEDED;
  }

  /**
   * Of unread data and an abort on purpose, where both are possible, the likelier: a request just come was hardly read,
   * and a client that stays silent over its answer was not reading either. Who reacts to what has come, or closes
   * upon it or upon a goodbye, has read it; two that abort at once do so on purpose; so has, mostly, a client whose peer has answered and closed.
   */
  boolean ratherOnPurpose() {
    long silence = since(victim.lastData());
    boolean reacts = !server && silence < e.soonNs();
    boolean over = !server && e.record().firstFin() == e.victim() && !overSeveralMessages();
    boolean closedItself = e.resetterClosedFirst() && !e.unansweredSince(resetter.fin());
    boolean both = e.abortedItself(e.victim());
    boolean told = onHearingTheFin() || afterGoodbye();
    return told || reacts || over || closedItself || both || silence >= LONG_NS || !unanswered();
  }
}
