package io.finrst.flow;

import io.finrst.record.Repetition;
import static io.finrst.record.Repetition.Kind.KEEP_ALIVE;
import static io.finrst.record.Repetition.Kind.SEGMENT;
import static io.finrst.record.Repetition.Kind.WINDOW_PROBE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.wire.Segment;
import io.finrst.record.HostLooks;
import io.finrst.capture.Packet;
import io.finrst.judgement.Voice;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Repeats;
import io.finrst.teardown.Role;
import io.finrst.wire.Address;
import org.junit.jupiter.api.Test;

/** Who repeats what in vain, who had given up, and what is kept of resets and ICMP errors. */
class StoryTest {
  private final Story story = new Story(new MemoryBudget(1L << 40));

  @Test
  void nothingIsRepeatedAtFirst() {
    assertThat(story.repeats()).isNull();
    assertThat(story.repeatingSide).isEqualTo(-1);
    assertThat(story.gaveUp(0, true)).isFalse();
    assertThat(story.gaveUp(-1, true)).isFalse();
  }

  @Test
  void repetitionsOfOneKindAreCountedWithTheirLastGapAndTheFirstSilence() {
    story.repeated(1, SEGMENT, 4, 100, 50, 7);
    assertThat(story.repeats()).isEqualTo(new Repeats(1, SEGMENT, 1, new Moment(4, 100), 50, 0, 7));
    story.repeated(1, SEGMENT, 5, 130, 60, 30);
    story.repeated(1, SEGMENT, 6, 190, 70, 60);
    assertThat(story.repeats()).isEqualTo(new Repeats(1, SEGMENT, 3, new Moment(6, 190), 70, 60, 7));
    assertThat(story.repeatingSide).isEqualTo(1);
  }

  @Test
  void anotherSideOrKindBeginsAnew() {
    story.repeated(1, SEGMENT, 4, 100, 50, 7);
    story.repeated(1, KEEP_ALIVE, 5, 130, 60, 30);
    assertThat(story.repeats()).isEqualTo(new Repeats(1, KEEP_ALIVE, 1, new Moment(5, 130), 60, 0, 30));
    story.repeated(0, KEEP_ALIVE, 6, 190, 70, 60);
    assertThat(story.repeats()).isEqualTo(new Repeats(0, KEEP_ALIVE, 1, new Moment(6, 190), 70, 0, 60));
    assertThat(story.repeatingSide).isZero();
  }

  @Test
  void signOfLifeAnswersTheOtherSideOnly() {
    story.repeated(1, SEGMENT, 4, 100, 50, 7);
    story.heard(1);
    assertThat(story.repeatingSide).isEqualTo(1);
    story.heard(0);
    assertThat(story.repeatingSide).isEqualTo(-1);
    assertThat(story.repeats().count()).as("still known").isEqualTo(1);
    story.repeated(1, SEGMENT, 9, 500, 50, 70);
    assertThat(story.repeats()).isEqualTo(new Repeats(1, SEGMENT, 1, new Moment(9, 500), 50, 0, 70));
  }

  @Test
  void whoeverIsSilentSinceItWasAnsweredTooLateHadGivenUp() {
    story.repeated(1, SEGMENT, 4, 100, 50, 7);
    assertThat(story.gaveUp(1, true)).as("nobody has spoken").isFalse();
    story.heard(0);
    assertThat(story.gaveUp(1, true)).isTrue();
    assertThat(story.gaveUp(1, false)).as("it was acknowledged").isFalse();
    assertThat(story.gaveUp(0, true)).isFalse();
    story.heard(0);
    assertThat(story.gaveUp(1, true)).as("the other side again").isTrue();
    story.heard(1);
    assertThat(story.gaveUp(1, true)).as("it goes on").isFalse();
  }

