package io.finrst.report.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.Moment;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SyslogFormatTest {
  /** RFC 5424 section 6, as far as it can be said without the structured data. */
  private static final String HEADER =
      "<\\d{1,3}>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z [!-~]{1,255} [!-~]{1,48} [!-~]{1,128} [!-~]{1,32} ";

  private static final String ELEMENT = "(\\[[^ =\\]\"]{1,32}( [^ =\\]\"]{1,32}=\"([^\"\\\\\\]]|\\\\.)*\")*\\])+";

  private static SyslogFormat format(String id) {
    return new SyslogFormat("web-1", 4711, "1.0", id, Reading.UNKNOWN);
  }

  private static String rfc5424(SyslogFormat format, Records connection, Diagnosis diagnosis) {
    return new String(format.rfc5424(connection.told(diagnosis)), StandardCharsets.UTF_8);
  }

  @Test
  void whatDidHarmIsAWarningOfADaemon() {
    String message = rfc5424(format(null), Records.aReset(), Records.unreadData());
    assertThat(message)
        .startsWith(
            "<28>1 2026-11-20T19:23:34.638146Z web-1 finrst 4711 rst-after-data"
                + " [origin software=\"finrst\" swVersion=\"1.0\"] Server 10.0.0.9:443 reset the connection")
        .contains(" verdict=rst-after-data harm=harmful ended_by=server cause=unread-data-at-close confidence=likely"
            + " client=10.0.0.5:40002 server=10.0.0.9:443 stream=3 community_id=1:");
    assertThat(rfc5424(format(null), Records.aGracefulClose(), Diagnosis.NONE)).startsWith("<30>1 ");
  }

  @Test
  void anyConnectionIsAMessageOfRfc5424() {
    for (Records each :
        new Records[] {
          Records.aReset(), Records.anInjectedReset(), Records.aResetWithWords(), Records.aRefusal(),
          Records.aGracefulClose(), Records.aHalfClose(), Records.anOpenOne(), Records.aPoorCapture()
        }) {
      each.fractionDigits = 9;
      String message = rfc5424(format("ours@8072"), each, Records.unreadData());
      assertThat(message).matches("(?s)" + HEADER + ELEMENT + " .*").doesNotContain("\n");
    }
  }

  @Test
  void thePairsAreStructuredDataUnderANumberOfOnesOwn() {
    assertThat(rfc5424(format("ours@8072"), Records.aReset(), Records.unreadData()))
        .contains("[ours@8072 verdict=\"rst-after-data\" harm=\"harmful\" ended_by=\"server\"");
  }

  @Test
  void parametersAreEscaped() {
    SyslogFormat odd = new SyslogFormat("a b\u00e4", 1, "1\\2]3\"4", null, Reading.UNKNOWN);
    assertThat(rfc5424(odd, Records.aReset(), Diagnosis.NONE))
        .contains(" a?b? finrst 1 ").contains("swVersion=\"1\\\\2\\]3\\\"4\"");
    SyslogFormat nameless = new SyslogFormat(null, 1, "1", null, Reading.UNKNOWN);
    assertThat(rfc5424(nameless, Records.aReset(), Diagnosis.NONE)).contains("Z - finrst 1 ");
  }

  @Test
  void aCorrectionSaysWhatItSupersedes() {
    Records corrected = Records.aGracefulClose();
    corrected.supersedes = Verdict.RST_AFTER_DATA;
    assertThat(rfc5424(format(null), corrected, Diagnosis.NONE)).endsWith(" supersedes=rst-after-data");
  }

  @Test
  void theLocalLogGetsTheFormOfTheCLibrary() {
    byte[] message = format(null).local(Records.aReset().told(Diagnosis.NONE), ZoneOffset.ofHours(9));
    assertThat(new String(message, StandardCharsets.UTF_8)).startsWith("<28>Nov 21 04:23:34 finrst[4711]: Server 10.0.0.9:443");
    Records early = Records.aReset();
    early.last = new Moment(32, 1_796_083_200_000_000_000L); // 1 December 2026
    assertThat(new String(format(null).local(early.told(Diagnosis.NONE), ZoneId.of("UTC")), StandardCharsets.UTF_8))
        .startsWith("<28>Dec  1 00:00:00 finrst[4711]: ");
  }

  @Test
  void journaldTakesTheSeverityFromALine() {
    assertThat(format(null).line(Records.aReset().told(Diagnosis.NONE))).startsWith("<4>Server 10.0.0.9:443");
    assertThat(format(null).line(Records.aGracefulClose().told(Diagnosis.NONE))).startsWith("<6>Both sides closed");
  }
}
