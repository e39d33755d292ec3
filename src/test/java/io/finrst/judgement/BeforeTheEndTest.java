package io.finrst.judgement;

import static io.finrst.judgement.Past.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What led to the reset that decided: the silence before it, and who had been repeating itself. */
class BeforeTheEndTest {

  private static long silence(Facts facts) {
    return Past.of(facts).end().silenceNs();
  }

  @Test
  void abortIsTheFirstPacketAfterTheSilence() {
    assertThat(silence(Facts.abort().gaps(7, 900))).isEqualTo(7);
    assertThat(silence(Facts.abort().gaps(7, 900).repeats(Past.again(0, 3, 0, 1, 0, 50), 0))).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"7, 900, 900", "900, 7, 900"})
  void silenceBeforeAnAnswerIsThatBeforeWhatItAnswers(long gapNs, long earlierNs, long silenceNs) {
    assertThat(silence(Facts.bare(1).gaps(gapNs, earlierNs).receiver(Side.open().spoke(3, 0)))).isEqualTo(silenceNs);
  }

  @Test
  void answerToWhatWasNotTheLastPacketHasItsOwnSilenceOnly() {
    Facts answer = Facts.bare(1).gaps(7, 900);
    assertThat(silence(answer.sender(Side.open().spoke(2, 0)).receiver(Side.open().spoke(2, 0)))).isEqualTo(7);
    assertThat(silence(answer.sender(Side.open().spoke(3, 0)).receiver(Side.open().spoke(2, 0)))).isEqualTo(7);
    assertThat(silence(answer.sender(Side.open().spoke(-1, 0)).receiver(Side.open().spoke(0, 0)))).isEqualTo(7);
    assertThat(silence(answer.sender(Side.open().spoke(2, 0)).receiver(Side.open().spoke(3, 0)))).isEqualTo(900);
  }

  @Test
  void whatWasRepeatedIsAnsweredAfterTheSilenceBeforeItsFirstSending() {
    Facts answer = Facts.bare(1).gaps(7, 900).receiver(Side.open().spoke(3, 0));
    assertThat(silence(answer.repeats(Past.again(0, 3, 0, 1, 0, 50), 0))).isEqualTo(50);
    assertThat(silence(answer.repeats(Past.again(1, 3, 0, 1, 0, 50), 1))).as("its own").isEqualTo(900);
    assertThat(silence(answer.repeats(Past.again(0, 3, 0, 1, 0, 50), -1))).as("answered since").isEqualTo(900);
    Facts byClient = Facts.bare(1).from(0).gaps(7, 900).receiver(Side.open().spoke(3, 0));
    assertThat(silence(byClient.repeats(Past.again(1, 3, 0, 1, 0, 50), 1))).isEqualTo(50);
  }

  @Test
  void whereNoResetDecidesThereIsNoSilenceBeforeOne() {
    assertThat(silence(Facts.abort().numbers(0, 1).gaps(7, 900))).isZero();
  }

  private static int repeating(Past past) {
    return past.end().repeatingSide();
  }

  @Test
  void whatIsRepeatedAfterTheDecidingResetChangesNothingOfWhatLedToIt() {
    Facts abort = Facts.abort().repeats(Past.again(0, 3, 0, 1, 0, 0), 0);
    assertThat(repeating(Past.of(abort).repeats(Past.again(1, 1, 9, 1, 0, 0), 1))).isZero();
    assertThat(repeating(Past.of(Facts.abort()).repeats(Past.again(1, 1, 9, 1, 0, 0), 1))).isEqualTo(-1);
  }

  @Test
  void answerOfASideThatHadGivenUpCountsAsItsRepetition() {
    Facts gaveUp = Facts.bare(1).gaveUp().repeats(Past.again(1, 3, 0, 1, 0, 0), -1);
    assertThat(repeating(Past.of(gaveUp))).isEqualTo(1);
    Facts goesOn = Facts.bare(1).repeats(Past.again(1, 3, 0, 1, 0, 0), -1);
    assertThat(repeating(Past.of(goesOn))).as("it has spoken since").isEqualTo(-1);
    Facts abort = Facts.abort().gaveUp().repeats(Past.again(1, 3, 0, 1, 0, 0), -1);
    assertThat(repeating(Past.of(abort))).as("no answer").isEqualTo(-1);
  }

  @Test
  void answerThatDecidesNothingStillTellsWhoHadGivenUp() {
    Facts below = Facts.bare(201).gaveUp().sender(Side.open().data(300, 1, 2, 0));
    below.receiver(Side.open().acked(301, 1_000));
    Past past = Past.of(below).repeats(Past.again(1, 2, 0, 301, 0, 0), -1);
    assertThat(past.end().deciding()).isEqualTo(-1);
    assertThat(repeating(past.repeats(Past.again(0, 2, 0, 1, 0, 0), 0).times(0, 9_000 * MS))).isEqualTo(1);
    assertThat(past.end().state()).isEqualTo(State.GIVEN_UP);
    Facts noAnswer = Facts.abort().numbers(0, 1).gaveUp();
    assertThat(repeating(Past.of(noAnswer).repeats(Past.again(0, 2, 0, 1, 0, 0), 0))).isZero();
    Facts stillThere = Facts.bare(201).sender(Side.open().data(300, 1, 2, 0));
    stillThere.receiver(Side.open().acked(301, 1_000));
    assertThat(repeating(Past.of(stillThere).repeats(Past.again(0, 2, 0, 1, 0, 0), 0))).isZero();
  }
}
