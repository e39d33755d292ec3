package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.IdleBracket;
import io.finrst.diagnosis.Patterns;
import io.finrst.report.Records;
import io.finrst.report.TextOutput;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences about many connections. */
class PatternTextTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Endpoint DATABASE = new Endpoint(Records.ipv4(10, 0, 0, 5), 5432);
  private static final Endpoint CACHE = new Endpoint(Records.ipv4(10, 0, 0, 6), 6379);
  private static final Endpoint WEB = new Endpoint(Records.ipv4(10, 0, 0, 7), 443);

  private static Group group(Endpoint server, Verdict verdict, Cause cause, long count, long of, long silenceNs) {
    return new Group(server, verdict, cause, false, count, of, silenceNs, silenceNs, 7);
  }

  private static Group harmless(Endpoint server) {
    return new Group(server, Verdict.RST_AFTER_DATA, Cause.HEALTH_CHECK, true, 9, 9, 0, 0, 1);
  }

  private static String text(List<Group> groups, List<IdleBracket> timers) throws IOException {
    return text(new Patterns(groups, timers, 0, 0));
  }

  private static String text(Patterns patterns) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextOutput out = new TextOutput(bytes, StandardCharsets.UTF_8);
    new PatternText(new Page(out, Texts.ascii(0))).write(Records.summary(patterns));
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void countsSilenceAndCauseOfAServersConnectionsStandInOneSentence() throws IOException {
    Group stale = group(DATABASE, Verdict.RST_AFTER_DATA, Cause.STALE_CONNECTION, 17, 20, 350 * SECOND);
    assertThat(text(List.of(stale), List.of()))
        .contains(
            "- 17 of 20 connections to 10.0.0.5:5432 were reset after 350 s of silence: stale-connection, one side")
        .endsWith(
            "  Look first at  10.0.0.5:5432:\n"
                + "    finrst --explain --cause stale-connection --host 10.0.0.5 --port 5432 a.pcap\n");
  }

  @Test
  void serversWithASingleSuchConnectionShareALine() throws IOException {
    List<Group> scanned =
        List.of(
            group(DATABASE, Verdict.RST_TO_SYN, Cause.PORT_CLOSED, 1, 1, 0),
            group(CACHE, Verdict.RST_TO_SYN, Cause.PORT_CLOSED, 1, 1, 0),
            group(WEB, Verdict.RST_TO_SYN, Cause.PORT_CLOSED, 1, 3, 0));
    assertThat(text(scanned, List.of()))
        .contains("- 3 connections, each to another server, were refused: port-closed, ")
        .contains("Look first at  one of them:\n    finrst --explain --stream 7 a.pcap\n");
  }

  @Test
  void whatIsPrintedFirstIsWhatToLookAtFirst() throws IOException {
    List<Group> groups =
        List.of(
            group(DATABASE, Verdict.SYN_UNANSWERED, null, 2, 2, 0),
            group(CACHE, Verdict.RST_TO_SYN, Cause.PORT_CLOSED, 1, 1, 0),
            group(WEB, Verdict.RST_TO_SYN, Cause.PORT_CLOSED, 1, 1, 0),
            group(new Endpoint(WEB.address(), 80), Verdict.RST_TO_SYN, Cause.PORT_CLOSED, 1, 1, 0));
    String text = text(groups, List.of());
    assertThat(text.indexOf("3 connections, each to another server")).isLessThan(text.indexOf("All 2 connections to"));
    assertThat(text).contains("Look first at  one of them:");
  }

  @Test
  void harmlessEndsAreNotWhatToLookAtFirst() throws IOException {
    assertThat(text(List.of(group(DATABASE, Verdict.HALF_CLOSE, null, 1, 8, 0), harmless(WEB)), List.of()))
        .contains("  Did not end well\n    - 1 of 8 connections to 10.0.0.5:5432 was left half-closed.")
        .contains("  Ended abruptly without harm\n    - All 9 connections to 10.0.0.7:443 were reset: health-check, ")
        .contains("Look first at  10.0.0.5:5432:\n    finrst --explain --stream 7 a.pcap\n");
    assertThat(text(List.of(harmless(WEB)), List.of())).doesNotContain("Look first at");
  }

  @Test
  void timersAreBracketed() throws IOException {
    List<IdleBracket> timers =
        List.of(
            new IdleBracket(DATABASE, 300 * SECOND, 4, 350 * SECOND, 17),
            new IdleBracket(CACHE, 0, 0, 60 * SECOND, 2),
            new IdleBracket(WEB, 90 * SECOND, 1, 60 * SECOND, 1));
    assertThat(text(List.of(harmless(WEB)), timers))
        .contains("- 10.0.0.5:5432: longer than 300 s, which a connection survived, at most 350 s, which ended one.")
        .contains("- 10.0.0.6:6379: the shortest silence that ended a connection was 60 s; none that was survived")
        .contains("- 10.0.0.7:443: a connection ended after 60 s of silence and another survived 90 s, so no one");
  }

  @Test
  void whatABoundLeftOutIsSaid() throws IOException {
    assertThat(text(new Patterns(List.of(harmless(WEB)), List.of(), 1_234, 1)))
        .contains("Cause not looked for: 1,234 connections; --top 0 or --json looks into all.")
        .contains("Not grouped: 1 connection to too many other servers.");
  }
}
