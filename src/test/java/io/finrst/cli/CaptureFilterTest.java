package io.finrst.cli;

import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.pcap4j.Libpcap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What needs libpcap. */
@Tag("environment")
class CaptureFilterTest {
  @BeforeEach
  void needsLibpcap() {
    assumeTrue(Libpcap.isAvailable(), () -> "libpcap: " + Libpcap.remedy());
  }

  @Test
  void wordsAfterTwoDashesFilterPackets() {
    Run run = finrst(SAMPLES, "--", "tcp", "port", "9000");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(":9000").doesNotContain(":3306").containsPattern("filter removed \\d+ packets");
  }

  @Test
  void aFilterThatTakesAwayDataIsWarnedOfWithWhatItCosts() {
    assertThat(finrst(RACE, "--", "tcp[13]&7!=0").err()).contains("removed packets of 1 connection", "--only");
    assertThat(finrst(RACE, "--", "tcp port 9000").err()).isEmpty();
  }

  @Test
  void aFilterMayBeOneWord() {
    assertThat(finrst(SAMPLES, "--", "tcp port 9000")).isEqualTo(finrst(SAMPLES, "--", "tcp", "port", "9000"));
  }

  @Test
  void aWrongFilterIsAUsageErrorInLibpcapsWords() {
    Run run = finrst(RACE, "--", "tcp", "prt");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("finrst: filter 'tcp prt': ");
  }

  @Test
  void bothReadersFindTheSame() {
    assertThat(finrst("--reader=pcap4j", "--csv", SAMPLES)).isEqualTo(finrst("--reader=own", "--csv", SAMPLES));
  }
}
