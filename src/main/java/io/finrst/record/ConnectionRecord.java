package io.finrst.record;

import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Tunnel;
import java.util.List;

/**
 * The whole truth about one ended connection, immutable. What its components hold can be asked for here directly.
 *
 * @param identity which connection it is
 * @param times when it was seen, and its silences
 * @param conclusion how it ended and by whom
 * @param closing what its FINs did
 * @param resetsSeen its RSTs
 * @param anomalies what else was not in order
 * @param clientHalf what the client sent
 * @param serverHalf what the server sent
 * @param neighbours what else was on its addresses and ports
 * @param quality what the capture shows
 * @param encapsulation what its first packet was wrapped in
 * @param kernel what the kernels of its sides said, {@link KernelEvidence#NONE} unless they were watched
 * @param ladder first and last packets, kept only on request; else empty
 */
public record ConnectionRecord(
    Identity identity,
    Times times,
    Conclusion conclusion,
    Closing closing,
    ResetsSeen resetsSeen,
    Anomalies anomalies,
    HalfRecord clientHalf,
    HalfRecord serverHalf,
    Neighbours neighbours,
    CaptureQuality quality,
    Encapsulation encapsulation,
    KernelEvidence kernel,
    List<LadderPacket> ladder) {

  /** The same with what the kernels said. */
  public ConnectionRecord with(KernelEvidence told) {
    return new ConnectionRecord(
        identity, times, conclusion, closing, resetsSeen, anomalies, clientHalf, serverHalf, neighbours, quality,
        encapsulation, told, ladder);
  }

  /** What {@code side} sent. */
  public HalfRecord half(Role side) {
    return side == Role.CLIENT ? clientHalf : serverHalf;
  }

  /** See {@link Identity#endpoint}. */
  public Endpoint endpoint(Role side) {
    return identity.endpoint(side);
  }

  /** The side that {@code endpoint} is, null for neither. */
  public Role sideOf(Endpoint endpoint) {
    return endpoint.equals(client()) ? Role.CLIENT : endpoint.equals(server()) ? Role.SERVER : null;
  }

  /** See {@link Identity#tcpStream}. */
  public long tcpStream() {
    return identity.tcpStream();
  }

  /** See {@link Identity#client}. */
  public Endpoint client() {
    return identity.client();
  }

  /** See {@link Identity#server}. */
  public Endpoint server() {
    return identity.server();
  }

  /** See {@link Times#first}. */
  public Moment first() {
    return times.first();
  }

  /** See {@link Times#last}. */
  public Moment last() {
    return times.last();
  }

  /**
   * When it ended, ns since 1970: with the reset that decided; with its first SYN where none was answered; else with its
   * last packet.
   */
  public long endNs() {
    if (decidingReset() != null) {
      return decidingReset().at().timeNs();
    }
    return verdict() == Verdict.SYN_UNANSWERED ? first().timeNs() : last().timeNs();
  }

  /** See {@link Times#fractionDigits}. */
  public int fractionDigits() {
    return times.fractionDigits();
  }

  /** See {@link Times#handshakeRttNs}. */
  public long handshakeRttNs() {
    return times.handshakeRttNs();
  }

  /** See {@link Times#silenceBeforeEndNs}. */
  public long silenceBeforeEndNs() {
    return times.silenceBeforeEndNs();
  }

  /** See {@link Times#longestSilenceNs}. */
  public long longestSilenceNs() {
    return times.longestSilenceNs();
  }

  /** See {@link Conclusion#state}. */
  public State state() {
    return conclusion.state();
  }

  /** See {@link Conclusion#verdict}. */
  public Verdict verdict() {
    return conclusion.verdict();
  }

  /** See {@link Conclusion#supersedes}. */
  public Verdict supersedes() {
    return conclusion.supersedes();
  }

  /** See {@link Conclusion#endedBy}. */
  public EndedBy endedBy() {
    return conclusion.endedBy();
  }

  /** See {@link Conclusion#tamperingSignature}. */
  public TamperingSignature tamperingSignature() {
    return conclusion.tamperingSignature();
  }

  /** See {@link Closing#firstFin}. */
  public Role firstFin() {
    return closing.firstFin();
  }

  /** See {@link Closing#simultaneous}. */
  public boolean simultaneousClose() {
    return closing.simultaneous();
  }

  /** See {@link Closing#halfClose}. */
  public HalfClose halfClose() {
    return closing.halfClose();
  }

  /** See {@link ResetsSeen#kept}. */
  public List<Reset> resets() {
    return resetsSeen.kept();
  }

  /** The reset that tore the connection down, null for none; see {@link ResetsSeen#deciding}. */
  public Reset decidingReset() {
    return resetsSeen.deciding() < 0 ? null : resetsSeen.kept().get(resetsSeen.deciding());
  }

  /** See {@link ResetsSeen#notKept}. */
  public int resetsNotKept() {
    return resetsSeen.notKept();
  }

  /** See {@link Anomalies#repetition}. */
  public Repetition repetition() {
    return anomalies.repetition();
  }

  /** See {@link Anomalies#lastRepeated}. */
  public Moment lastRepeated() {
    return anomalies.lastRepeated();
  }

  /** See {@link Anomalies#unpromptedAckFrame}. */
  public long unpromptedAckFrame() {
    return anomalies.unpromptedAckFrame();
  }

  /** See {@link Anomalies#handshakeFaults}. */
  public HandshakeFaults handshakeFaults() {
    return anomalies.handshakeFaults();
  }

  /** See {@link Anomalies#icmpErrors}. */
  public List<IcmpError> icmpErrors() {
    return anomalies.icmpErrors();
  }

  /** See {@link Anomalies#icmpErrorsNotKept}. */
  public int icmpErrorsNotKept() {
    return anomalies.icmpErrorsNotKept();
  }

  /** See {@link Encapsulation#vlan}. */
  public int vlan() {
    return encapsulation.vlan();
  }

  /** See {@link Encapsulation#tunnel}. */
  public Tunnel tunnel() {
    return encapsulation.tunnel();
  }

  /** See {@link Encapsulation#tunnelId}. */
  public int tunnelId() {
    return encapsulation.tunnelId();
  }
}
