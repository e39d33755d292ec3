package io.finrst.record;

import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Tunnel;
import java.util.List;

/**
 * The whole truth about one ended connection, immutable.
 *
 * @param tcpStream Wireshark's {@code tcp.stream} in the unfiltered input, from 0
 * @param client the side that sent the first SYN, or the guessed one (see {@link CaptureQuality#rolesGuessed})
 * @param server the other side
 * @param first first packet
 * @param last last packet
 * @param fractionDigits digits of the second's fraction that the capture holds
 * @param state where the state machine came to rest
 * @param verdict how it ended
 * @param supersedes what was told of it before and no longer holds; null when nothing was
 * @param endedBy who ended it; null when nobody did or nobody can say
 * @param firstFin who closed first: the sender of the first FIN; null when there was none
 * @param simultaneousClose whether both FINs crossed: each was sent before the other had been acknowledged
 * @param halfClose what came after the first FIN; null unless a side was half-closed
 * @param handshakeRttNs from the SYN to the ACK of the handshake as the capture point saw it, -1 when not seen
 * @param silenceBeforeEndNs silence of both sides before the packet that began the end, 0 when nothing ended it
 * @param longestSilenceNs longest silence of both sides, of 1 s or more and before any FIN, after which they went on:
 *     one side broke it and the other answered; 0 when there was none
 * @param resets every RST, in order
 * @param resetsNotKept resets beyond the bound of {@code resets}
 * @param tamperingSignature what its end resembles of the endings that suggest tampering; null for none
 * @param repetition what one side repeated without answer when it ended; null when nothing was
 * @param lastRepeated the last segment that either side sent again, answered or not; null when there was none
 * @param unpromptedAckFrame frame of the first ACK that repeats the one before it although nothing in the capture asked
 *     for it, as a challenge ACK (RFC 5961) does; 0 for none
 * @param handshakeFaults what went wrong while connecting
 * @param icmpErrors ICMP errors that quote it, in order, bounded
 * @param clientHalf what the client sent
 * @param serverHalf what the server sent
 * @param quality what the capture shows
 * @param vlan outermost VLAN id of its first packet, -1 when untagged
 * @param tunnel tunnel of its first packet
 * @param tunnelId VNI, key or TEID of that tunnel
 * @param kernel what the kernels of its sides said, {@link KernelEvidence#NONE} unless they were watched
 * @param ladder first and last packets, kept only on request; else empty
 */
public record ConnectionRecord(
    long tcpStream,
    Endpoint client,
    Endpoint server,
    Moment first,
    Moment last,
    int fractionDigits,
    State state,
    Verdict verdict,
    Verdict supersedes,
    EndedBy endedBy,
    Role firstFin,
    boolean simultaneousClose,
    HalfClose halfClose,
    long handshakeRttNs,
    long silenceBeforeEndNs,
    long longestSilenceNs,
    List<Reset> resets,
    int resetsNotKept,
    TamperingSignature tamperingSignature,
    Repetition repetition,
    Moment lastRepeated,
    long unpromptedAckFrame,
    HandshakeFaults handshakeFaults,
    List<IcmpError> icmpErrors,
    HalfRecord clientHalf,
    HalfRecord serverHalf,
    CaptureQuality quality,
    int vlan,
    Tunnel tunnel,
    int tunnelId,
    KernelEvidence kernel,
    List<LadderPacket> ladder) {

  /** The same with what the kernels said. */
  public ConnectionRecord with(KernelEvidence told) {
    return new ConnectionRecord(
        tcpStream, client, server, first, last, fractionDigits, state, verdict, supersedes, endedBy, firstFin,
        simultaneousClose, halfClose, handshakeRttNs, silenceBeforeEndNs, longestSilenceNs, resets, resetsNotKept,
        tamperingSignature, repetition, lastRepeated, unpromptedAckFrame,
        handshakeFaults, icmpErrors, clientHalf, serverHalf, quality, vlan, tunnel, tunnelId, told, ladder);
  }

  /** What {@code side} sent. */
  public HalfRecord half(Role side) {
    return side == Role.CLIENT ? clientHalf : serverHalf;
  }

  /** Address and port of {@code side}. */
  public Endpoint endpoint(Role side) {
    return side == Role.CLIENT ? client : server;
  }
}
