package io.finrst.report.syslog;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.CommunityId;
import io.finrst.report.Reading;
import io.finrst.report.Timestamps;
import io.finrst.report.text.AnswerText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Connections as messages of a system log: a sentence, then {@code key=value} pairs. What did harm is a warning, all else
 * is informational; the facility is daemon.
 */
public final class SyslogFormat {
  private static final int DAEMON = 3 << 3;
  private static final int WARNING = 4;
  private static final int INFORMATIONAL = 6;
  private static final String NAME = "finrst";
  private static final String NIL = "-";
  private static final int MOST_FRACTION_DIGITS = 6; // RFC 5424 section 6.2.3
  private static final String BYTE_ORDER_MARK = "\uFEFF"; // section 6.4

  /** As syslog(3) of the C library writes it, and as the local log expects it. */
  private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

  private final String host;
  private final long process;
  private final String version;
  private final String structuredDataId; // null for none of our own
  private final Reading reading;
  private final Timestamps timestamps = new Timestamps();
  private final CommunityId communityId = new CommunityId();

  /**
   * @param host this host's name, null where it is not known
   * @param process this process's number
   * @param version finrst's
   * @param structuredDataId {@code NAME@NUMBER}, the number being an enterprise's of its own (RFC 5424 section 7.2.2),
   *     under which the pairs are structured data, too; null for none, since finrst has no number
   * @param reading where frames come from
   */
  public SyslogFormat(String host, long process, String version, String structuredDataId, Reading reading) {
    this.host = host == null || host.isEmpty() ? NIL : host.replaceAll("[^!-~]", "?");
    this.process = process;
    this.version = version;
    this.structuredDataId = structuredDataId;
    this.reading = reading;
  }

  /** One message of RFC 5424, without what frames it on its way. */
  public byte[] rfc5424(AnalysedConnection c) {
    Map<String, String> pairs = pairs(c);
    StringBuilder message = new StringBuilder(512);
    ConnectionRecord record = c.record();
    message.append('<').append(DAEMON | severity(c)).append(">1 ");
    message.append(
        timestamps.render(record.last().timeNs(), Math.min(record.fractionDigits(), MOST_FRACTION_DIGITS)));
    message.append(' ').append(host).append(' ').append(NAME).append(' ').append(process);
    message.append(' ').append(c.verdict().id()).append(' ');
    Map<String, String> origin = new LinkedHashMap<>(); // registered with IANA, section 7.2
    origin.put("software", NAME);
    origin.put("swVersion", version);
    element(message, "origin", origin);
    if (structuredDataId != null) {
      element(message, structuredDataId, pairs);
    }
    String text = text(c, pairs);
    boolean ascii = text.chars().allMatch(character -> character < 0x80);
    message.append(' ').append(ascii ? "" : BYTE_ORDER_MARK).append(text);
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void element(StringBuilder message, String id, Map<String, String> parameters) {
    message.append('[').append(id);
    parameters.forEach((name, value) -> parameter(message, name, value));
    message.append(']');
  }

  private static void parameter(StringBuilder message, String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]"); // section 6.3.3
    message.append(' ').append(name).append("=\"").append(escaped).append('"');
  }

  /** One message as the C library gives it to the log of this host. */
  public byte[] local(AnalysedConnection c, ZoneId zone) {
    long seconds = Math.floorDiv(c.lastTimeNs(), 1_000_000_000L);
    String time = LOCAL_TIME.format(Instant.ofEpochSecond(seconds).atZone(zone));
    String message = "<" + (DAEMON | severity(c)) + ">" + time + " " + NAME + "[" + process + "]: " + text(c, pairs(c));
    return message.getBytes(StandardCharsets.UTF_8);
  }

  /** One line of which journald, and logger --prio-prefix, take the severity from its beginning (sd-daemon(3)). */
  public String line(AnalysedConnection c) {
    return "<" + severity(c) + ">" + text(c, pairs(c));
  }

  private static int severity(AnalysedConnection c) {
    return Ended.of(c) == Ended.BADLY ? WARNING : INFORMATIONAL;
  }

  private String text(AnalysedConnection c, Map<String, String> pairs) {
    StringBuilder text = new StringBuilder(AnswerText.sentence(c, reading));
    pairs.forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    return text.toString();
  }

  /** No value has a blank or a quotation mark in it. */
  private Map<String, String> pairs(AnalysedConnection c) {
    ConnectionRecord record = c.record();
    Diagnosis diagnosis = c.diagnosis();
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("verdict", c.verdict().id());
    pairs.put("harm", Ended.of(c).harm());
    if (diagnosis.endedBy() != null) {
      pairs.put("ended_by", diagnosis.endedBy().role().id());
    }
    if (!diagnosis.findings().isEmpty()) {
      Finding best = diagnosis.findings().get(0);
      pairs.put("cause", best.cause().id());
      pairs.put("confidence", best.confidence().id());
    }
    pairs.put("client", record.client().toString());
    pairs.put("server", record.server().toString());
    pairs.put("stream", Long.toString(record.tcpStream()));
    pairs.put("community_id", communityId.of(record.client(), record.server()));
    if (c.supersedes() != null) {
      pairs.put("supersedes", c.supersedes().id());
    }
    return pairs;
  }
}
