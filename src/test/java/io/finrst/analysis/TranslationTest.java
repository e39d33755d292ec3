package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.flow.Announcing;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.teardown.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection that the capture shows before and behind an address translation is known to be one. */
class TranslationTest {
  private static final String SYN_TWICE =
      """
      host V 10.0.0.100:80
      host N 10.1.0.1:%1$s
      host P 10.1.0.2:8080
      isn C 7000 N 7000
      +0.000 C > V [S] 0:0(0) id %2$s <%4$s>
      %5$s N > P [S] 0:0(0) id %3$s ttl %6$s <%4$s>
      """;
  private static final String STAMPED = "mss 1460,sackOK,ts 500 0,nop,wscale 7";

  private static List<Long> translatedFrom(String... arguments) {
    return Found.inScript(synTwice(arguments)).connections().stream()
        .map(connection -> connection.quality().translatedFrom())
        .toList();
  }

  private static String synTwice(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("63");
    return SYN_TWICE.formatted(all.toArray());
  }

  @Test
  void synThatComesAgainWithOtherAddressesIsTheSameConnection() {
    assertThat(translatedFrom("40000", "0x77", "0x77", STAMPED, "+0.0001")).containsExactly(-1L, 0L);
    assertThat(translatedFrom("61000", "0x77", "0x77", "mss 1460", "+0.0001")).containsExactly(-1L, 0L);
    assertThat(translatedFrom("61000", "0", "0", STAMPED, "+0.0001")).containsExactly(-1L, 0L);
  }

  /** What translates also forwards, once at least, and within one capture few times. */
  @ParameterizedTest
  @CsvSource({"64, -1", "63, 0", "56, 0", "55, -1", "65, 0", "72, 0", "73, -1"})
  void betweenTheTwoLieOneToEightHops(int ttl, long from) {
    Found found = Found.inScript(SYN_TWICE.formatted("40000", "0x77", "0x77", STAMPED, "+0.0001", ttl));
    assertThat(found.connections().get(1).quality().translatedFrom()).isEqualTo(from);
    assertThat(found.summary().translated()).isEqualTo(from + 1);
  }

  /** The first one had to leave at once, and another has its place in the table. */
  @Test
  void whoHasThePlaceOfTheFirstIsNotLinked() {
    String between = "host D 10.0.0.9:9\n+0.00001 D > V [S] 0:0(0)\n+0.00001";
    Frames frames = Script.parse(synTwice("40000", "0x77", "0x77", STAMPED, between));
    AnalysisOptions one = new AnalysisOptions(true, false, 1, 0, false, Announcing.NEVER);
    assertThat(Found.in(frames.source(), AnalysisOptions.DEFAULT).summary().translated()).isEqualTo(1);
    assertThat(Found.in(frames.source(), one).summary().translated()).isZero();
  }

  /** Floods and scans by tools that write every header alike: nothing has forwarded them in between. */
  @Test
  void synsThatAreAllAlikeAreDifferentConnections() {
    String flood = "host C 10.1.0.%1$d:%2$d\nisn C 0\n+0.0001 C > S [S] 0:0(0) id 1 win 8192\n";
    String fromMany = IntStream.range(1, 20).mapToObj(i -> flood.formatted(i, 4000)).collect(Collectors.joining());
    String fromOne = IntStream.range(1, 20).mapToObj(i -> flood.formatted(1, 4000 + i)).collect(Collectors.joining());

    assertThat(Found.inScript(fromMany).summary().translated()).isZero();
    assertThat(Found.inScript(fromOne).summary().translated()).isZero();
    String byTwoWays = fromOne.replaceFirst("id 1 win", "id 1 ttl 63 win");
    assertThat(Found.inScript(byTwoWays).summary().translated()).isZero();
  }

  /** An address translation may leave the checksum as it is (RFC 6296): the two are no copies for that. */
  @Test
  void translatedPacketsAreNoCopies() {
    Found found =
        Found.inScript(
            """
            host A 10.0.0.2:80
            host B 10.1.0.1:80
            isn C 7000
            +0.0000 C > A [S] 0:0(0) id 0x77
            +0.0001 C > B [S] 0:0(0) id 0x77 ttl 63
            +0.0001 B > C [R.] 0 ack 1
            +0.0001 A > C [R.] 0 ack 1 ttl 63
            """);

    assertThat(found.connections())
        .allSatisfy(connection -> assertThat(connection.verdict()).isEqualTo(Verdict.RST_TO_SYN))
        .hasSize(2);
  }

  /** Port scanners send one sequence number to many ports, each in a packet with an ID of its own or without one. */
  @Test
  void synsThatShareTheirSequenceNumberOnlyAreDifferentConnections() {
    assertThat(translatedFrom("40000", "0x77", "0x78", "mss 1460", "+0.0001")).containsExactly(-1L, -1L);
    assertThat(translatedFrom("40000", "0", "0", "mss 1460", "+0.0001")).containsExactly(-1L, -1L);
    assertThat(translatedFrom("40000", "0x77", "0x77", STAMPED, "+0.02")).containsExactly(-1L, -1L);
  }

  @Test
  void whatServersHaveInCommonIsCountedOnce() {
    Found found = Found.inFiles(Path.of("src/test/resources/captures/address-translation-on-a-router.pcap"));
    assertThat(found.summary().connections()).isEqualTo(4);
    assertThat(found.summary().translated()).isEqualTo(2);
    assertThat(found.summary().patterns().groups()).singleElement().satisfies(group -> {
      assertThat(group.connections()).isEqualTo(1);
      assertThat(group.hosts()).extracting(host -> host.address() + " " + host.ports()).containsExactly("10.9.1.100 [80]");
    });
  }

  @Test
  void bothSidesSayWhichTheOtherIs() {
    Found found = Found.inScript(synTwice("40000", "0x77", "0x77", STAMPED, "+0.0001"));
    assertThat(found.connections().get(0).quality().notes())
        .contains("before an address translation: the same connection as tcp.stream 1");
    assertThat(found.connections().get(1).quality().notes())
        .contains("behind an address translation: the same connection as tcp.stream 0");
  }
}
