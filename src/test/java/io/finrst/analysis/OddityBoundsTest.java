package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Oddity;
import io.finrst.diagnosis.ResetOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a reset may differ from its host's other packets before that counts, on either side of each bound. */
class OddityBoundsTest {

  private static List<ResetOrigin> origins(String... script) {
    return Found.origins(Found.inScript(String.join("", script)).only());
  }

  private static ResetOrigin first(String... script) {
    return origins(script).get(0);
  }

  /** One hop more may be another way; a packet made nearer by, or further off, is not the host's. */
  @ParameterizedTest
  @CsvSource({
    "64,  62, true,  true",
    "64,  63, true,  false",
    "64,  64, false, false",
    "64,  65, true,  true",
    "59,  60, true,  true",
    "59,  58, true,  false",
    "59, 254, true,  true",
    "64, 254, true,  false",
    "64, 253, true,  true",
  })
  void hopOfDifferenceIsOddButNoProof(int usual, int ttl, boolean odd, boolean forged) {
    String start = EXCHANGE.replaceAll("(S > C .*)", "$1 ttl " + usual);
    ResetOrigin origin = first(start, "+0.1 S > C [R.] 201 ack 101 <> ttl " + ttl + "\n");
    assertThat(origin.has(Oddity.OTHER_TTL)).isEqualTo(odd);
    assertThat(origin.forged()).isEqualTo(forged);
  }

  /** Timestamps and the next IP ID are known to the socket alone: the packet took another way. */
  @ParameterizedTest
  @CsvSource({"'', 0, false", "'', 300, true", "'<>', 0, true"})
  void resetThatContinuesItsSocketIsItsHostsWhateverItsTtl(String options, int off, boolean forged) {
    String start = EXCHANGE.replace("1:201(200) ack 101", "1:201(200) ack 101 id 39999");
    String reset = "+0.1 S > C [R.] 241 ack 101 ttl 50 " + options + " id " + (40_004 + off) + "\n";
    ResetOrigin origin = first(start, COUNTING, reset);
    assertThat(origin.has(Oddity.OTHER_TTL)).isTrue();
    assertThat(origin.forged()).isEqualTo(forged);
  }

  /** A kernel answers with its default where a socket has a TTL of its own (GTSM, RFC 5082), and NATs with theirs. */
  @ParameterizedTest
  @CsvSource({"64, 255", "255, 64", "64, 128", "59, 250", "59, 123", "250, 59", "30, 62"})
  void anotherInitialTtlOfEquallyManyHopsIsTheSameHost(int usual, int ttl) {
    String start = EXCHANGE.replaceAll("(S > C .*)", "$1 ttl " + usual);
    ResetOrigin origin = first(start, "+0.1 S > C [R] 201 ttl " + ttl + "\n");
    assertThat(origin.oddities()).isEmpty();
    assertThat(origin.forged()).isFalse();
  }

  @Test
  void hostWithSeveralTtlsHasNoUsualOne() {
    String other = "+0.1 S > C [.] 201 ack 101 ttl 60\n";
    ResetOrigin origin = first(EXCHANGE, other, "+0.1 S > C [R.] 201 ack 101 ttl 255\n");
    assertThat(origin.has(Oddity.OTHER_TTL)).isFalse();
    assertThat(origin.forged()).isFalse();
  }

  private static List<ResetOrigin> two(int firstSeq, int secondSeq, String after) {
    return origins(
        EXCHANGE, "+0.1 S > C [R.] " + firstSeq + " ack 101\n+" + after + " S > C [R.] " + secondSeq + " ack 101\n");
  }

  @ParameterizedTest
  @CsvSource({
    "201, 301, 0.001,       true",
    "201, 202, 0.001,       true",
    "201, 301, 1,           true",
    "201, 301, 1.000000001, false",
    "201, 201, 0.001,       false",
    "301, 201, 0.001,       false",
    "301, 301, 0.001,       false",
    "101, 201, 0.001,       false",
    "101, 202, 0.001,       true",
  })
  void secondResetBeyondTheFirstAndAllThatWasSentClimbs(int firstSeq, int secondSeq, String after, boolean climbs) {
    assertThat(two(firstSeq, secondSeq, after))
        .allSatisfy(origin -> assertThat(origin.has(Oddity.CLIMBS)).isEqualTo(climbs))
        .hasSize(2);
  }

