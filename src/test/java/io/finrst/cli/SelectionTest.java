package io.finrst.cli;

import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Filters, and {@code --fail-on}, which counts what passes them. */
class SelectionTest {
  private static final int VERDICT = 8;

  private static List<String> rows(String... options) {
    String[] args = Stream.concat(Stream.of(options), Stream.of("--csv", SAMPLES)).toArray(String[]::new);
    Run run = finrst(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run.lines().subList(1, run.lines().size());
  }

  private static List<String> verdicts(String... options) {
    return rows(options).stream().map(row -> row.split(",")[VERDICT]).distinct().sorted().toList();
  }

  @Test
  void onlyKeepsTheNamedVerdicts() {
    assertThat(verdicts("--only", "timed-out,unreachable")).containsExactly("timed-out", "unreachable");
    assertThat(verdicts("--only", "rst"))
        .containsExactly("rst-after-data", "rst-after-fin", "rst-in-handshake", "rst-to-syn");
  }

  @Test
  void notDropsTheNamedVerdicts() {
    assertThat(verdicts("--not", "rst,graceful"))
        .containsExactly("half-close", "syn-unanswered", "timed-out", "unreachable");
    assertThat(verdicts("--only=rst", "--not=rst-after-data,rst-to-syn"))
        .containsExactly("rst-after-fin", "rst-in-handshake");
  }

  @Test
  void hostMatchesEitherSideAndNetworks() {
    assertThat(rows("--host", "10.65.183.10")).hasSize(1);
    assertThat(rows("--host", "10.65.183.130")).hasSize(1);
    assertThat(rows("--host", "10.65.0.0/16")).hasSizeGreaterThan(5);
    assertThat(rows("--host", "fd41:f0:1::/48")).hasSize(1);
    assertThat(rows("--host", "10.65.183.10,fd41:f0:1::10")).hasSize(2);
    assertThat(rows("--host", "192.0.2.1")).isEmpty();
  }

  @Test
  void portMatchesEitherSide() {
    assertThat(rows("--port", "48173")).hasSize(1);
    assertThat(rows("--port", "80,48173")).hasSize(3);
  }

  @Test
  void streamsAreWiresharksNumbers() {
    assertThat(rows("--stream", "3,5")).extracting(row -> row.split(",")[0]).containsExactlyInAnyOrder("3", "5");
  }

  @Test
  void causesAndConfidenceSelect() {
    assertThat(rows("--cause", "keepalive-race")).hasSize(1);
    assertThat(rows("--cause", "keepalive-race", "--min-confidence", "certain")).isEmpty();
    assertThat(rows("--min-confidence", "possible").size())
        .isGreaterThanOrEqualTo(rows("--min-confidence", "likely").size());
  }

  @Test
  void nothingLeftIsSaidAndIsNoError() {
    Run run = finrst("--only", "open", RACE);

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("No connection matched.");
  }

  @Test
  void failOnExitsWithOneWhenAVerdictOccurs() {
    assertThat(finrst("--fail-on", "rst-after-fin", RACE).status()).isEqualTo(1);
    assertThat(finrst("--fail-on", "rst", RACE).status()).isEqualTo(1);
    assertThat(finrst("--fail-on", "timed-out,open", RACE).status()).isZero();
  }

  @Test
  void failOnSaysWhatMatchedHowManyAndWhich() {
    assertThat(finrst("--fail-on", "rst-to-syn,timed-out", SAMPLES).err())
        .isEqualTo("finrst: --fail-on matched 3 connections: 2 rst-to-syn, 1 timed-out (tcp.stream 4, 12, 14)\n");
    assertThat(finrst("--fail-on", "rst", SAMPLES).err()).contains("13 connections: 8 rst-after-data, ", "and 8 more)");
    assertThat(finrst("--fail-on", "rst:14", SAMPLES).err()).isEmpty();
  }

  @Test
  void failOnMayAskForMoreThanOne() {
    assertThat(finrst("--fail-on", "rst:13", SAMPLES).status()).isEqualTo(1);
    assertThat(finrst("--fail-on", "rst:14", SAMPLES).status()).isZero();
  }

  @Test
  void failOnCountsAcrossSeparateReports() {
    assertThat(finrst("--separate", "--fail-on", "rst:13", SAMPLES).status()).isEqualTo(1);
  }

  @Test
  void failOnCountsWhatPassesTheFiltersAndWhatTheTableLeavesOut() {
    assertThat(finrst("--fail-on", "rst", "--not", "rst", SAMPLES).status()).isZero();
    assertThat(finrst("--fail-on", "rst", "--cause", "syn-dropped", SAMPLES).status()).isZero();
    assertThat(finrst("--fail-on", "rst:13", "--top", "1", SAMPLES).status()).isEqualTo(1);
    assertThat(finrst("--fail-on", "rst-after-fin", "--cause", "keepalive-race", "--top", "1", SAMPLES).status())
        .isEqualTo(1);
  }
}
