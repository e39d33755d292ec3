package io.finrst.report;

import io.finrst.AnalysisSummary;
import io.finrst.Missing;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.SocketCall;
import io.finrst.diagnosis.SocketError;
import io.finrst.judgement.Facts;
import io.finrst.record.Anomalies;
import io.finrst.record.Appearance;
import io.finrst.record.Application;
import io.finrst.record.CaptureQuality.Directions;
import io.finrst.record.CaptureQuality.Handshake;
import io.finrst.record.CaptureQuality;
import io.finrst.record.Closing;
import io.finrst.record.Conclusion;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Encapsulation;
import io.finrst.record.EndedBy;
import io.finrst.record.FlowControl;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.record.HandshakeFaults;
import io.finrst.record.IcmpError;
import io.finrst.record.Identity;
import io.finrst.record.IpIdPattern;
import io.finrst.record.KernelEvidence;
import io.finrst.record.LadderPacket;
import io.finrst.record.Milestones;
import io.finrst.record.Moment;
import io.finrst.record.Neighbours;
import io.finrst.record.Opening;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.record.ResetsSeen;
import io.finrst.record.Shown;
import io.finrst.record.TamperingSignature;
import io.finrst.record.Stack;
import io.finrst.record.Times;
import io.finrst.record.Traffic;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.ApplicationMessage;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;
import io.finrst.wire.Tunnel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records made by hand, one story each: change a field before {@link #build} to tell another. */
public final class Records {
  /** 2026-11-20T19:23:34.438146Z. */
  public static final long START_NS = 1_795_202_614_438_146_000L;

  private static final long MS = 1_000_000L;

  public long tcpStream = 3;
  public Endpoint client = new Endpoint(ipv4(10, 0, 0, 5), 40002);
  public Endpoint server = new Endpoint(ipv4(10, 0, 0, 9), 443);
  public Moment first = at(1, 0);
  public Moment last = at(32, 200);
  public int fractionDigits = 6;
  public State state = State.TRANSFER;
  public Verdict supersedes;
  public KernelEvidence kernel = KernelEvidence.NONE;
  public EndedBy endedBy;
  public Role firstFin;
  public boolean simultaneousClose;
  public HalfClose halfClose;
  public long handshakeRttNs = 12 * MS;
  public long silenceBeforeEndNs;
  public long longestSilenceNs;
  public List<Reset> resets = new ArrayList<>();
  public int resetsNotKept;
  public TamperingSignature tamperingSignature;
  public Repetition repetition;
  public Moment lastRepeated;
  public long unpromptedAckFrame;
  public HandshakeFaults handshakeFaults = HandshakeFaults.NONE;
  public List<IcmpError> icmpErrors = new ArrayList<>();
  public int icmpErrorsNotKept;
  public HalfRecord clientHalf = half(17, 18_559, at(31, 169), at(31, 169), null, null);
  public HalfRecord serverHalf = half(13, 0, at(32, 200), null, null, null);
  public CaptureQuality quality =
      new CaptureQuality(Handshake.COMPLETE, Directions.BOTH, 0, false, false, false, -1, false, Set.of(), List.of());
  public int vlan = -1;
  public Tunnel tunnel = Tunnel.NONE;
  public int tunnelId;
  public List<LadderPacket> ladder = List.of();

  private Records() {}

  /** A moment so many ms after the start. */
  public static Moment at(long frame, long ms) {
    return new Moment(frame, START_NS + ms * MS);
  }

  public static Address ipv4(int a, int b, int c, int d) {
    return new Address(4, 0, (long) a << 24 | b << 16 | c << 8 | d);
  }

  public static HalfRecord half(
      long packets, long bytes, Moment last, Moment lastData, Moment fin, Moment finAcknowledged) {
    return half(packets, bytes, 0, 0, 0, 0, 1, last, lastData, fin, finAcknowledged);
  }

  public static HalfRecord half(
      long packets,
      long bytes,
      long retransmitted,
      long unacknowledged,
      int keepAlives,
      int zeroWindows,
      int syns,
      Moment last,
      Moment lastData,
      Moment fin,
      Moment finAcknowledged) {
    return new HalfRecord(
        new Traffic(packets, bytes, retransmitted, 0, 0, 0, unacknowledged, keepAlives),
        new Opening(syns, 1460, 7, false),
        new FlowControl(64_240, zeroWindows, 0, null),
        new Appearance(true, 64, false, 0, IpIdPattern.COUNTER, Stack.LINUX),
        new Milestones(
            last == null ? 0 : last.frame(),
            lastData == null ? 0 : lastData.frame(),
            lastData,
            fin,
            finAcknowledged == null ? 0 : finAcknowledged.frame()),
        null);
  }

  /** The same with what its program was saying. */
  private static HalfRecord saying(HalfRecord h, Application said) {
    return new HalfRecord(h.traffic(), h.opening(), h.flowControl(), h.appearance(), h.milestones(), said);
  }

  /** The same from another distance. */
  private static HalfRecord withTtl(HalfRecord h, int ttl) {
    Appearance looks = h.appearance();
    Appearance other =
        new Appearance(looks.timestamps(), ttl, false, looks.dscp(), looks.ipIdPattern(), looks.stack());
    return new HalfRecord(h.traffic(), h.opening(), h.flowControl(), other, h.milestones(), h.application());
  }

  /** A device that says why resets an upload, which looks like tampering. */
  public static Records aResetWithWords() {
    return aResetWithWords("no \u001b[2Jflow");
  }

  /** The same with other words. */
  public static Records aResetWithWords(String words) {
    Records r = anInjectedReset();
    r.resets.set(
        0,
        new Reset(
            Role.SERVER, "R", 1, 0, ResetKind.FOREIGN, ResetEffect.ACCEPTED, "exactly the expected number", 0, false,
            injected().payload(12, words).tos(72).flowLabel(4711).mptcpReason(6).build()));
    r.tamperingSignature = TamperingSignature.PSH_RST;
    r.clientHalf =
        saying(
            r.clientHalf,
            new Application(
                ApplicationMessage.HTTP_REQUEST, 4, 2, "POST", 0, -1, false, true, Application.Body.PARTIAL, 8_192,
                3_000, "", Application.Reply.UNKNOWN, Application.Handshake.NONE));
    r.serverHalf =
        saying(
            r.serverHalf,
            new Application(
                ApplicationMessage.TLS_ALERT, 30, 0, "", 0, 40, false, false, Application.Body.UNKNOWN, -1, -1, "",
                Application.Reply.UNKNOWN, Application.Handshake.BEGUN));
    return r;
  }

  /** No packet of either side and nothing known. */
  public static Records nothing() {
    Records r = new Records();
    r.state = State.NEW;
    r.last = r.first;
    r.handshakeRttNs = -1;
    r.clientHalf = half(0, 0, 0, 0, 0, 0, 0, null, null, null, null);
    r.serverHalf = r.clientHalf;
    return r;
  }

  /** The same in the first state that rests on {@code verdict}. */
  public Records endingAs(Verdict verdict) {
    state = Arrays.stream(State.values()).filter(each -> each.verdict() == verdict).findFirst().orElseThrow();
    return this;
  }

  /** Still open. */
  public static Records anOpenOne() {
    return new Records();
  }

  /** The server resets an upload it has not read. */
  public static Records aReset() {
    Records r = new Records();
    r.state = State.RESET_AFTER_DATA;
    r.endedBy = new EndedBy(Role.SERVER, r.server, 32);
    r.silenceBeforeEndNs = 31 * MS;
    r.resets.add(
        new Reset(
            Role.SERVER, "RA", 1, 18_560, ResetKind.ABORT, ResetEffect.ACCEPTED,
            "its sequence number is exactly the one expected", 0, false,
            Facts.abort().at(at(32, 200)).numbers(1, 18_560).build()));
    return r;
  }

  /** A firewall in the middle resets, and the server's own answer to the rest is ignored. */
  public static Records anInjectedReset() {
    Records r = aReset();
    r.resets.set(
        0,
        new Reset(
            Role.SERVER, "R", 1, 0, ResetKind.FOREIGN, ResetEffect.ACCEPTED, "exactly the expected number", 0, true,
            injected().build()));
    r.serverHalf = withTtl(r.serverHalf, 54);
    r.resetsNotKept = 2;
    return r;
  }

  private static Facts injected() {
    return Facts.bare(1).at(at(32, 200)).ttl(247).ipId(54_321);
  }

  /** The port is closed. */
  public static Records aRefusal() {
    Records r = new Records();
    r.state = State.REFUSED;
    r.last = new Moment(2, START_NS + 50_000);
    r.handshakeRttNs = -1;
    r.endedBy = new EndedBy(Role.SERVER, r.server, 2);
    r.clientHalf = half(1, 0, r.first, null, null, null);
    r.serverHalf = half(1, 0, r.last, null, null, null);
    r.resets.add(
        new Reset(
            Role.SERVER, "RA", 0, 1, ResetKind.ANSWER, ResetEffect.ACCEPTED, "it acknowledges the SYN", 1, false,
            Facts.refusal(0).at(r.last).build()));
    r.quality = new CaptureQuality(Handshake.PARTIAL, Directions.BOTH, 0, false, false, false, -1, false, Set.of(), List.of());
    return r;
  }

  /** Both close in order, the client first. */
  public static Records aGracefulClose() {
    Records r = new Records();
    r.state = State.CLOSED;
    r.last = at(12, 204);
    r.firstFin = Role.CLIENT;
    r.endedBy = new EndedBy(Role.CLIENT, r.client, 10);
    r.clientHalf = half(7, 100, at(12, 204), at(4, 15), at(10, 200), at(11, 203));
    r.serverHalf = half(5, 5_000_000, at(11, 203), at(9, 190), at(11, 203), at(12, 204));
    return r;
  }

  /** The client closes, the server sends on and never closes. */
  public static Records aHalfClose() {
    Records r = aGracefulClose();
    r.state = State.HALF_CLOSED;
    r.endedBy = null;
    r.halfClose = new HalfClose(Role.CLIENT, 1_500, 3_000 * MS);
    r.serverHalf = half(5, 5_000_000, at(11, 3_203), at(11, 3_203), null, null);
    r.last = at(12, 3_204);
    return r;
  }

  /** Over IPv6, with all that can spoil a capture. */
  public static Records aPoorCapture() {
    Records r = new Records();
    r.tcpStream = 1_234_567;
    r.client = new Endpoint(new Address(6, 0x20010db8_00000001L, 0x02020202_03030303L), 65_535);
    r.server = new Endpoint(new Address(6, 0x20010db8_00000000L, 1), 8_443);
    r.state = State.RESET_UNEXPLAINED;
    r.quality =
        new CaptureQuality(
            Handshake.NONE, Directions.SERVER_ONLY, 2, true, true, true, 17, true, EnumSet.of(Shown.BEGINNING, Shown.BOTH_SIDES, Shown.EVERY_BYTE),
            List.of("large segments suggest a capture on the sending host, with offload"));
    r.handshakeRttNs = -1;
    r.repetition = new Repetition(Role.SERVER, Repetition.Kind.KEEP_ALIVE, 3, 32, 75_000 * MS, 7_200_000 * MS);
    r.handshakeFaults = new HandshakeFaults(4, 5, 6);
    r.vlan = 5;
    r.tunnel = Tunnel.VXLAN;
    r.tunnelId = -1;
    r.icmpErrors.add(new IcmpError(at(7, 20), Role.SERVER, r.client.address(), 6, 1, 4, false));
    r.icmpErrorsNotKept = 1_200;
    r.clientHalf = half(0, 0, 0, 0, 0, 0, 0, null, null, null, null);
    r.serverHalf = half(13, 2_000, 3, 500, 2, 1, 0, at(32, 200), at(31, 169), null, null);
    return r;
  }

  public Records stream(long number) {
    tcpStream = number;
    return this;
  }

  /** First packets, then the last before and with the reset of {@link #aReset}. */
  public Records withLadder() {
    ladder =
        List.of(
            packet(1, 0, Role.CLIENT, Segment.SYN, 0, 0, 0, LadderPacket.Note.NONE),
            packet(31, 169, Role.CLIENT, Segment.PSH | Segment.ACK, 17_100, 1, 1_460, LadderPacket.Note.RETRANSMISSION),
            packet(31, 170, Role.SERVER, Segment.ACK, 1, 18_560, 0, LadderPacket.Note.NONE),
            packet(32, 200, Role.SERVER, Segment.RST | Segment.ACK, 1, 18_560, 0, LadderPacket.Note.NONE));
    return this;
  }

  private static LadderPacket packet(
      long frame, long ms, Role from, int flags, long seq, long ack, int length, LadderPacket.Note note) {
    byte[] bytes = {};
    return new LadderPacket(at(frame, ms), from, flags, seq, ack, length, 501, 64, note, bytes, 1);
  }

  private int deciding() {
    for (int i = 0; i < resets.size(); i++) {
      if (endedBy != null && resets.get(i).at().frame() == endedBy.frame()) {
        return i;
      }
    }
    return -1;
  }

  public ConnectionRecord build() {
    return new ConnectionRecord(
        new Identity(tcpStream, client, server),
        new Times(
            first, last, fractionDigits, handshakeRttNs, silenceBeforeEndNs, longestSilenceNs, Times.MOST_WATCHED_NS),
        new Conclusion(state, supersedes, endedBy, tamperingSignature),
        new Closing(firstFin, simultaneousClose, halfClose),
        new ResetsSeen(List.copyOf(resets), resetsNotKept, deciding()),
        new Anomalies(repetition, lastRepeated, unpromptedAckFrame, handshakeFaults, List.copyOf(icmpErrors),
            icmpErrorsNotKept),
        clientHalf,
        serverHalf,
        Neighbours.NONE,
        quality,
        new Encapsulation(vlan, tunnel, tunnelId),
        kernel,
        ladder);
  }

  /** As a listener is told of it; who ended it and where its resets came from is made out here. */
  public AnalysedConnection told(Diagnosis made) {
    ConnectionRecord c = build();
    Ending ending = new Ending(c);
    Diagnosis diagnosis =
        new Diagnosis(
            ending.endedBy(), ending.origins(), made.findings(), made.clientErrors(), made.serverErrors(),
            made.clientAdvice(), made.serverAdvice());
    return new AnalysedConnection() {
      private boolean asked;

      @Override
      public long tcpStream() {
        return c.tcpStream();
      }

      @Override
      public Verdict verdict() {
        return c.verdict();
      }

      @Override
      public long serverKey() {
        return c.server().hashCode();
      }

      @Override
      public Verdict supersedes() {
        return c.supersedes();
      }

      @Override
      public Address clientAddress() {
        return c.client().address();
      }

      @Override
      public Address serverAddress() {
        return c.server().address();
      }

      @Override
      public int clientPort() {
        return c.client().port();
      }

      @Override
      public int serverPort() {
        return c.server().port();
      }

      @Override
      public long longestSilenceNs() {
        return c.longestSilenceNs();
      }

      @Override
      public long lastTimeNs() {
        return c.last().timeNs();
      }

      @Override
      public List<Long> alsoStreams() {
        return build().neighbours().alsoStreams();
      }

      @Override
      public Set<Shown> lacks() {
        return quality.lacks();
      }

      @Override
      public boolean mayHaveFailed() {
        return c.clientHalf().application() != null;
      }

      @Override
      public boolean isTranslated() {
        return c.quality().translatedFrom() >= 0;
      }

      @Override
      public ConnectionRecord record() {
        asked = true;
        return c;
      }

      @Override
      public boolean hasRecord() {
        return asked;
      }

      @Override
      public Diagnosis diagnosis() {
        asked = true;
        return diagnosis;
      }
    };
  }

  /** For {@link #aReset}: two causes that look alike, errors and advice for both sides. */
  public static Diagnosis unreadData() {
    return new Diagnosis(
        null,
        List.of(),
        List.of(
            new Finding(
                Cause.UNREAD_DATA_AT_CLOSE,
                Confidence.LIKELY,
                List.of(
                    new Evidence(31, "the server had acknowledged 18,559 bytes and answered none"),
                    new Evidence(0, "no FIN of either side")),
                List.of(Cause.ABORTIVE_CLOSE),
                "whether the server's program read the request to its end",
                true),
            new Finding(
                Cause.ABORTIVE_CLOSE, Confidence.POSSIBLE, List.of(), List.of(Cause.UNREAD_DATA_AT_CLOSE), "", true)),
        List.of(
            new SocketError(SocketCall.RECV, Errno.ECONNRESET), new SocketError(SocketCall.SEND, Errno.EPIPE)),
        List.of(),
        List.of("Send the request again only if it is safe to repeat."),
        List.of("Read the request to its end before closing.", "Or close in two steps: shutdown, read, close."));
  }

  /** One cause with these words as its evidence, as if a packet had brought them. */
  public static Diagnosis saying(String words) {
    Finding finding =
        new Finding(
            Cause.INJECTED_RESET, Confidence.LIKELY, List.of(new Evidence(1, words)), List.of(), "", true);
    return new Diagnosis(null, List.of(), List.of(finding), List.of(), List.of(), List.of(), List.of());
  }

  public static Diagnosis portClosed() {
    return new Diagnosis(
        null,
        List.of(),
        List.of(new Finding(Cause.PORT_CLOSED, Confidence.CERTAIN, List.of(), List.of(), "", true)),
        List.of(new SocketError(SocketCall.CONNECT, Errno.ECONNREFUSED)),
        List.of(),
        List.of(),
        List.of());
  }

  /** One cause, nothing else; none for the empty name. */
  public static Diagnosis named(String cause) {
    List<Finding> findings =
        Cause.byId(cause).stream()
            .map(known -> new Finding(known, Confidence.LIKELY, List.of(), List.of(), "", true))
            .toList();
    return new Diagnosis(null, List.of(), findings, List.of(), List.of(), List.of(), List.of());
  }

  /** Of one capture without faults. */
  public static AnalysisSummary summary(Map<Verdict, Long> verdicts) {
    long connections = verdicts.values().stream().mapToLong(Long::longValue).sum();
    CaptureInfo capture =
        new CaptureInfo("a.pcap", "pcap", List.of(1), 30, 1, START_NS, START_NS + 200 * MS, 262_144, -1, ClockFaults.NONE,
            null);
    return new AnalysisSummary(
        List.of(capture), 30, 30, Map.of(), connections, 0, 0, Missing.NOTHING, verdicts, START_NS, START_NS + 200 * MS, 6, 0,
        Patterns.NONE);
  }

  /** The same, of 100 connections that have something in common. */
  public static AnalysisSummary summary(Patterns patterns) {
    AnalysisSummary s = summary(Map.of(Verdict.GRACEFUL, 100L));
    return new AnalysisSummary(
        s.captures(), s.packets(), s.tcpPackets(), s.skipped(), s.connections(), s.translated(), s.evicted(),
        s.missing(), s.verdicts(), s.firstTimeNs(), s.lastTimeNs(), s.fractionDigits(), s.filteredOut(), patterns);
  }

  /** Of two captures with every fault. */
  public static AnalysisSummary poorSummary() {
    Map<String, Long> skipped = new LinkedHashMap<>();
    skipped.put("UDP", 1_200L);
    skipped.put("ARP", 34L);
    Map<Verdict, Long> verdicts = new LinkedHashMap<>();
    verdicts.put(Verdict.RST_AFTER_DATA, 12L);
    verdicts.put(Verdict.GRACEFUL, 1_234L);
    return new AnalysisSummary(
        List.of(
            new CaptureInfo("a\u001b[2J.pcap", "pcap+gzip", List.of(1, 113), 9, 1, START_NS, START_NS, 0, 12,
                new ClockFaults(2, 3, 5_400_000 * MS), null),
            new CaptureInfo("b.pcap", "pcapng", List.of(), 0, 0, 0, 0, 96, -1, ClockFaults.NONE,
                "a record is cut short at byte 1234")),
        54_321, 50_000, skipped, 1_246, 5, 7,
        new Missing(true, Map.of(Shown.BEGINNING, 1L, Shown.BOTH_SIDES, 2L, Shown.EVERY_BYTE, 3L)), verdicts, START_NS, START_NS + 351_000 * MS, 6, 3, Patterns.NONE);
  }

  /** Of nothing. */
  public static AnalysisSummary emptySummary() {
    return new AnalysisSummary(List.of(), 0, 0, Map.of(), 0, 0, 0, Missing.NOTHING, Map.of(), 0, 0, 6, 0, Patterns.NONE);
  }
}
