package io.finrst.diagnosis;

import static io.finrst.diagnosis.Cause.BACKLOG_FULL;
import static io.finrst.diagnosis.Cause.CLOSE_WAIT_LEAK;
import static io.finrst.diagnosis.Cause.DATA_AFTER_CLOSE;
import static io.finrst.diagnosis.Cause.INJECTED_RESET;
import static io.finrst.diagnosis.Cause.KEEPALIVE_RACE;
import static io.finrst.diagnosis.Cause.PATH_REJECT;
import static io.finrst.diagnosis.Cause.PORT_CLOSED;
import static io.finrst.diagnosis.Cause.STALE_CONNECTION;
import static io.finrst.diagnosis.Cause.UNREAD_DATA_AT_CLOSE;
import static io.finrst.diagnosis.Confidence.CERTAIN;
import static io.finrst.diagnosis.Confidence.LIKELY;
import static io.finrst.diagnosis.Confidence.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.KernelEvidence;
import io.finrst.record.KernelReset;
import io.finrst.report.Records;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reason excludes, what it proves, and what it leaves undecided. */
class KernelReasonsTest {
  private static final Evidence PACKETS = new Evidence(7, "what packets show");

  static Stream<Arguments> everyReasonAndCause() {
    return Arrays.stream(KernelReason.values())
        .flatMap(reason -> Arrays.stream(Cause.values()).map(cause -> Arguments.of(reason, cause)));
  }

  private static Match match(Cause cause, Confidence confidence) {
    return new Match(KnownCauses.ALL.of(cause), confidence, Role.SERVER, false, false, List.of(PACKETS));
  }

  private static List<Match> weighed(Verdict verdict, KernelReason reason, Match... matches) {
    return weighed(verdict, reason, "CLOSE", "httpd-7", matches);
  }

  private static List<Match> weighed(
      Verdict verdict, KernelReason reason, String tcpState, String process, Match... matches) {
    Records reset = Records.aReset();
    reset.endingAs(verdict);
    long timeNs = reset.resets.get(0).at().timeNs();
    KernelReset told =
        new KernelReset(
            timeNs, KernelReset.Action.SENT, reset.server, reset.client, reason.name(), tcpState, process);
    reset.kernel = new KernelEvidence(List.of(told), List.of());
    return new KernelReasons(KnownCauses.ALL).weigh(new Ending(reset.build()), List.of(matches));
  }

  private static List<Match> weighed(KernelReason reason, Match... matches) {
    return weighed(Verdict.RST_AFTER_DATA, reason, matches);
  }

  private static List<String> words(List<Match> matches) {
    return matches.stream().map(each -> each.known().cause().id() + " " + each.confidence().id()).toList();
  }

