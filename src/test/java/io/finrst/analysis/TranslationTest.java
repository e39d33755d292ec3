package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.script.Script;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection that the capture shows before and behind an address translation is known to be one. */
class TranslationTest {
  private static final String SYN_TWICE =
      """
      host V 10.0.0.100:80
      host N 10.1.0.1:%1$s
      host P 10.1.0.2:8080
      isn C 7000 N 7000
      +0.000 C > V [S] 0:0(0) id %2$s <%4$s>
      %5$s N > P [S] 0:0(0) id %3$s ttl 63 <%4$s>
      """;
  private static final String STAMPED = "mss 1460,sackOK,ts 500 0,nop,wscale 7";

  private static List<Long> translatedFrom(String... arguments) {
    return Found.inScript(SYN_TWICE.formatted((Object[]) arguments)).connections().stream()
        .map(connection -> connection.quality().translatedFrom())
        .toList();
  }

  @Test
  void synThatComesAgainWithOtherAddressesIsTheSameConnection() {
    assertThat(translatedFrom("40000", "0x77", "0x77", STAMPED, "+0.0001")).containsExactly(-1L, 0L);
    assertThat(translatedFrom("61000", "0x77", "0x77", "mss 1460", "+0.0001")).containsExactly(-1L, 0L);
    assertThat(translatedFrom("61000", "0", "0", STAMPED, "+0.0001")).containsExactly(-1L, 0L);
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
      assertThat(group.server()).hasToString("10.9.1.100:80");
    });
  }

  @Test
  void bothSidesSayWhichTheOtherIs() {
    Found found = Found.inScript(SYN_TWICE.formatted("40000", "0x77", "0x77", STAMPED, "+0.0001"));
    assertThat(found.connections().get(0).quality().notes())
        .contains("before an address translation: the same connection as tcp.stream 1");
    assertThat(found.connections().get(1).quality().notes())
        .contains("behind an address translation: the same connection as tcp.stream 0");
  }
}
