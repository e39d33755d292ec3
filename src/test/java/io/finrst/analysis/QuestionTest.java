package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.flow.Announcing;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.script.Script;
import io.finrst.teardown.Role;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers the question that a SYN on the ports of a live connection asks, and what does not. */
class QuestionTest {
  private static final String LIVE = "isn C 1000 S 5000\n" + EXCHANGE;
  private static final String SYN = LIVE + "isn C 900000\n+9 C > S [S] 0:0(0)\n";
  private static final String OLD_NUMBERS = "isn C 1000\n+1 C > S [.] 101 ack 201\n";

  private static Found found(String... script) {
    return Found.inScript(String.join("", script));
  }

  @Test
  void oldNumbersOfTheAskerSayThatItWasNotItsSyn() {
    assertThat(found(SYN, OLD_NUMBERS).verdicts()).containsExactly("open");
  }

  /** No ACK, a reset, or only the other side. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1 C > S [P] 101:111(10)\n", "+1 C > S [R.] 101 ack 201\n", "+1 C > S [R] 101\n",
        "+1 S > C [P.] 201:211(10) ack 101\n"
      })
  void nothingElseAtTheOldNumbersDoes(String packet) {
    assertThat(found(SYN, "isn C 1000\n", packet).connections()).hasSize(2);
  }

  @Test
  void synAckMustAcknowledgeTheSyn() {
    String wrong = "isn S 77000\n+0.01 S > C [S.] 0:0(0) ack 2\n";
    String right = "isn S 77000\n+0.01 S > C [S.] 0:0(0) ack 1\n";
    assertThat(found(SYN, wrong, "isn S 5000\n", OLD_NUMBERS).connections()).hasSize(1);
    assertThat(found(SYN, right, "isn S 5000\n", OLD_NUMBERS).connections()).as("it is decided").hasSize(2);
  }

  @Test
  void thirdSynLeavesAllToBeTold() {
    Found found = found(SYN, "isn C 400000\n+1 C > S [S] 0:0(0)\n");
    assertThat(found.verdicts()).containsExactly("open", "syn-unanswered", "syn-unanswered");
  }

  @Test
  void serverThatAsksItsClientIsFollowedAsWell() {
    String asked = LIVE + "isn S 700000\n+9 S > C [S] 0:0(0)\n+0.01 C > S [.] 101 ack -694799\n";
    ConnectionRecord old = found(asked, "+0.01 S > C [R] -694799\n").connections().get(0);
    assertThat(old.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(old.endedBy().role()).isEqualTo(Role.SERVER);
    assertThat(old.neighbours().clearedBy()).isEqualTo(1);
    assertThat(old.handshakeFaults().challengeAckFrame()).isEqualTo(8);
    assertThat(old.clientHalf().lastFrame()).isEqualTo(8);
    assertThat(old.serverHalf().lastFrame()).isEqualTo(9);

    ConnectionRecord goesOn = found(asked, "isn S 5000\n+1 S > C [P.] 201:211(10) ack 101\n").only();
    assertThat(goesOn.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(goesOn.serverHalf().packets()).isEqualTo(4);
    assertThat(goesOn.clientHalf().packets()).isEqualTo(5);
    assertThat(goesOn.neighbours().alsoStreams()).containsExactly(1L);
  }

  @Test
  void severalForgedSynsAreEachAStreamOfWiresharks() {
    String again = "isn C 800000\n+1 C > S [S] 0:0(0)\n" + OLD_NUMBERS;
    ConnectionRecord only = found(SYN, OLD_NUMBERS, again).only();
    assertThat(only.neighbours().alsoStreams()).containsExactly(1L, 2L);
  }

  @Test
  void forgedSynThatComesTwiceIsOneStreamOfWiresharks() {
    String again = "isn C 900000\n+1 C > S [S] 0:0(0)\n" + OLD_NUMBERS;
    assertThat(found(SYN, OLD_NUMBERS, again).only().neighbours().alsoStreams()).containsExactly(1L);
  }

  /** What the server offered counts, however far the numbers of both are apart. */
  @Test
  void serverThatAsksIsMeasuredByTheWindowOfItsClient() {
    String asked = "isn C 1000 S 3000000000\n" + EXCHANGE + "isn S 700000\n+9 S > C [S] 0:0(0)\nisn S 3000000000\n";
    assertThat(found(asked, "+1 S > C [P.] 201:211(10) ack 101\n").connections()).hasSize(1);
    assertThat(found(asked, "+1 S > C [P.] 99:109(10) ack 101\n").connections()).as("below it").hasSize(2);
  }