  @ParameterizedTest
  @EnumSource(KernelReason.class)
  void everyReasonFitsSomeCauseAndUsuallyMeansOne(KernelReason reason) {
    assertThat(KnownCauses.ALL.all()).anyMatch(each -> each.facts().kernelReasons().contains(reason));
    assertThat(KnownCauses.ALL.all()).anyMatch(each -> each.facts().usualKernelReasons().contains(reason));
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void aCauseNamesReasonsOrSaysThatItHasNone(Cause cause) {
    CauseFacts facts = KnownCauses.ALL.facts(cause);
    assertThat(facts.kernelReasons().isEmpty()).isEqualTo(facts.kernelStance() != KernelStance.NAMES_REASONS);
    assertThat(facts.kernelReasons()).containsAll(facts.usualKernelReasons());
  }

  @ParameterizedTest
  @MethodSource("everyReasonAndCause")
  void aReasonProvesTheOnlyCauseThatNamesItKeepsTheIndifferentAndExcludesTheRest(KernelReason reason, Cause cause) {
    List<Match> left = weighed(reason, match(cause, POSSIBLE));
    CauseFacts facts = KnownCauses.ALL.facts(cause);
    if (facts.kernelReasons().contains(reason)) {
      assertThat(words(left)).containsExactly(cause.id() + " certain");
      assertThat(left.get(0).proved()).isTrue();
    } else if (facts.kernelStance() == KernelStance.INDIFFERENT) {
      assertThat(words(left)).containsExactly(cause.id() + " possible");
      assertThat(left.get(0).proved()).isFalse();
    } else {
      assertThat(left).noneMatch(each -> each.known().cause() == cause);
      assertThat(left).hasSizeLessThan(2).allMatch(each -> each.known().facts().usualKernelReasons().contains(reason));
    }
    assertThat(left).allMatch(each -> each.evidence().get(0).fact().contains(reason.name()));
  }

  @Test
  void ofTwoThatFitTheSpecialCaseIsCertain() {
    Match general = match(DATA_AFTER_CLOSE, LIKELY);
    assertThat(words(weighed(KernelReason.TCP_ABORT_ON_DATA, match(KEEPALIVE_RACE, LIKELY), general)))
        .containsExactly("keepalive-race certain", "data-after-close likely");
  }

  @Test
  void ofTwoThatFitTheOneThatPacketsMadeSurerIsCertain() {
    assertThat(words(weighed(KernelReason.TCP_FLAGS, match(BACKLOG_FULL, LIKELY), match(STALE_CONNECTION, POSSIBLE))))
        .containsExactly("backlog-full certain", "stale-connection possible");
  }

  @Test
  void ofTwoThatFitAndThatPacketsDoNotTellApartTheFirstStaysLikely() {
    List<Match> left = weighed(KernelReason.TCP_FLAGS, match(BACKLOG_FULL, LIKELY), match(STALE_CONNECTION, LIKELY));
    assertThat(words(left)).containsExactly("backlog-full likely", "stale-connection likely");
    assertThat(left.get(0).evidence()).hasSize(2);
    assertThat(left.get(0).proved()).isFalse();
  }

  @Test
  void whatIsProvedGoesBeforeWhatTheKernelSaysNothingAbout() {
    Match indifferent = match(CLOSE_WAIT_LEAK, LIKELY);
    assertThat(words(weighed(KernelReason.NO_SOCKET, indifferent, match(STALE_CONNECTION, POSSIBLE))))
        .containsExactly("stale-connection certain", "close-wait-leak likely");
  }

  @Test
  void whereNothingIsLeftTheUsualCauseIsTaken() {
    assertThat(words(weighed(KernelReason.TCP_ABORT_ON_CLOSE, match(DATA_AFTER_CLOSE, CERTAIN))))
        .containsExactly("unread-data-at-close certain");
    assertThat(words(weighed(KernelReason.TCP_ABORT_ON_CLOSE))).containsExactly("unread-data-at-close certain");
  }

  @Test
  void ofSeveralUsualCausesTheVerdictMustLeaveOne() {
    Match foreign = match(INJECTED_RESET, LIKELY);
    assertThat(words(weighed(Verdict.RST_TO_SYN, KernelReason.NO_SOCKET, foreign)))
        .containsExactly(PORT_CLOSED.id() + " certain");
    assertThat(words(weighed(Verdict.RST_AFTER_DATA, KernelReason.NO_SOCKET, foreign)))
        .containsExactly(STALE_CONNECTION.id() + " certain");
    assertThat(weighed(Verdict.RST_IN_HANDSHAKE, KernelReason.NO_SOCKET, foreign)).isEmpty();
  }

  @Test
  void aResetThatTheKernelDidNotSendProvesTheCauseThatSaysSo() {
    Records forged = Records.aReset();
    forged.kernel = new KernelEvidence(List.of(), List.of(forged.endedBy.frame()));
    KernelReasons reasons = new KernelReasons(KnownCauses.ALL);
    List<Match> byPackets = List.of(match(UNREAD_DATA_AT_CLOSE, LIKELY), match(INJECTED_RESET, POSSIBLE));
    assertThat(words(reasons.weigh(new Ending(forged.build()), byPackets))).containsExactly("injected-reset certain");
    forged.endingAs(Verdict.RST_TO_SYN);
    assertThat(words(reasons.weigh(new Ending(forged.build()), List.of()))).containsExactly("path-reject certain");
  }

  @Test
  void exactlyOneCauseStandsForEachResetThatNoKernelSent() {
    assertThat(KnownCauses.ALL.all())
        .filteredOn(each -> each.facts().kernelStance() == KernelStance.DISOWNED)
        .extracting(KnownCause::cause)
        .containsExactly(INJECTED_RESET);
    assertThat(KnownCauses.ALL.all())
        .filteredOn(each -> each.facts().kernelStance() == KernelStance.DISOWNED_REFUSAL)
        .extracting(KnownCause::cause)
        .containsExactly(PATH_REJECT);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "CLOSE, httpd-7, \", socket in state CLOSE, by process httpd-7\"",
        "CLOSE, \"\", \", socket in state CLOSE\"",
        "UNKNOWN, httpd-7, \", by process httpd-7\"",
        "\"\", httpd-7, \", by process httpd-7\"",
        "UNKNOWN, \"\", \"\"",
        "\"\", \"\", \"\""
      })
  void theWordTellsOfTheSocketAndTheProcessWhereTheyAreKnown(String tcpState, String process, String rest) {
    KernelReason reason = KernelReason.TCP_ABORT_ON_CLOSE;
    Match match = match(UNREAD_DATA_AT_CLOSE, LIKELY);
    assertThat(weighed(Verdict.RST_AFTER_DATA, reason, tcpState, process, match).get(0).evidence())
        .containsExactly(
            new Evidence(32, "the kernel of the server sent it: reason TCP_ABORT_ON_CLOSE" + rest), PACKETS);
  }

