package io.finrst.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Adding a case is dropping two files: {@code captures/NAME.pcap} (or pcapng, also .gz and .zst) and {@code
 * captures/NAME.expected.json}, an array of connections in stream order that names the keys it cares about. With
 * {@code -Dtest=GoldenTest -Dgolden.update} Maven writes the missing expectations, and fails so that nobody accepts
 * them unread.
 */
class GoldenTest {
  private static final Path CAPTURES = Path.of("src/test/resources/captures");
  private static final Path SAMPLES = Path.of("samples");
  private static final Path SAMPLES_EXPECTED = Path.of("src/test/resources/golden-samples");

  static Stream<GoldenCase> cases() {
    return Stream.concat(
        GoldenCase.in(CAPTURES, CAPTURES).stream(), GoldenCase.in(SAMPLES, SAMPLES_EXPECTED).stream());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void capturesAreExplainedAsExpected(GoldenCase golden) throws IOException {
    assertThat(golden.capture()).as("the capture of " + golden).isNotNull();
    if (golden.expected() == null && System.getProperty("golden.update") != null) {
      golden.writeFirstVersion(golden.capture().startsWith(SAMPLES) ? SAMPLES_EXPECTED : CAPTURES);
      fail("written for the first time: read it, correct it, run again");
    }
    assertThat(golden.expected()).as("the expectation of " + golden).isNotNull();
    golden.check(golden.found());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void vlansWrappingNumbersAndCopiesChangeNoVerdict(GoldenCase golden) throws IOException {
    Frames frames = Frames.read(golden.capture());
    List<String> plain = verdicts(frames);

    assertThat(verdicts(frames.inVlan(7))).isEqualTo(plain);
    assertThat(verdicts(frames.acrossWrap())).isEqualTo(plain);
    assertThat(verdicts(frames.doubled())).isEqualTo(plain);
    assertThat(verdicts(frames.addressesSwapped())).isEqualTo(plain);
  }

  /** On a mirrored port, or where a router takes in a burst before it sends it on, a copy comes after later packets. */
  @ParameterizedTest
  @MethodSource("cases")
  void copiesThatComeLateAreNoRetransmissionsAndChangeNoCause(GoldenCase golden) throws IOException {
    Frames frames = Frames.read(golden.capture());
    List<String> plain = causes(frames);

    for (long delayNs : new long[] {20_000, 300_000, 3_000_000, 9_000_000}) {
      assertThat(causes(frames.doubled(delayNs))).as("%d ns later", delayNs).isEqualTo(plain);
    }
  }

  private static List<String> causes(Frames frames) throws IOException {
    return GoldenCase.connections(frames.source()).stream()
        .map(connection -> Json.text(connection, "verdict") + firstCause(connection) + retransmitted(connection))
        .toList();
  }

  private static String firstCause(Object connection) {
    return Json.list(connection, "causes").stream().map(cause -> " by " + Json.text(cause, "id")).findFirst().orElse("");
  }

  private static String retransmitted(Object connection) {
    Object traffic = Json.get(connection, "traffic");
    return ", sent again " + Json.get(Json.get(traffic, "client"), "retransmitted")
        + " and " + Json.get(Json.get(traffic, "server"), "retransmitted");
  }

  private static List<String> verdicts(Frames frames) throws IOException {
    return GoldenCase.connections(frames.source()).stream()
        .map(connection -> Json.text(connection, "verdict") + " " + Json.text(Json.get(connection, "endedBy"), "role"))
        .toList();
  }

  @Test
  void foldersHoldCases() {
    assertThat(cases()).hasSizeGreaterThan(20);
  }
}
