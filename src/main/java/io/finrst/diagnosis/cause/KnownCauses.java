package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Causes;
import java.util.List;

/** The causes that finrst knows. */
public final class KnownCauses {
  /** All of them. Of those whose sheets say nothing about which goes first, the one listed first does. */
  public static final Causes ALL =
      new Causes(
          List.of(
              new TlsAlert(),
              new ProtocolRefusal(),
              new AnswerCutShort(),
              new RequestCutShort(),
              new ClosedWithoutAnswer(),
              new ClientGaveUp(),
              new TlsClosedInHandshake(),
              new PathMtuBlackHole(),
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
              new IgnoredReset(),
              new IdleTimerClose()));

  private KnownCauses() {}
}
