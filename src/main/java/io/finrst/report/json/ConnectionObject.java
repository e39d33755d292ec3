package io.finrst.report.json;

import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.ErrorMessages;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.Oddity;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.Application;
import io.finrst.record.CaptureQuality;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.record.HandshakeFaults;
import io.finrst.record.IcmpError;
import io.finrst.record.KernelReset;
import io.finrst.record.Moment;
import io.finrst.record.Neighbours;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.record.Shown;
import io.finrst.record.TamperingSignature;
import io.finrst.report.CommunityId;
import io.finrst.report.DisplayFilter;
import io.finrst.report.EnumId;
import io.finrst.report.HostNames;
import io.finrst.report.Printable;
import io.finrst.report.ZeekState;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.wire.Endpoint;
import io.finrst.wire.TlsAlert;
import io.finrst.wire.Tunnel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Writes one {@code connection} object. */
final class ConnectionObject {
  private static final String[] STATES = ids(State.values());
  private static final String[] BODIES = ids(Application.Body.values());
  private static final String[] REPLIES = ids(Application.Reply.values());
  private static final String[] TLS_HANDSHAKES = ids(Application.Handshake.values());
  private static final String[] HANDSHAKES = ids(CaptureQuality.Handshake.values());
  private static final String[] DIRECTIONS = ids(CaptureQuality.Directions.values());

  private final Fields fields;
  private final HostNames names;
  private final CommunityId communityId = new CommunityId();
  private boolean zeek;

  ConnectionObject(Fields fields, HostNames names) {
    this.fields = fields;
    this.names = names;
  }

  /** Adds what Zeek says of each connection. */
  void withZeek() {
    zeek = true;
  }

  private static String[] ids(Enum<?>[] values) {
    return Arrays.stream(values).map(EnumId::of).toArray(String[]::new);
  }

  void write(ConnectionRecord c, Diagnosis diagnosis, Ended ended, FrameOrigins origins) throws IOException {
    fields.precision(c.fractionDigits());
    fields.startItem();
    fields.text(Keys.Connection.TYPE, "connection");
    fields.text(Keys.Connection.VERSION, Keys.SCHEMA_VERSION);
    fields.number(Keys.Connection.STREAM, c.tcpStream());
    fields.text(Keys.Connection.COMMUNITY_ID, communityId.of(c.client(), c.server()));
    fields.text(Keys.Connection.DISPLAY_FILTER, DisplayFilter.of(c, origins));
    fields.alwaysOrigin(Keys.Connection.CAPTURE, Keys.Connection.FRAME_IN_CAPTURE, c.first().frame());
    neighbours(c.neighbours());
    endpoint(Keys.Connection.CLIENT, c.client());
    endpoint(Keys.Connection.SERVER, c.server());
    fields.time(Keys.Connection.START, c.first().timeNs());
    fields.time(Keys.Connection.END, c.last().timeNs());
    fields.seconds(Keys.Connection.DURATION, c.last().since(c.first()));
    fields.seconds(Keys.Connection.SILENCE, c.silenceBeforeEndNs());
    fields.seconds(Keys.Connection.LONGEST_SILENCE, c.longestSilenceNs());
    if (c.handshakeRttNs() < 0) {
      fields.nothing(Keys.Connection.HANDSHAKE_RTT);
    } else {
      fields.seconds(Keys.Connection.HANDSHAKE_RTT, c.handshakeRttNs());
    }
    fields.text(Keys.Connection.VERDICT, c.verdict().id());
    fields.text(Keys.Connection.HARM, ended.harm());
    fields.text(Keys.Connection.SUPERSEDES, c.supersedes() == null ? null : c.supersedes().id());
    fields.text(Keys.Connection.STATE, STATES[c.state().ordinal()]);
    endedBy(c, diagnosis.endedBy());
    closing(c);
    resets(diagnosis.origins());
    fields.number(Keys.Connection.RESETS_NOT_KEPT, c.resetsNotKept());
    tampering(c.tamperingSignature());
    repetition(c.repetition());
    handshakeFaults(c.handshakeFaults());
    icmpErrors(c.icmpErrors());
    fields.number(Keys.Connection.ICMP_ERRORS_NOT_KEPT, c.icmpErrorsNotKept());
    kernelResets(c);
    diagnosis(c, diagnosis);
    fields.start(Keys.Connection.TRAFFIC);
    half(Keys.Traffic.CLIENT, c.clientHalf());
    half(Keys.Traffic.SERVER, c.serverHalf());
    fields.end();
    fields.start(Keys.Connection.APPLICATION);
    said(Keys.Talk.CLIENT, c.clientHalf().application());
    said(Keys.Talk.SERVER, c.serverHalf().application());
    fields.end();
    quality(c.quality());
    fields.number(Keys.Connection.VLAN, c.vlan(), c.vlan() >= 0);
    tunnel(c.tunnel(), c.tunnelId());
    if (zeek) {
      zeek(ZeekState.of(c));
    }
    fields.end();
  }