  @Test
  void probeOfAShutWindowNeedsNoAcknowledgmentAndAKeepaliveIsNothingToGiveUp() {
    story.repeated(0, WINDOW_PROBE, 4, 100, 50, 7);
    story.heard(1);
    assertThat(story.gaveUp(0, false)).isTrue();
    story.repeated(0, KEEP_ALIVE, 5, 100, 50, 7);
    story.heard(1);
    assertThat(story.gaveUp(0, true)).isFalse();
  }

  @Test
  void soManyResetsAreKeptAndTheRestIsCounted() {
    for (int i = 0; i < Story.MAX_RESETS; i++) {
      assertThat(story.add(reset(i))).isTrue();
    }
    assertThat(story.resetsNotKept).isZero();
    assertThat(story.add(reset(99))).isFalse();
    assertThat(story.add(reset(98))).isFalse();
    assertThat(story.resets).hasSize(64);
    assertThat(story.resetsNotKept).isEqualTo(2);
    assertThat(story.lastResetNs).isEqualTo(99);
  }

  @Test
  void soManyIcmpErrorsAreKept() {
    Address router = new Address(4, 0, 9);
    for (int i = 0; i < 20; i++) {
      story.add(new IcmpError(new Moment(i, i), Role.CLIENT, router, 4, 3, 1, true));
    }
    assertThat(story.icmpErrors).hasSize(Story.MAX_ICMP_ERRORS);
    assertThat(story.icmpErrorsNotKept).isEqualTo(20 - Story.MAX_ICMP_ERRORS);
  }

  @Test
  void whatEachSideSaysIsNotedFromTheFirstResetOn() {
    Half now = new TwoHalves().c.a;
    assertThat(heard(1, now)).containsExactly(0, 0);
    story.add(reset(1));
    story.spoke(0, 10, true);
    story.spoke(1, 20, true);
    story.spoke(1, 30, false);
    assertThat(heard(0, now)).containsExactly(10, 10);
    assertThat(heard(1, now)).containsExactly(30, 20);
    story.add(reset(9));
    assertThat(heard(1, now)).as("from the first one").containsExactly(30, 20);
  }

  private long[] heard(int side, Half now) {
    Voice voice = story.voice(side, now);
    return new long[] {voice.lastSegmentNs(), voice.lastWordNs()};
  }

  private static ResetNote reset(long at) {
    Packet packet = new Packet();
    packet.frame = at;
    packet.timeNs = at;
    Connection connection = new TwoHalves().c;
    connection.tell();
    return new ResetNote(new Segment(), packet, connection, HostLooks.NONE, 0, false, 0);
  }

  @Test
  void oddThingsAreCountedBySide() {
    assertThat(story.isUndisturbed()).isTrue();
    assertThat(story.capturedTwice()).isFalse();
    story.count(Story.Oddity.KEEP_ALIVE, 1);
    story.count(Story.Oddity.KEEP_ALIVE, 1);
    story.count(Story.Oddity.WINDOW_PROBE, 0);
    assertThat(story.counted(Story.Oddity.KEEP_ALIVE, 1)).isEqualTo(2);
    assertThat(story.counted(Story.Oddity.KEEP_ALIVE, 0)).isZero();
    assertThat(story.counted(Story.Oddity.WINDOW_PROBE, 0)).isEqualTo(1);
    assertThat(story.isUndisturbed()).isFalse();
    assertThat(story.capturedTwice()).isFalse();
    story.count(Story.Oddity.DUPLICATE, 1);
    assertThat(story.capturedTwice()).isTrue();
  }

  @Test
  void holesOfEitherSideDisturb() {
    for (int side = 0; side < 2; side++) {
      Story holed = new Story(new MemoryBudget(1L << 40));
      StreamMap holes = holed.makeHoles(side);
      assertThat(holed.makeHoles(side)).isSameAs(holes).isSameAs(holed.holes(side));
      assertThat(holed.holes(1 - side)).isNull();
      assertThat(holed.isUndisturbed()).isFalse();
    }
  }
}
