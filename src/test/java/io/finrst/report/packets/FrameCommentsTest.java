package io.finrst.report.packets;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** Which packets get which comment, and which file. */
class FrameCommentsTest {

  private static AnalysedConnection reset(long stream) {
    Records reset = Records.aReset().stream(stream);
    return reset.told(Records.unreadData());
  }

  @Test
  void theDecidingPacketAndTheFirstOneOfABadEndAreCommentedOn() {
    FrameComments comments = new FrameComments();
    comments.add(reset(7));
    assertThat(comments.of(1))
        .containsExactly(
            "finrst: tcp.stream 7 did not end well: rst-after-data; by the server; likely unread-data-at-close;"
                + " see frame 32");
    assertThat(comments.of(2)).isEmpty();
    assertThat(comments.of(32)).containsExactly("finrst: reset accepted; by the server; likely unread-data-at-close");
    assertThat(comments.of(33)).isEmpty();
  }

  @Test
  void framesOfSeveralConnectionsKeepTheOrderInWhichTheyEnded() {
    FrameComments comments = new FrameComments();
    comments.add(reset(9));
    comments.add(reset(7));
    assertThat(comments.of(1)).hasSize(2).first().asString().contains("tcp.stream 9 ");
  }

  @Test
  void aGoodEndNeedsNone() {
    FrameComments comments = new FrameComments();
    comments.add(Records.aGracefulClose().told(Diagnosis.NONE));
    for (int frame = 1; frame < 100; frame++) {
      assertThat(comments.of(frame)).isEmpty();
    }
  }

  @Test
  void toldAgainOnlyTheLastWordCounts() {
    FrameComments comments = new FrameComments();
    comments.add(reset(7));
    Records again = Records.aGracefulClose().stream(7);
    again.supersedes = Verdict.RST_AFTER_DATA;
    comments.add(again.told(Diagnosis.NONE));
    comments.add(reset(8));
    assertThat(comments.of(1)).hasSize(1).first().asString().contains("tcp.stream 8 ");
    assertThat(comments.of(32)).hasSize(1);
  }

  @Test
  void beyondTheBoundTheyAreCounted() {
    FrameComments comments = new FrameComments(3);
    comments.add(reset(7));
    comments.add(reset(8));
    assertThat(comments.leftOut()).isOne();
    assertThat(comments.of(1)).hasSize(1);
    assertThat(comments.of(32)).hasSize(2);
  }

  @Test
  void aConnectionToldAgainMovesToItsLastVerdict() {
    SplitPlan plan = new SplitPlan(SplitBy.VERDICT);
    plan.add(reset(7));
    plan.add(Records.aGracefulClose().stream(7).told(Diagnosis.NONE));
    assertThat(plan.name(plan.of(7))).isEqualTo("graceful");
    assertThat(plan.of(8)).isEqualTo(-1);
    assertThat(plan.of(4_000_000_000L)).isEqualTo(-1);
  }
}