  private void zeek(ZeekState state) throws IOException {
    fields.start(Keys.Connection.ZEEK);
    fields.text(Keys.Zeek.CONN_STATE, state.state());
    fields.text(Keys.Zeek.HISTORY, state.history());
    fields.texts(Keys.Zeek.HISTORY_LACKS, state.lacks());
    fields.end();
  }

  private void neighbours(Neighbours neighbours) throws IOException {
    fields.startList(Keys.Connection.ALSO_STREAMS);
    for (long stream : neighbours.alsoStreams()) {
      fields.item(stream);
    }
    fields.endList();
    fields.number(Keys.Connection.CLEARED, neighbours.cleared(), neighbours.cleared() >= 0);
    fields.number(Keys.Connection.CLEARED_BY, neighbours.clearedBy(), neighbours.clearedBy() >= 0);
  }

  /** Address and port under {@code key}, and the name where it is known. */
  void endpoint(Key key, Endpoint endpoint) throws IOException {
    fields.start(key);
    fields.address(Keys.End.IP, endpoint.address());
    fields.number(Keys.End.PORT, endpoint.port());
    String name = names.of(endpoint.address());
    if (name != null) {
      fields.text(Keys.End.NAME, name);
    }
    fields.end();
  }

  private void endedBy(ConnectionRecord c, EndedBy endedBy) throws IOException {
    if (endedBy == null) {
      fields.nothing(Keys.Connection.ENDED_BY);
      return;
    }
    fields.start(Keys.Connection.ENDED_BY);
    fields.text(Keys.EndedBy.ROLE, endedBy.role().id());
    Role used = endedBy.role() == Role.MIDDLEBOX ? c.sideOf(endedBy.endpoint()) : null;
    if (used == null) {
      fields.address(Keys.EndedBy.IP, endedBy.endpoint().address());
    } else {
      fields.nothing(Keys.EndedBy.IP);
    }
    fields.number(Keys.EndedBy.PORT, endedBy.endpoint().port(), used == null && endedBy.endpoint().port() != 0);
    fields.text(Keys.EndedBy.IN_NAME_OF, used == null ? null : used.id());
    fields.number(Keys.EndedBy.FRAME, endedBy.frame());
    fields.origin(Keys.EndedBy.CAPTURE, Keys.EndedBy.FRAME_IN_CAPTURE, endedBy.frame());
    fields.end();
  }

  private void closing(ConnectionRecord c) throws IOException {
    if (c.firstFin() == null) {
      fields.nothing(Keys.Connection.FIRST_FIN);
    } else {
      fields.start(Keys.Connection.FIRST_FIN);
      fields.text(Keys.FirstFin.ROLE, c.firstFin().id());
      Moment fin = c.half(c.firstFin()).fin();
      fields.moment(Keys.FirstFin.FRAME, Keys.FirstFin.TIME, fin);
      fields.origin(Keys.FirstFin.CAPTURE, Keys.FirstFin.FRAME_IN_CAPTURE, fin == null ? 0 : fin.frame());
      fields.end();
    }
    fields.flag(Keys.Connection.SIMULTANEOUS_CLOSE, c.simultaneousClose());
    HalfClose halfClose = c.halfClose();
    if (halfClose == null) {
      fields.nothing(Keys.Connection.HALF_CLOSE);
    } else {
      fields.start(Keys.Connection.HALF_CLOSE);
      fields.text(Keys.HalfClose.BY, halfClose.by().id());
      fields.number(Keys.HalfClose.BYTES_AFTER_FIN, halfClose.bytesAfterFin());
      fields.seconds(Keys.HalfClose.DURATION, halfClose.durationNs());
      fields.end();
    }
  }