  @Test
  void ofTwoCertainOnesThatPacketsDoNotTellApartTheFirstIsLikely() {
    List<Match> left = weighed(KernelReason.TCP_FLAGS, match(BACKLOG_FULL, CERTAIN), match(STALE_CONNECTION, CERTAIN));
    assertThat(words(left)).containsExactly("backlog-full likely", "stale-connection likely");
  }

  @Test
  void ofTwoCertainOnesTheSpecialCaseIsCertainAlone() {
    List<Match> left =
        weighed(KernelReason.TCP_ABORT_ON_DATA, match(KEEPALIVE_RACE, CERTAIN), match(DATA_AFTER_CLOSE, CERTAIN));
    assertThat(words(left)).containsExactly("keepalive-race certain", "data-after-close likely");
  }

  @Test
  void whatIsOnlyPossibleGetsNoSurerByAReasonThatFitsAnotherAsWell() {
    List<Match> left =
        weighed(KernelReason.TCP_FLAGS, match(BACKLOG_FULL, POSSIBLE), match(STALE_CONNECTION, POSSIBLE));
    assertThat(words(left)).containsExactly("backlog-full possible", "stale-connection possible");
    assertThat(left.get(0).evidence()).hasSize(2);
    assertThat(left.get(1).evidence()).containsExactly(PACKETS);
  }

  @Test
  void whatTheKernelSaysNothingAboutIsAtMostLikely() {
    List<Match> left = weighed(KernelReason.NO_SOCKET, match(CLOSE_WAIT_LEAK, CERTAIN));
    assertThat(words(left)).containsExactly("close-wait-leak likely");
  }

  @Test
  void theWordGoesToTheFirstThatFitsWhichStaysInItsPlaceWhenNotProved() {
    List<Match> left =
        weighed(
            KernelReason.TCP_FLAGS,
            match(CLOSE_WAIT_LEAK, LIKELY),
            match(BACKLOG_FULL, LIKELY),
            match(STALE_CONNECTION, LIKELY));
    assertThat(words(left)).containsExactly("close-wait-leak likely", "backlog-full likely", "stale-connection likely");
    assertThat(left).extracting(each -> each.evidence().size()).containsExactly(1, 2, 1);
  }

  @Test
  void whatIsProvedKeepsWhoDidIt() {
    assertThat(weighed(KernelReason.TCP_ABORT_ON_CLOSE)).extracting(Match::actor).containsExactly(Role.SERVER);
    Match byClient =
        new Match(KnownCauses.ALL.of(UNREAD_DATA_AT_CLOSE), LIKELY, Role.CLIENT, false, false, List.of(PACKETS));
    assertThat(weighed(KernelReason.TCP_ABORT_ON_CLOSE, byClient)).extracting(Match::actor)
        .containsExactly(Role.CLIENT);
  }

  @Test
  void theOneUsualCauseIsTakenWhateverTheVerdict() {
    assertThat(words(weighed(Verdict.RST_TO_SYN, KernelReason.TCP_ABORT_ON_MEMORY)))
        .containsExactly("orphan-limit certain");
  }
}
