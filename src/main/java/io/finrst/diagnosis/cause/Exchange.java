package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Ending;
import io.finrst.record.Application;
import io.finrst.record.Application.Handshake;
import io.finrst.record.Application.Reply;
import io.finrst.record.CaptureQuality;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Moment;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.wire.ApplicationMessage;
import java.util.Set;

/** What had been asked and what had been answered when a connection ended, as the rules about its failures ask. */
final class Exchange {
  /** memcached (proto_text.c) and Redis (networking.c: a POST or a Host header). */
  private static final Set<Integer> NO_HTTP_HERE = Set.of(11_211, 6_379);

  /** Protocols whose names are spelled out, from a vowel on: an FTP request. */
  private static final Set<String> SPELLED = Set.of("amqp", "ftp", "http2", "ldap", "mqtt", "smtp", "ssh");

  private final Ending ending;
  private final ConnectionRecord record;

  /** What the client said last, null when not recognised. */
  final Application asked;

  /** What the server said last, null when not recognised. */
  final Application answered;

  private Exchange(Ending e) {
    ending = e;
    record = e.record();
    asked = Talk.of(e, Role.CLIENT);
    answered = Talk.of(e, Role.SERVER);
  }

  static Exchange of(Ending e) {
    return new Exchange(e);
  }

  /** How far the answer had come. */
  Reply reply() {
    return asked == null ? Reply.UNKNOWN : asked.reply();
  }

  /** Whether the client spoke HTTP at a port whose usual servers close then, and the server did so at once. */
  boolean isWrongProtocol() {
    return Talk.is(asked, ApplicationMessage.HTTP_REQUEST)
        && reply() == Reply.DUE
        && NO_HTTP_HERE.contains(record.server().port())
        && closedBy(Role.SERVER)
        && waitedNs() <= ending.soonNs();
  }

  /** Whether no reset ended it and this side's FIN came first. */
  boolean closedBy(Role side) {
    return !ending.wasReset() && record.firstFin() == side && record.half(side).fin() != null;
  }

  /** Whether the server's FIN came first, and a reset, if any, only answered what the client sent after that. */
  boolean closedByServer() {
    return closedBy(Role.SERVER) || onlyLateDataWasReset();
  }

  /**
   * Whether the server had closed and then only answered data that the client sent after its FIN: a program that does
   * not heed an end of file. What was due at the FIN is due still. What comes within a round trip of the FIN may have
   * crossed it: a {@link KeepaliveRace}.
   */
  boolean onlyLateDataWasReset() {
    Moment fin = record.serverHalf().fin();
    Moment late = record.clientHalf().lastData();
    return record.firstFin() == Role.SERVER
        && fin != null
        && late != null
        && late.timeNs() - fin.timeNs() > ending.soonNs()
        && asked != null
        && asked.frame() < fin.frame()
        && ending.resetter() == Role.SERVER
        && ending.resetBy(ResetKind.ANSWER)
        && !ending.byMiddlebox()
        && ending.reset().answeredFrame() > fin.frame();
  }

  /** Whether the capture shows both sides from the first packet on, and no byte is missing. */
  boolean isWhole() {
    CaptureQuality quality = record.quality();
    return quality.handshake() == CaptureQuality.Handshake.COMPLETE
        && quality.directions() == CaptureQuality.Directions.BOTH
        && quality.gaps() == 0
        && !quality.evicted();
  }

  /** Whether neither side's words were recognised. */
  boolean isUnknown() {
    return asked == null && answered == null;
  }

  /** Whether the side's last words are of this protocol. */
  static boolean speaks(Application said, String protocol) {
    return said != null && said.message().protocol().equals(protocol);
  }

  /** Whether what was asked is sealed, so that only lengths and turns tell of it. */
  boolean isSealed() {
    return speaks(asked, "tls") && asked.handshake() == Handshake.FINISHED;
  }

  /** The client's last data, null for none. */
  Moment request() {
    return record.clientHalf().lastData();
  }

  /** Whether the server acknowledged what the client had sent before it closed, or as its FIN was on the way. */
  boolean wasHeard() {
    Moment request = request();
    Moment fin = record.serverHalf().fin();
    return request != null
        && fin != null
        && request.timeNs() <= fin.timeNs() + ending.soonNs()
        && record.clientHalf().unacknowledgedBytes() == 0;
  }

  /** Time from the client's last data to the first FIN, ns; below 0 when that came first. */
  long waitedNs() {
    Moment request = request();
    Role closer = record.firstFin();
    Moment fin = closer == null ? null : record.half(closer).fin();
    return request == null || fin == null ? 0 : fin.timeNs() - request.timeNs();
  }

  /**
   * Whether the request broke a silence just as the server closed: its idle timer, which did not know of the request
   * yet.
   */
  boolean raced() {
    Moment before = record.serverHalf().lastData();
    return before != null
        && Math.abs(waitedNs()) <= ending.soonNs()
        && request().timeNs() - before.timeNs() >= Ending.IDLE_NS;
  }

  private String article() {
    return SPELLED.contains(asked.message().protocol()) ? "an " : "a ";
  }

  /** What the client had asked for, for sentences. */
  String request(String otherwise) {
    if (asked == null) {
      return otherwise;
    }
    return switch (asked.message()) {
      case HTTP_REQUEST -> "an HTTP " + asked.method() + " request";
      case TLS_CLIENT_HELLO -> "a TLS ClientHello";
      default -> isSealed() ? otherwise : article() + asked.message().protocolName() + " request";
    };
  }
}