  /** The server that has the old connection does not refuse a SYN, and a bare ACK is its challenge. */
  @ParameterizedTest
  @ValueSource(strings = {"+0.01 S > C [R.] 201 ack 1\n", "+0.01 S > C [.] 201 ack 1\n"})
  void onlyASynAckBeginsTheNewConnection(String answer) {
    assertThat(found(SYN, answer, OLD_NUMBERS).connections()).hasSize(1);
  }

  @Test
  void connectionWhoseBeginningWasNotCapturedIsAskedAsWell() {
    String midstream = "isn C 1000 S 5000\n0 C > S [P.] 1:101(100) ack 1\n";
    String syn = "isn C 900000\n+9 C > S [S] 0:0(0)\n";
    String answered = midstream + "+0.01 S > C [.] 1 ack 101\n" + syn;
    assertThat(found(answered, "isn C 1000\n+1 C > S [.] 101 ack 1\n").connections()).hasSize(1);
    assertThat(found(midstream, syn, "isn C 1000\n+1 C > S [.] 101 ack 1\n").connections())
        .as("nothing shows what the server takes")
        .hasSize(2);
  }

  /** Before its handshake is over a connection has nothing to lose (RFC 9293 section 3.10.7.4). */
  @Test
  void handshakeIsGivenUpForAnotherSyn() {
    String handshake = "isn C 1000 S 5000\n0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n";
    String another = "isn C 900000\n+1 C > S [S] 0:0(0)\n";
    assertThat(found(handshake, another, "isn C 1000\n+1 C > S [.] 1 ack 1\n").connections()).hasSize(2);
  }

  /** An end guessed from silence alone becomes one when keepalive would have asked, after two hours. */
  @Test
  void nobodyIsAskedAfterTwoHoursOfSilenceBehindAReset() {
    String reset = LIVE + "+0.1 S > C [R.] 1201 ack 101\nisn C 900000\n";
    assertThat(found(reset, "+7199.9 C > S [S] 0:0(0)\n", OLD_NUMBERS).connections()).hasSize(1);
    assertThat(found(reset, "+7200 C > S [S] 0:0(0)\n", OLD_NUMBERS).connections()).hasSize(2);
  }

  @Test
  void sameSynBehindAResetThatMayBeNoneBeginsNothing() {
    String reset = LIVE + "+0.1 S > C [R.] 1201 ack 101\n";
    assertThat(found(reset, "+9 C > S [S] 0:0(0)\n", OLD_NUMBERS).connections()).hasSize(1);
  }

  /** The one that asked is established by then, only that its SYN-ACK was not captured. */
  @Test
  void thirdSynSettlesAQuestionThatNothingHadAnswered() {
    String farAway = "isn C 90000000 S 70000000\n";
    String established = "+9 C > S [S] 0:0(0)\n+0.01 C > S [.] 1 ack 1\n+0.01 C > S [P.] 1:11(10) ack 1\n";
    String third = "isn C 400000000\n+9 C > S [S] 0:0(0)\nisn C 90000000\n+1 C > S [.] 11 ack 1\n";
    assertThat(found(LIVE, farAway, established, third).connections()).hasSize(3);
  }

  /** Only an end that the next packet may undo leaves it open who is asked. */
  @Test
  void synBehindAnEndAsksNobody() {
    String reset = LIVE + "+0.1 S > C [R.] 201 ack 101\nisn C 900000\n+9 C > S [S] 0:0(0)\n";
    assertThat(found(reset, OLD_NUMBERS).verdicts()).startsWith("rst-after-data").hasSize(2);
    String guessed = LIVE + "+0.1 S > C [R.] 1201 ack 101\nisn C 900000\n+9 C > S [S] 0:0(0)\n";
    assertThat(found(guessed, OLD_NUMBERS).only().state()).isEqualTo(State.TRANSFER);
  }

  /** The challenge acknowledges 1101, which the server knows as -3899 and the new initial number leaves at -898899. */
  private static final String CHALLENGE = "+0.01 S > C [.] 201 ack -898899\n";

  private static long clearedBy(String... script) {
    return found(script).connections().get(0).neighbours().clearedBy();
  }

