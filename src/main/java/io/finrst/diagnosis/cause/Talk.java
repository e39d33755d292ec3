package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Ending;
import io.finrst.record.Application.Body;
import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import io.finrst.wire.ApplicationMessage;
import io.finrst.wire.TlsAlert;
import java.util.Set;

/**
 * What the programs were saying to each other at the end, as facts. They rank causes and never decide alone: everything
 * here is false or empty where the payload was encrypted, cut off or unknown.
 */
final class Talk {
  /** Redis' networking.c acceptCommonHandler, OpenSSH's sshd.c drop_connection. */
  private static final Set<String> ON_ACCEPT =
      Set.of("ERR max number of clients reached", "Exceeded MaxStartups", "Not allowed at this time");

  /** A record with an alert, whatever cipher and padding seal it, bytes: header, IV, block and MAC. */
  private static final int LONGEST_ALERT = 5 + 16 + 64 + 32;

  private Talk() {}

  /** What {@code side} was saying, null when it was not recognised. */
  static Application of(Ending e, Role side) {
    return e.record().half(side).application();
  }

  static boolean is(Application said, ApplicationMessage message) {
    return said != null && said.is(message);
  }

  /** Whether a request was begun of which not all had been sent when the connection ended. */
  static boolean requestUnfinished(Application said) {
    return is(said, ApplicationMessage.HTTP_REQUEST) && said.isPartial();
  }

  /** Whether a request that consists of its header alone was sent to its end: who answered it has read it. */
  static boolean requestWithoutBody(Application said) {
    return is(said, ApplicationMessage.HTTP_REQUEST) && said.body() == Body.NONE;
  }

  /** Whether a response was begun of which not all had been sent when the connection ended. */
  static boolean responseUnfinished(Application said) {
    return is(said, ApplicationMessage.HTTP_RESPONSE) && said.isPartial();
  }

  /** Whether a final response was sent to its end. */
  static boolean responseFinished(Application said) {
    return is(said, ApplicationMessage.HTTP_RESPONSE)
        && said.status() >= 200
        && (said.body() == Body.COMPLETE || said.body() == Body.NONE);
  }

  /** Whether it had announced that it would close after this message. */
  static boolean announcedClose(Application said) {
    return is(said, ApplicationMessage.HTTP_RESPONSE) && said.closes();
  }

  /**
   * Whether {@code said}, as the first words of a server, refuses the connection itself: an error in place of the
   * greeting, or a server's words for too many clients. Such servers say so on accept, before they read.
   */
  static boolean turnsAway(Application said) {
    if (said == null) {
      return false;
    }
    boolean inPlaceOfGreeting =
        said.is(ApplicationMessage.MYSQL_ERROR)
            || said.is(ApplicationMessage.SMTP_ERROR)
            || said.is(ApplicationMessage.FTP_ERROR);
    return inPlaceOfGreeting || said.is(ApplicationMessage.MEMCACHED_ERROR) || ON_ACCEPT.contains(said.code());
  }

  /** Whether the last thing said was, for all that can be seen, TLS's announcement of an orderly close. */
  static boolean saidGoodbye(Application said) {
    return is(said, ApplicationMessage.TLS_ALERT) && said.alert() == TlsAlert.CLOSE_NOTIFY
        || is(said, ApplicationMessage.TLS_ENCRYPTED_ALERT)
        || is(said, ApplicationMessage.TLS_SHORT_RECORD);
  }

  /**
   * Whether all that the side behind the reset of {@code c} had not answered is TLS's announcement of an orderly close:
   * whoever no longer reads it loses nothing (RFC 8446 section 6.1).
   */
  static boolean onlyGoodbyeWasLeft(ConnectionRecord c) {
    Reset reset = c.decidingReset();
    return reset != null
        && saidGoodbye(c.half(Ending.other(reset.from())).application())
        && reset.facts().unansweredBytes() <= LONGEST_ALERT;
  }

  /** Whether it spoke TLS. */
  static boolean isTls(Application said) {
    return said != null && said.message().protocol().equals("tls");
  }

  /** Whether the last thing said was a TLS alert that names a fault. */
  static boolean complained(Application said) {
    return is(said, ApplicationMessage.TLS_ALERT) && said.alert() != TlsAlert.CLOSE_NOTIFY;
  }

  /** The fault it names. */
  static String complaint(Application said) {
    return said == null ? "" : "a TLS alert named the reason before: " + TlsAlert.name(said.alert());
  }

  /** Where it was said, 0 for nothing. */
  static long frame(Application said) {
    return said == null ? 0 : said.frame();
  }

  /**
   * Which opening words of the client the reset answers, when the side it speaks for had said nothing yet; else empty.
   */
  static String openingAnswered(Ending e) {
    Application said = e.wasReset() && e.victim() == Role.CLIENT ? of(e, Role.CLIENT) : null;
    if (said == null || e.resetterHalf().bytes() > 0) {
      return "";
    }
    return switch (said.message()) {
      case TLS_CLIENT_HELLO -> "it answers a TLS ClientHello, and no ServerHello came";
      case SSH_BANNER, SSH_KEY_EXCHANGE -> "it answers an SSH banner, and none came back";
      case HTTP_REQUEST -> said.messages() == 1 ? "it answers the first HTTP request" : "";
      default -> "";
    };
  }
}