  private void resets(List<ResetOrigin> resets) throws IOException {
    fields.startList(Keys.Connection.RESETS);
    for (ResetOrigin origin : resets) {
      Reset reset = origin.reset();
      fields.startItem();
      fields.moment(Keys.OneReset.FRAME, Keys.OneReset.TIME, reset.at());
      fields.origin(Keys.OneReset.CAPTURE, Keys.OneReset.FRAME_IN_CAPTURE, reset.at().frame());
      fields.text(Keys.OneReset.FROM, reset.from().id());
      fields.text(Keys.OneReset.FLAGS, reset.flags());
      fields.number(Keys.OneReset.SEQ, reset.seq());
      fields.number(Keys.OneReset.ACK, reset.ack());
      fields.number(Keys.OneReset.WINDOW, reset.window());
      fields.number(Keys.OneReset.TTL, reset.ttl());
      fields.number(Keys.OneReset.IP_ID, reset.ipId());
      fields.number(Keys.OneReset.PAYLOAD_LENGTH, reset.payloadLength());
      fields.text(Keys.OneReset.TEXT, reset.text().isEmpty() ? null : Printable.of(reset.text()));
      fields.number(Keys.OneReset.TOS, reset.tos());
      fields.number(Keys.OneReset.FLOW_LABEL, reset.flowLabel(), reset.flowLabel() >= 0);
      fields.number(Keys.OneReset.MPTCP_REASON, reset.mptcpReason(), reset.mptcpReason() >= 0);
      fields.text(Keys.OneReset.KIND, origin.kind().id());
      fields.text(Keys.OneReset.EFFECT, reset.effect().id());
      fields.text(Keys.OneReset.WHY, reset.why());
      fields.frame(Keys.OneReset.ANSWERS, reset.answeredFrame());
      fields.texts(Keys.OneReset.ODDITIES, origin.oddities().keySet().stream().map(Oddity::id).toList());
      fields.texts(Keys.OneReset.ODDITIES_IN_WORDS, List.copyOf(origin.oddities().values()));
      fields.end();
    }
    fields.endList();
  }

  private void tampering(TamperingSignature signature) throws IOException {
    if (signature == null) {
      fields.nothing(Keys.Connection.TAMPERING);
      return;
    }
    fields.start(Keys.Connection.TAMPERING);
    fields.number(Keys.Signature.NUMBER, signature.number());
    fields.text(Keys.Signature.NAME, signature.notation());
    fields.text(Keys.Signature.SOURCE, TamperingSignature.SOURCE);
    fields.end();
  }

  private void repetition(Repetition repetition) throws IOException {
    if (repetition == null) {
      fields.nothing(Keys.Connection.REPETITION);
      return;
    }
    fields.start(Keys.Connection.REPETITION);
    fields.text(Keys.Repeated.BY, repetition.by().id());
    fields.text(Keys.Repeated.KIND, EnumId.of(repetition.kind()));
    fields.number(Keys.Repeated.COUNT, repetition.count());
    fields.number(Keys.Repeated.LAST_FRAME, repetition.lastFrame());
    fields.seconds(Keys.Repeated.LAST_GAP, repetition.lastGapNs());
    fields.seconds(Keys.Repeated.SILENCE_BEFORE, repetition.silenceBeforeNs());
    fields.end();
  }

  private void handshakeFaults(HandshakeFaults faults) throws IOException {
    fields.start(Keys.Connection.HANDSHAKE_FAULTS);
    fields.frame(Keys.Faults.CHALLENGE_ACK, faults.challengeAckFrame());
    fields.frame(Keys.Faults.BAD_ACK, faults.badAckFrame());
    fields.frame(Keys.Faults.SYN_ACK_AGAIN, faults.synAckAgainFrame());
    fields.end();
  }

  private void icmpErrors(List<IcmpError> errors) throws IOException {
    fields.startList(Keys.Connection.ICMP_ERRORS);
    for (IcmpError error : errors) {
      fields.startItem();
      fields.moment(Keys.Icmp.FRAME, Keys.Icmp.TIME, error.at());
      fields.origin(Keys.Icmp.CAPTURE, Keys.Icmp.FRAME_IN_CAPTURE, error.at().frame());
      fields.address(Keys.Icmp.FROM, error.sender());
      fields.text(Keys.Icmp.TO, error.to().id());
      fields.number(Keys.Icmp.IP_VERSION, error.ipVersion());
      fields.number(Keys.Icmp.TYPE, error.type());
      fields.number(Keys.Icmp.CODE, error.code());
      fields.flag(Keys.Icmp.QUOTES_SYN, error.quotesSyn());
      fields.end();
    }
    fields.endList();
  }

