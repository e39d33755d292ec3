package io.finrst.report.text;

import io.finrst.record.Application;
import io.finrst.report.Quantity;
import io.finrst.wire.TlsAlert;

/** What a program was saying at the end, in words. */
final class SaidWords {
  private SaidWords() {}

  /** One clause, empty for nothing. */
  static String of(Application said, Page page) {
    if (said == null) {
      return "";
    }
    String frame = page.inParentheses(said.frame());
    return switch (said.message()) {
      case HTTP_REQUEST -> "an HTTP " + said.method() + " request" + frame + again(said) + body(said);
      case HTTP_RESPONSE -> "an HTTP response with status " + said.status() + frame + again(said) + body(said);
      case TLS_CLIENT_HELLO -> "a TLS ClientHello" + frame + ", and nothing after it";
      case TLS_SERVER_HELLO -> "a TLS ServerHello" + frame;
      case TLS_ALERT -> "a TLS alert at last: " + TlsAlert.name(said.alert()) + frame;
      case TLS_ENCRYPTED_ALERT -> "an encrypted TLS alert at last, most likely close_notify" + frame;
      case TLS_SHORT_RECORD -> "at last a TLS record as long as a close_notify" + frame;
      case TLS_HANDSHAKE -> "a TLS handshake message" + frame;
      case TLS_RECORD -> "TLS" + part(said);
      case SSH_BANNER -> "an SSH banner" + frame;
      default -> said.message().protocolName() + " " + said.message().id() + reason(said) + frame + part(said);
    };
  }

  private static String reason(Application said) {
    return said.code().isEmpty() ? "" : " " + said.code();
  }

  private static String part(Application said) {
    return said.isPartial() ? ", cut short: " + said.shortfall() : "";
  }

  private static String again(Application said) {
    return said.messages() > 1 ? ", number " + said.messages() + " on this connection" : "";
  }

  private static String body(Application said) {
    String body =
        switch (said.body()) {
          case NONE -> "";
          case COMPLETE ->
              said.bodyLength() < 0
                  ? ", complete"
                  : ", complete with a body of " + Quantity.count(said.bodyLength(), "byte");
          case PARTIAL, HEADER -> ", cut short: " + said.shortfall();
          case WITHHELD -> ", its body held back until asked for";
          case UNKNOWN -> "";
        };
    return body + (said.closes() ? "; it announces the close" : "");
  }
}
