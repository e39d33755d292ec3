package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.Burst;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Down;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.IdleBracket;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.Scan;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.report.TextOutput;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sentences about many connections. */
class PatternTextTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Address DATABASE = Records.ipv4(10, 0, 0, 5);
  private static final Endpoint CACHE = new Endpoint(Records.ipv4(10, 0, 0, 6), 6379);
  private static final Endpoint WEB = new Endpoint(Records.ipv4(10, 0, 0, 7), 443);

  private static Group group(Cause cause, Verdict verdict, long connections, List<Group.Host> hosts, Burst burst) {
    return new Group(
        cause, Map.of(verdict, connections), false, Confidence.LIKELY, Confidence.LIKELY, connections, 0, hosts,
        hosts.size(), true, burst, 0, 0, 7);
  }

  private static Group.Host host(int last, long connections, Integer... ports) {
    return new Group.Host(Records.ipv4(10, 0, 0, last), connections, 0, List.of(ports), false, 2, 7);
  }

  private static Group stale(long silenceNs) {
    return new Group(
        Cause.STALE_CONNECTION, Map.of(Verdict.RST_AFTER_DATA, 17L), false, Confidence.LIKELY, Confidence.POSSIBLE, 17,
        0, List.of(new Group.Host(DATABASE, 17, 20, List.of(5432), false, 3, 7)), 1, true, null, silenceNs, silenceNs, 7);
  }

  private static Patterns of(Group... groups) {
    List<Group> all = List.of(groups);
    long bad = all.stream().filter(group -> !group.harmless()).mapToLong(Group::connections).sum();
    long harmless = all.stream().filter(Group::harmless).mapToLong(Group::connections).sum();
    return new Patterns(all, List.of(), 0, List.of(), List.of(), bad, harmless, 0);
  }

  private static Patterns of(List<Scan> scans, List<Down> down) {
    return new Patterns(List.of(), scans, 0, down, List.of(), 50, 0, 0);
  }

  private static Scan scan() {
    return new Scan(DATABASE, 2, 2, 2, null, false, Map.of(Verdict.RST_TO_SYN, 2L), Records.START_NS, Records.START_NS + SECOND, 9);
  }

  private static String text(Patterns patterns) {
    return text(patterns, 0);
  }

  private static String text(Patterns patterns, int width) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextOutput out = new TextOutput(bytes, StandardCharsets.UTF_8);
    Page page = new Page(out, Texts.ascii(width));
    page.reads(new Reading(FrameOrigins.UNKNOWN, List.of("a.pcap")));
    PatternText text = new PatternText(page, 0);
    text.bad(Records.summary(patterns), SummaryText.NOTHING);
    text.harmless(Records.summary(patterns));
    text.timers(patterns.idleTimers());
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void howManyAndWhatToLookAtFirstStandOnTopThenCausesWithTheirHosts() {
    assertThat(text(of(stale(350 * SECOND))))
        .isEqualTo(
            """
            17 of 100 connections did not end well.
            Look first at  finrst --explain --stream 7 a.pcap

              17  reset after 350 s of silence: stale-connection (possible to likely), one side still used a connection \
            that the other no longer knew
                  all to 10.0.0.5:5432, which had 20 connections, from 3 clients
            """);
  }

  @Test
  void countsAddUpToWhatDidNotEndWell() {
    List<Group.Host> hosts = IntStream.range(1, 6).mapToObj(i -> host(i, 2, 80, 443)).toList();
    Group[] groups = new Group[12];
    for (int i = 0; i < 12; i++) {
      groups[i] = group(Cause.values()[i], Verdict.RST_AFTER_DATA, 10, hosts, null);
    }
    assertThat(text(of(groups)))
        .startsWith("120 of 100 connections")
        .contains("   40  in 4 other groups; --group-by cause lists all\n")
        .contains("2 to 10.0.0.3 ports 80, 443, from 2 clients\n       4 to 2 other hosts\n");
  }

  @Test
  void aGroupOfManyHostsIsSpread() {
    List<Group.Host> hosts = IntStream.range(1, 100).mapToObj(i -> host(i, 2, 80)).toList();
    assertThat(text(of(group(Cause.PORT_CLOSED, Verdict.RST_TO_SYN, 198, hosts, null))))
        .contains("spread over 99 hosts; the most to one: 2 to 10.0.0.1:80, from 2 clients\n");
  }

  @Test
  void aBurstHasItsTime() {
    Burst burst = new Burst(1_204, Records.START_NS, 3);
    assertThat(text(of(group(Cause.STALE_CONNECTION, Verdict.RST_AFTER_DATA, 1_300, List.of(), burst))))
        .contains("1,204 of them within 3 s at 19:23:34\n");
  }

  @Test
  void aScanIsCalledOne() {
    Scan ports =
        new Scan(
            DATABASE, 48, 40, 1, WEB.address(), true, Map.of(Verdict.SYN_UNANSWERED, 48L), Records.START_NS,
            Records.START_NS + 3 * SECOND, 9);
    assertThat(text(of(List.of(ports, scan()), List.of())))
        .contains("Look first at  finrst --explain --stream 9 a.pcap")
        .contains("48  scan by 10.0.0.5: it tried 40 ports of 10.0.0.7 in 3 s from 19:23:34 (48 never answered)\n")
        .contains(" 2  scan by 10.0.0.5: it tried at least 2 hosts in 1 s from 19:23:34 (2 refused)\n");
  }

  @Test
  void aServerThatRefusesEverybodyIsCalledDown() {
    assertThat(text(of(List.of(scan()), List.of(new Down(WEB, 57, 3, true), new Down(CACHE, 9, 1, false)))).lines())
        .contains(
            "  10.0.0.7:443 is down: it refused all 57 connections from 3 clients.",
            "  10.0.0.6:6379 is down or cut off: it answered none of 9 connections from one client.");
  }

  @Test
  void harmlessEndsComeLast() {
    Group check =
        new Group(
            Cause.HEALTH_CHECK, Map.of(Verdict.RST_AFTER_DATA, 9L), true, Confidence.CERTAIN, Confidence.CERTAIN, 9, 0,
            List.of(), 0, true, null, 0, 0, 1);
    assertThat(text(of(stale(0), check)))
        .contains("\n9 of 100 connections ended abruptly, but lost nothing.\n  9  reset: health-check (certain), ");
    assertThat(text(of(check))).doesNotContain("Look first at");
  }

  @Test
  void timersAreBracketed() {
    List<IdleBracket> timers =
        List.of(
            new IdleBracket(new Endpoint(DATABASE, 5432), 300 * SECOND, 4, 350 * SECOND, 17),
            new IdleBracket(CACHE, 0, 0, 60 * SECOND, 2),
            new IdleBracket(WEB, 90 * SECOND, 1, 60 * SECOND, 1));
    assertThat(text(new Patterns(List.of(), List.of(), 0, List.of(), timers, 0, 0, 0)))
        .contains("10.0.0.5:5432: between 300 s, which a connection survived, and 350 s, which ended one\n")
        .contains("10.0.0.6:6379: at most 60 s, the shortest silence that ended a connection; none was survived\n")
        .contains("10.0.0.7:443: one connection ended after 60 s of silence, another survived 90 s: no single");
  }

  @Test
  void whatWasNotLookedIntoIsSaid() {
    Group unknown =
        new Group(
            null, Map.of(Verdict.RST_AFTER_DATA, 1_234L), false, null, null, 1_234, 1_234, List.of(), 0, true, null, 0, 0, 1);
    assertThat(text(new Patterns(List.of(unknown), List.of(), 0, List.of(), List.of(), 1_234, 0, 1_234)))
        .contains("1,234  reset; cause not looked for\n")
        .contains("Cause not looked for: 1,234 connections, to save time.");
  }
}