  private void kernelResets(ConnectionRecord c) throws IOException {
    fields.startList(Keys.Connection.KERNEL_RESETS);
    for (KernelReset reset : c.kernel().resets()) {
      fields.startItem();
      fields.time(Keys.Kernel.TIME, reset.timeNs());
      fields.text(Keys.Kernel.ACTION, EnumId.of(reset.action()));
      fields.text(Keys.Kernel.FROM, (reset.from().equals(c.client()) ? Role.CLIENT : Role.SERVER).id());
      fields.text(Keys.Kernel.REASON, orNull(reset.reason()));
      fields.text(Keys.Kernel.STATE, orNull(reset.tcpState()));
      fields.text(Keys.Kernel.PROCESS, orNull(reset.process()));
      fields.end();
    }
    fields.endList();
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private void diagnosis(ConnectionRecord c, Diagnosis diagnosis) throws IOException {
    fields.startList(Keys.Connection.CAUSES);
    for (Finding finding : diagnosis.findings()) {
      cause(finding);
    }
    fields.endList();
    fields.start(Keys.Connection.SOCKET_ERRORS);
    socketErrors(Keys.Errors.CLIENT, diagnosis.clientErrors());
    socketErrors(Keys.Errors.SERVER, diagnosis.serverErrors());
    fields.end();
    endOfFile(c, diagnosis);
    fields.start(Keys.Connection.ADVICE);
    fields.texts(Keys.Advice.CLIENT, diagnosis.clientAdvice());
    fields.texts(Keys.Advice.SERVER, diagnosis.serverAdvice());
    fields.end();
  }

  private void endOfFile(ConnectionRecord c, Diagnosis diagnosis) throws IOException {
    EndOfFile end = EndOfFile.of(c, diagnosis);
    if (end == null) {
      fields.nothing(Keys.Connection.END_OF_FILE);
      return;
    }
    fields.start(Keys.Connection.END_OF_FILE);
    fields.text(Keys.EarlyEnd.ROLE, EndOfFile.reader(c).id());
    fields.text(Keys.EarlyEnd.MEANING, end.meaning());
    fields.texts(Keys.EarlyEnd.WORDS, end.words(c));
    fields.end();
  }

  private void cause(Finding finding) throws IOException {
    fields.startItem();
    fields.text(Keys.Cause.ID, finding.cause().id());
    fields.text(Keys.Cause.CONFIDENCE, finding.confidence().id());
    fields.startList(Keys.Cause.EVIDENCE);
    for (Evidence evidence : finding.evidence()) {
      fields.startItem();
      fields.frame(Keys.Fact.FRAME, evidence.frame());
      fields.origin(Keys.Fact.CAPTURE, Keys.Fact.FRAME_IN_CAPTURE, evidence.frame());
      fields.text(Keys.Fact.FACT, evidence.fact());
      fields.end();
    }
    fields.endList();
    fields.texts(
        Keys.Cause.INDISTINGUISHABLE_FROM, finding.indistinguishableFrom().stream().map(Cause::id).toList());
    fields.text(Keys.Cause.TO_TELL_APART, finding.toTellApart());
    fields.flag(Keys.Cause.HARMFUL, finding.harmful());
    fields.end();
  }

  /** The errors of one side under {@code key}. */
  void socketErrors(Key key, List<SocketError> errors) throws IOException {
    fields.startList(key);
    for (SocketError error : errors) {
      fields.startItem();
      fields.text(Keys.Call.CALL, error.call().id());
      fields.text(Keys.Call.ERROR, error.error().name());
      numbers(error.error());
      messages(error.messages());
      fields.end();
    }
    fields.endList();
  }

  private void numbers(Errno errno) throws IOException {
    int windows = errno.windows().isEmpty() ? Errno.NONE : errno.windows().get(0);
    fields.number(Keys.Call.LINUX, errno.linux(), true);
    fields.number(Keys.Call.MACOS, errno.macos(), errno.macos() != Errno.NONE);
    fields.number(Keys.Call.WINDOWS, windows, windows != Errno.NONE);
  }

  private void messages(ErrorMessages messages) throws IOException {
    fields.start(Keys.Call.MESSAGES);
    fields.text(Keys.Messages.PYTHON, messages.python());
    fields.text(Keys.Messages.JAVA, messages.java());
    fields.text(Keys.Messages.GO, messages.go());
    fields.text(Keys.Messages.NODE, messages.node());
    fields.end();
  }

  private void half(Key key, HalfRecord half) throws IOException {
    fields.start(key);
    fields.number(Keys.Half.PACKETS, half.packets());
    fields.number(Keys.Half.BYTES, half.bytes());
    fields.number(Keys.Half.RETRANSMITTED, half.retransmitted());
    fields.number(Keys.Half.OUT_OF_ORDER, half.outOfOrder());
    fields.number(Keys.Half.DUPLICATES, half.duplicates());
    fields.number(Keys.Half.MISSING_BYTES, half.missingBytes());
    fields.number(Keys.Half.UNACKNOWLEDGED_BYTES, half.unacknowledgedBytes());
    fields.number(Keys.Half.DSCP, half.dscp(), half.dscp() >= 0);
    fields.text(Keys.Half.STACK, half.stack().id());
    fields.number(Keys.Half.KEEP_ALIVES, half.keepAlives());
    fields.number(Keys.Half.WINDOW_PROBES, half.windowProbes());
    fields.number(Keys.Half.ZERO_WINDOWS, half.zeroWindows());
    fields.end();
  }

  private void said(Key key, Application said) throws IOException {
    if (said == null) {
      fields.nothing(key);
      return;
    }
    fields.start(key);
    fields.text(Keys.Said.PROTOCOL, said.message().protocol());
    fields.text(Keys.Said.MESSAGE, said.message().id());
    fields.frame(Keys.Said.FRAME, said.frame());
    fields.number(Keys.Said.MESSAGES_SO_FAR, said.messages());
    fields.text(Keys.Said.METHOD, said.method().isEmpty() ? null : said.method());
    fields.number(Keys.Said.STATUS, said.status(), said.status() > 0);
    fields.text(Keys.Said.ALERT, said.alert() < 0 ? null : TlsAlert.name(said.alert()));
    fields.flag(Keys.Said.CLOSES, said.closes());
    fields.flag(Keys.Said.KEEPS_ALIVE, said.keepsAlive());
    fields.text(Keys.Said.BODY, BODIES[said.body().ordinal()]);
    fields.number(Keys.Said.BODY_LENGTH, said.bodyLength(), said.bodyLength() >= 0);
    fields.number(Keys.Said.BODY_SENT, said.bodySent(), said.bodySent() >= 0);
    fields.text(Keys.Said.CODE, said.code().isEmpty() ? null : said.code());
    fields.text(Keys.Said.REPLY, REPLIES[said.reply().ordinal()]);
    fields.text(Keys.Said.HANDSHAKE, TLS_HANDSHAKES[said.handshake().ordinal()]);
    fields.end();
  }

  private void quality(CaptureQuality quality) throws IOException {
    fields.start(Keys.Connection.CAPTURE_QUALITY);
    fields.text(Keys.Quality.HANDSHAKE, HANDSHAKES[quality.handshake().ordinal()]);
    fields.text(Keys.Quality.DIRECTIONS, DIRECTIONS[quality.directions().ordinal()]);
    fields.number(Keys.Quality.GAPS, quality.gaps());
    fields.flag(Keys.Quality.SNAPLEN_CUT, quality.snaplenCut());
    fields.flag(Keys.Quality.ROLES_GUESSED, quality.rolesGuessed());
    fields.flag(Keys.Quality.DUPLICATED, quality.duplicated());
    fields.number(Keys.Quality.TRANSLATED_FROM, quality.translatedFrom(), quality.translatedFrom() >= 0);
    fields.flag(Keys.Quality.EVICTED, quality.evicted());
    fields.texts(Keys.Quality.LACKS, quality.lacks().stream().map(Shown::id).toList());
    fields.texts(Keys.Quality.NOTES, quality.notes());
    fields.end();
  }

  private void tunnel(Tunnel tunnel, int id) throws IOException {
    if (tunnel == Tunnel.NONE) {
      fields.nothing(Keys.Connection.TUNNEL);
      return;
    }
    fields.start(Keys.Connection.TUNNEL);
    fields.text(Keys.Tunnelled.TYPE, tunnel.id());
    fields.number(Keys.Tunnelled.ID, Integer.toUnsignedLong(id));
    fields.end();
  }
}
