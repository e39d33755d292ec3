package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfRecord;
import io.finrst.record.Shown;
import io.finrst.report.CommunityId;
import io.finrst.report.DisplayFilter;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.Timestamps;
import io.finrst.report.ZeekState;
import io.finrst.report.text.AnswerText;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes one document in the names of the Elastic Common Schema; fields that have nothing to say are left out. */
final class EcsObject {
  private static final String TCP_NUMBER = "6";

  private final JsonGenerator json;
  private final HostNames names;
  private final String version;
  private final CommunityId communityId = new CommunityId();
  private final Timestamps timestamps = new Timestamps();
  private int fractionDigits;

  /**
   * @param version finrst's
   */
  EcsObject(JsonGenerator json, HostNames names, String version) {
    this.json = json;
    this.names = names;
    this.version = version;
  }

  /**
   * Writes one.
   *
   * @param zeek Zeek's view of it, null where nobody asks
   */
  void write(AnalysedConnection connection, Reading reading, ZeekState zeek) throws IOException {
    ConnectionRecord c = connection.record();
    Diagnosis diagnosis = connection.diagnosis();
    Ended ended = Ended.of(connection);
    fractionDigits = c.fractionDigits();
    json.writeStartObject();
    time(EcsFields.TIMESTAMP, c.last().timeNs());
    text(EcsFields.MESSAGE, AnswerText.sentence(connection, reading));
    start("ecs");
    text(EcsFields.ECS_VERSION, EcsFields.VERSION);
    json.writeEndObject();
    event(c, diagnosis, ended);
    side(EcsFields.SOURCE, c.client(), c.clientHalf());
    side(EcsFields.DESTINATION, c.server(), c.serverHalf());
    network(c);
    start("related");
    texts(EcsFields.RELATED_IP, List.of(c.client().address().toString(), c.server().address().toString()));
    json.writeEndObject();
    error(diagnosis, ended);
    start("observer");
    text(EcsFields.OBSERVER_VENDOR, "finrst");
    text(EcsFields.OBSERVER_PRODUCT, "finrst");
    text(EcsFields.OBSERVER_TYPE, "sensor");
    text(EcsFields.OBSERVER_VERSION, version);
    json.writeEndObject();
    finrst(c, diagnosis, ended, reading.origins());
    if (zeek != null) {
      start("zeek");
      start("connection");
      text(EcsFields.ZEEK_STATE, zeek.state());
      text(EcsFields.ZEEK_HISTORY, zeek.history());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void event(ConnectionRecord c, Diagnosis diagnosis, Ended ended) throws IOException {
    start("event");
    text(EcsFields.EVENT_KIND, "event");
    texts(EcsFields.EVENT_CATEGORY, List.of("network"));
    texts(EcsFields.EVENT_TYPE, List.of("connection", c.verdict() == Verdict.OPEN ? "info" : "end"));
    text(EcsFields.EVENT_ACTION, c.verdict().id());
    text(EcsFields.EVENT_OUTCOME, outcome(c.verdict(), ended));
    if (!diagnosis.findings().isEmpty()) {
      text(EcsFields.EVENT_REASON, diagnosis.findings().get(0).cause().id());
    }
    text(EcsFields.EVENT_MODULE, "finrst");
    text(EcsFields.EVENT_DATASET, "finrst.connection");
    time(EcsFields.EVENT_START, c.first().timeNs());
    time(EcsFields.EVENT_END, c.last().timeNs());
    number(EcsFields.EVENT_DURATION, c.last().since(c.first()));
    json.writeEndObject();
  }

  private static String outcome(Verdict verdict, Ended ended) {
    if (verdict == Verdict.OPEN || verdict == Verdict.UNKNOWN) {
      return "unknown";
    }
    return ended == Ended.BADLY ? "failure" : "success";
  }

  private void side(EcsFields.Side side, Endpoint end, HalfRecord half) throws IOException {
    start(side.name);
    text(side.address, end.address().toString());
    text(side.ip, end.address().toString());
    number(side.port, end.port());
    text(side.domain, names.of(end.address()));
    number(side.bytes, half.bytes());
    number(side.packets, half.packets());
    json.writeEndObject();
  }

  private void network(ConnectionRecord c) throws IOException {
    start("network");
    text(EcsFields.COMMUNITY_ID, communityId.of(c.client(), c.server()));
    text(EcsFields.TRANSPORT, "tcp");
    text(EcsFields.IANA_NUMBER, TCP_NUMBER);
    text(EcsFields.NETWORK_TYPE, "ipv" + c.client().address().version());
    text(EcsFields.PROTOCOL, protocol(c));
    number(EcsFields.BYTES, c.clientHalf().bytes() + c.serverHalf().bytes());
    number(EcsFields.PACKETS, c.clientHalf().packets() + c.serverHalf().packets());
    if (c.vlan() >= 0) {
      start("vlan");
      text(EcsFields.VLAN_ID, Integer.toString(c.vlan()));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Lower case, as the field asks for it; null where nothing was recognised. */
  private static String protocol(ConnectionRecord c) {
    Application said = c.clientHalf().application() == null ? c.serverHalf().application() : c.clientHalf().application();
    return said == null ? null : said.message().protocol().toLowerCase(Locale.ROOT);
  }

  /** What the first program that saw an error saw. */
  private void error(Diagnosis diagnosis, Ended ended) throws IOException {
    List<SocketError> seen =
        diagnosis.clientErrors().isEmpty() ? diagnosis.serverErrors() : diagnosis.clientErrors();
    if (ended == Ended.BADLY && !seen.isEmpty()) {
      Errno errno = seen.get(0).error();
      start("error");
      text(EcsFields.ERROR_CODE, errno.name());
      text(EcsFields.ERROR_MESSAGE, errno.text());
      json.writeEndObject();
    }
  }

  private void finrst(ConnectionRecord c, Diagnosis diagnosis, Ended ended, FrameOrigins origins) throws IOException {
    FrameOrigins.Origin origin = origins.of(c.first().frame());
    start("finrst");
    number(EcsFields.STREAM, c.tcpStream());
    text(EcsFields.CAPTURE, origin == null ? null : origin.capture());
    text(EcsFields.DISPLAY_FILTER, DisplayFilter.of(c, origins));
    text(EcsFields.VERDICT, c.verdict().id());
    text(EcsFields.HARM, ended.harm());
    text(EcsFields.SUPERSEDES, c.supersedes() == null ? null : c.supersedes().id());
    endedBy(c, diagnosis.endedBy());
    text(EcsFields.FIRST_FIN, c.firstFin() == null ? null : c.firstFin().id());
    number(EcsFields.RESETS, (long) c.resets().size() + c.resetsNotKept());
    number(EcsFields.SILENCE, c.silenceBeforeEndNs());
    if (c.handshakeRttNs() >= 0) {
      number(EcsFields.RTT, c.handshakeRttNs());
    }
    causes(diagnosis.findings());
    if (!diagnosis.clientErrors().isEmpty() || !diagnosis.serverErrors().isEmpty()) {
      start("socket_errors");
      texts(EcsFields.CLIENT_ERRORS, calls(diagnosis.clientErrors()));
      texts(EcsFields.SERVER_ERRORS, calls(diagnosis.serverErrors()));
      json.writeEndObject();
    }
    texts(EcsFields.LACKS, c.quality().lacks().stream().map(Shown::id).toList());
    json.writeEndObject();
  }

  private void endedBy(ConnectionRecord c, EndedBy by) throws IOException {
    if (by != null) {
      start("ended_by");
      text(EcsFields.ENDED_BY_ROLE, by.role().id());
      boolean inAnothersName = by.role() == Role.MIDDLEBOX && c.sideOf(by.endpoint()) != null;
      text(EcsFields.ENDED_BY_IP, inAnothersName ? null : by.endpoint().address().toString());
      number(EcsFields.ENDED_BY_FRAME, by.frame());
      json.writeEndObject();
    }
  }

  private void causes(List<Finding> findings) throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    Finding best = findings.get(0);
    start("cause");
    text(EcsFields.CAUSE_ID, best.cause().id());
    text(EcsFields.CAUSE_CONFIDENCE, best.confidence().id());
    texts(EcsFields.CAUSE_EVIDENCE, best.evidence().stream().map(Evidence::fact).toList());
    json.writeEndObject();
    texts(EcsFields.CAUSES, findings.stream().map(each -> each.cause().id()).toList());
  }

  private static List<String> calls(List<SocketError> errors) {
    return errors.stream().map(each -> each.call().id() + " " + each.error().name()).toList();
  }

  private void start(String name) throws IOException {
    json.writeObjectFieldStart(name);
  }

  /** Nothing where {@code value} is null. */
  private void text(EcsField field, String value) throws IOException {
    if (value != null) {
      json.writeFieldName(field.leaf());
      json.writeString(value);
    }
  }

  /** Nothing where there are none. */
  private void texts(EcsField field, List<String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    json.writeFieldName(field.leaf());
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void number(EcsField field, long value) throws IOException {
    json.writeFieldName(field.leaf());
    json.writeNumber(value);
  }

  private void time(EcsField field, long timeNs) throws IOException {
    json.writeFieldName(field.leaf());
    json.writeString(timestamps.render(timeNs, fractionDigits));
  }
}