  @Test
  void resetsOfBothSidesDoNotClimbOverEachOther() {
    assertThat(origins(EXCHANGE, "+0.1 S > C [R.] 201 ack 101\n+0.001 C > S [R.] 901 ack 201\n"))
        .noneMatch(origin -> origin.has(Oddity.CLIMBS));
  }

  private static boolean steps(String gap, int count, int firstWindow, int step, int ttlStep) {
    StringBuilder script = new StringBuilder(EXCHANGE);
    for (int i = 0; i < count; i++) {
      script.append("+").append(i == 0 ? "0.1" : gap).append(" S > C [R.] 201 ack 101 win ")
          .append(firstWindow + i * step).append(" ttl ").append(64 + i * ttlStep).append('\n');
    }
    List<ResetOrigin> origins = origins(script.toString());
    boolean all = origins.stream().allMatch(origin -> origin.has(Oddity.STEPS));
    assertThat(origins).hasSize(count).allMatch(origin -> origin.has(Oddity.STEPS) == all);
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, 2, 1,  0,  false",
    "0.001, 3, 1,  0,  true",
    "0.001, 3, -7, 0,  true",
    "0.001, 3, 0,  0,  false",
    "0.001, 3, 0,  -1, true",
    "0.025, 3, 1,  0,  true",
  })
  void threeResetsWithinFiftyMillisecondsWhoseFieldsStepEvenlyAreCountedOff(
      String gap, int count, int step, int ttlStep, boolean expected) {
    assertThat(steps(gap, count, 1_000, step, ttlStep)).isEqualTo(expected);
  }

  @Test
  void burstIsWhatLiesWithinFiftyMillisecondsOfOneReset() {
    List<ResetOrigin> origins =
        origins(
            EXCHANGE,
            "+0.1 S > C [R.] 201 ack 101 win 1\n+0.05 S > C [R.] 201 ack 101 win 2\n",
            "+0.000000001 S > C [R.] 201 ack 101 win 3\n");
    assertThat(origins).extracting(origin -> origin.has(Oddity.STEPS)).containsExactly(false, true, false);
  }

  @Test
  void unevenStepsAreNoCount() {
    String even = "+0.1 S > C [R.] 201 ack 101 win 1\n+0.001 S > C [R.] 201 ack 101 win 2\n";
    assertThat(origins(EXCHANGE, even, "+0.001 S > C [R.] 201 ack 101 win 4\n"))
        .noneMatch(origin -> origin.has(Oddity.STEPS));
    assertThat(origins(EXCHANGE, even, "+0.001 C > S [R.] 101 ack 201 win 3\n"))
        .noneMatch(origin -> origin.has(Oddity.STEPS));
  }

  private static final String COUNTING =
      """
      +0.01 S > C [P.] 201:211(10) ack 101 id 40000
      +0.01 S > C [P.] 211:221(10) ack 101 id 40001
      +0.01 S > C [P.] 221:231(10) ack 101 id 40002
      +0.01 S > C [P.] 231:241(10) ack 101 id 40003
      """;

  @ParameterizedTest
  @CsvSource({"40003, false", "40259, false", "40260, true", "39747, false", "39746, true", "0, true"})
  void ipIdOfAnAbortLiesNearItsHostsCounter(int id, boolean odd) {
    String start = EXCHANGE.replace("1:201(200) ack 101", "1:201(200) ack 101 id 39999");
    assertThat(first(start, COUNTING, "+0.1 S > C [R.] 241 ack 101 id " + id + "\n").has(Oddity.OTHER_IP_ID))
        .isEqualTo(odd);
  }

  /** What aborts of Linux never lack, those of Windows, gVisor, lwIP and of unknown stacks may. */
  @ParameterizedTest
  @CsvSource({"64, '', true", "128, '', false", "255, '', false", "64, 'win 65535 <mss 1460,nop,wscale 6,sackOK,ts 1 1>', false", "64, id 9, false"})
  void onlyLinuxIsKnownToAbortWithOptionsWindowAndDscp(int ttl, String synAck, boolean odd) {
    String start =
        EXCHANGE.replaceAll("(S > C .*)", "$1 ttl " + ttl + " tos 72").replaceFirst("(\\[S\\.\\].*)", "$1 " + synAck);
    String bare = "+0.1 S > C [R.] 201 ack 101 win 0 tos 0 <> ttl " + ttl + "\n";
    String whole = "+0.1 S > C [R.] 201 ack 101 tos 72 ttl " + ttl + "\n";
    ResetOrigin origin = first(start, bare);
    assertThat(origin.has(Oddity.ZERO_WINDOW)).isEqualTo(odd);
    assertThat(origin.has(Oddity.NO_TIMESTAMPS)).isEqualTo(odd);
    assertThat(origin.has(Oddity.OTHER_DSCP)).isEqualTo(odd);
    assertThat(first(start, whole).oddities()).isEmpty();
  }

  @Test
  void windowThatWasShutBeforeIsNotOdd() {
    String shut = "+0.1 S > C [.] 201 ack 101 win 0\n";
    assertThat(first(EXCHANGE, shut, "+0.1 S > C [R.] 201 ack 101 win 0\n").has(Oddity.ZERO_WINDOW)).isFalse();
  }

  @Test
  void answerThatTurnsAPacketRoundHasItsIdAndWindow() {
    String data = "+0.1 C > S [P.] 101:111(10) ack 201 id 777 win 555\n";
    ResetOrigin copied = first(EXCHANGE, data, "+0.001 S > C [R] 201 id 777 win 555\n");
    assertThat(copied.oddities()).containsOnlyKeys(Oddity.COPIED_IP_ID, Oddity.COPIED_WINDOW);
    assertThat(first(EXCHANGE, data, "+0.001 S > C [R] 201 id 778 win 0\n").oddities()).isEmpty();
    String zero = "+0.1 C > S [P.] 101:111(10) ack 201 id 0 win 0\n";
    assertThat(first(EXCHANGE, zero, "+0.001 S > C [R] 201 id 0 win 0\n").oddities()).isEmpty();
    assertThat(first(EXCHANGE, data, "+0.001 S > C [R.] 201 ack 111 id 777 win 555\n").oddities())
        .as("an abort has a window and a counter of its own").isEmpty();
  }

  @Test
  void anAbortOfAHostWithoutOtherPacketsIsComparedWithNothing() {
    String oneWay = "linux\n0 C > S [P.] 1:101(100) ack 1\n+0.1 S > C [R.] 1 ack 101 win 0 ttl 255 tos 72\n";
    assertThat(first(oneWay).oddities()).isEmpty();
  }

  @Test
  void abortOverIpv6HasTheFlowLabelOfItsSocket() {
    String six = "v6\n" + EXCHANGE;
    assertThat(first(six, "+0.1 S > C [R.] 201 ack 101 flow 0\n").oddities()).containsOnlyKeys(Oddity.UNLABELLED);
    assertThat(first(six, "+0.1 S > C [R.] 201 ack 101 flow 4711\n").oddities()).isEmpty();
    String bare = six.replaceAll("(S > C .*)", "$1 flow 0");
    assertThat(first(bare, "+0.1 S > C [R.] 201 ack 101 flow 0\n").oddities()).isEmpty();
  }

  @Test
  void ttlOfASynMadeByHandIsNoMeasureForItsHostsReset() {
    String syn = "0 C > S [S] 0:0(0) ttl 50\n+0.01 S > C [S.] 0:0(0) ack 1\n";
    ResetOrigin scanner = first(syn, "+0.01 C > S [R] 1 ttl 64\n");
    assertThat(scanner.oddities()).isEmpty();
    assertThat(scanner.forged()).isFalse();
    ResetOrigin server = first(syn, "+0.01 C > S [.] 1 ack 1 ttl 50\n+0.01 S > C [R.] 1 ack 1 ttl 250\n");
    assertThat(server.forged()).as("in the name of the other side").isTrue();
    ResetOrigin ofAStack = first("linux\n" + syn, "+0.01 C > S [R] 1 ttl 64\n");
    assertThat(ofAStack.forged()).as("the SYN is a stack's").isTrue();
  }
}