  @Test
  void onlyAResetOfTheAskerAtTheChallengedNumberClears() {
    assertThat(clearedBy(SYN, CHALLENGE, "+0.01 C > S [R] -898899\n")).isEqualTo(1);
    assertThat(clearedBy(SYN, CHALLENGE, "+0.01 C > S [R.] -898899 ack 201\n")).isEqualTo(1);
    assertThat(clearedBy(SYN, CHALLENGE, "+0.01 S > C [R] -3899\n")).isEqualTo(-1);
    assertThat(clearedBy(SYN, CHALLENGE, "+0.01 C > S [.] -898899 ack 201\n")).isEqualTo(-1);
    assertThat(clearedBy(SYN, CHALLENGE, "+0.01 C > S [P] -898899:-898889(10)\n")).isEqualTo(-1);
  }

  @Test
  void whatIsClearedIsOver() {
    Found found = found(SYN, CHALLENGE, "+0.01 C > S [R] -898899\n", OLD_NUMBERS);
    assertThat(found.verdicts()).startsWith("rst-after-data").hasSize(2);
  }

  @Test
  void earlierResetOfTheClearedConnectionAnswersWhatItAnsweredThen() {
    String earlier = LIVE + "+0.001 C > S [R] 51\nisn C 900000\n+9 C > S [S] 0:0(0)\n";
    ConnectionRecord old = found(earlier, CHALLENGE, "+0.01 C > S [R] -898899\n").connections().get(0);
    assertThat(old.resets()).extracting(Reset::answeredFrame).containsExactly(5L, 9L);
  }

  @Test
  void withoutAChallengeNoResetClears() {
    assertThat(clearedBy(SYN, "+0.01 C > S [R] -898899\n")).isEqualTo(-1);
    assertThat(clearedBy(SYN, "+0.01 C > S [R] -900000\n")).as("number 0").isEqualTo(-1);
  }

  @Test
  void theClearedConnectionEndsWithTheChallengeAndTheReset() {
    ConnectionRecord old = found(SYN, CHALLENGE, "+0.02 C > S [R] -898899\n").connections().get(0);
    assertThat(old.serverHalf().lastFrame()).isEqualTo(8);
    assertThat(old.clientHalf().lastFrame()).isEqualTo(9);
    assertThat(old.last().frame()).isEqualTo(9);
    assertThat(old.last().timeNs() - old.first().timeNs()).isEqualTo(9_081_000_000L);
    assertThat(old.silenceBeforeEndNs()).isEqualTo(20_000_000L);
    assertThat(old.handshakeFaults().challengeAckFrame()).isEqualTo(8);
  }

  @Test
  void thirdSynIsNoQuestionThatOldNumbersAnswer() {
    assertThat(found(SYN, "isn C 400000\n+1 C > S [S] 0:0(0)\n", OLD_NUMBERS).verdicts()).hasSize(3);
  }

  private static Found foundWithRoomFor(int connections, String... script) {
    AnalysisOptions options = new AnalysisOptions(true, false, connections, 0, false, Announcing.NEVER);
    return Found.in(Script.parse(String.join("", script)).source(), options);
  }

  @Test
  void whereThereIsRoomForOneOnlyASynLeavesNoQuestion() {
    assertThat(foundWithRoomFor(2, SYN, OLD_NUMBERS).connections()).hasSize(1);
    Found one = foundWithRoomFor(1, SYN, OLD_NUMBERS);
    assertThat(one.verdicts()).startsWith("open").hasSize(2);
  }

  @Test
  void nobodyIsAskedAnyMoreWhenTheOlderConnectionHadToLeave() {
    String another = "host D 10.0.0.9:9\n+0.1 D > S [S] 0:0(0)\n";
    assertThat(foundWithRoomFor(3, SYN, another, OLD_NUMBERS).connections()).hasSize(2);
    assertThat(foundWithRoomFor(2, SYN, another, OLD_NUMBERS).connections()).hasSize(3);
  }

  /** Another connection that happens to use the same numbers, in the place of the one that had to leave. */
  @Test
  void whoeverHasThePlaceOfTheOlderConnectionIsNotAsked() {
    String sameNumbers = EXCHANGE.replace("linux\n", "").replace("C", "D").replace("0.000", "10");
    String another = "host D 10.0.0.9:9\nisn D 1000 S 5000\n" + sameNumbers;
    assertThat(foundWithRoomFor(2, SYN, another, OLD_NUMBERS).connections()).hasSize(3);
  }
}
