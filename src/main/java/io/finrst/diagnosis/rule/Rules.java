package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Rule;
import java.util.List;

/** All rules. Between equally strong findings the one listed first wins: the special before the general. */
public final class Rules {
  /** In order of precedence. */
  public static final List<Rule> ALL =
      List.of(
          new IcmpUnreachable(),
          new BadHandshakeAck(),
          new BacklogFull(),
          new BacklogOverflow(),
          new HalfOpenScan(),
          new ConnectAborted(),
          new KeepaliveTimeout(),
          new RetransmissionTimeout(),
          new ZeroWindowAbort(),
          new KeepaliveRace(),
          new DataAfterClose(),
          new UnreadDataAtClose(),
          new HealthCheck(),
          new AbortiveClose(),
          new MiddleboxIdleTimeout(),
          new PathReject(),
          new InjectedReset(),
          new PortClosed(),
          new NatStateLost(),
          new StaleConnection(),
          new CloseWaitLeak(),
          new OrphanLimit(),
          new SynAckLost(),
          new SynDropped(),
          new HalfOpenRecovery(),
          new TimeWaitAssassination(),
          new LatePacketAfterClose(),
          new IgnoredReset());

  private Rules() {}
}
