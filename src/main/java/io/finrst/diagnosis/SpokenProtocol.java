package io.finrst.diagnosis;

import io.finrst.record.Application;
import io.finrst.record.ConnectionRecord;
import java.util.Map;

/** What a connection's programs speak, as far as it names timers or errors: as their words or else the server's port say. */
final class SpokenProtocol {
  static final String HTTP = "http";
  static final String POSTGRESQL = "postgresql";
  static final String MYSQL = "mysql";
  static final String REDIS = "redis";
  static final String SMTP = "smtp";
  static final String FTP = "ftp";
  static final String SSH = "ssh";

  /** Registered for it (IANA), with and without TLS. */
  private static final Map<Integer, String> PORTS =
      Map.ofEntries(
          Map.entry(80, HTTP),
          Map.entry(443, HTTP),
          Map.entry(8008, HTTP),
          Map.entry(8080, HTTP),
          Map.entry(8443, HTTP),
          Map.entry(5432, POSTGRESQL),
          Map.entry(3306, MYSQL),
          Map.entry(6379, REDIS),
          Map.entry(25, SMTP),
          Map.entry(465, SMTP),
          Map.entry(587, SMTP),
          Map.entry(21, FTP),
          Map.entry(990, FTP),
          Map.entry(22, SSH));

  private SpokenProtocol() {}

  /** Its id; empty when neither words nor port tell it. TLS hides the words. */
  static String of(ConnectionRecord c) {
    String words = words(c.clientHalf().application());
    words = words.isEmpty() ? words(c.serverHalf().application()) : words;
    return words.isEmpty() ? PORTS.getOrDefault(c.server().port(), "") : words;
  }

  private static String words(Application said) {
    String protocol = said == null ? "" : said.message().protocol();
    return switch (protocol) {
      case "tls" -> "";
      case "http2" -> HTTP;
      default -> protocol;
    };
  }
}
