package io.finrst.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.report.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final EndingKind UNREAD =
      new EndingKind("rst-after-data", "unread-data-at-close", "10.0.0.9", 443, "server");
  private static final EndingKind REFUSED = new EndingKind("rst-to-syn", "port-closed", "10.0.0.9", 443, "server");
  private static final EndingKind REFUSED_ANYWHERE =
      new EndingKind("rst-to-syn", "port-closed", EndingKind.ANY, 443, "server");
  private static final EndingKind OTHER = new EndingKind("timed-out", null, "10.0.0.9", 443, "client");

  private static EndingKinds found() {
    EndingKinds found = new EndingKinds();
    found.onConnection(Records.aReset().stream(1).told(Records.unreadData()));
    found.onConnection(Records.aReset().stream(2).told(Records.unreadData()));
    found.onConnection(Records.aRefusal().stream(3).told(Records.portClosed()));
    return found;
  }

  @Test
  void whatItDoesNotKnowIsNewAndWhatWasNotFoundIsGone() {
    Baseline.Comparison comparison = new Baseline(Map.of(REFUSED, 1L, OTHER, 4L)).compare(found());

    assertThat(comparison.fresh()).extracting(Occurrence::kind).containsExactly(UNREAD);
    assertThat(comparison.known()).extracting(Occurrence::kind).containsExactly(REFUSED);
    assertThat(comparison.gone()).containsExactly(OTHER);
    assertThat(comparison.more()).isEmpty();
  }

  @Test
  void moreOfAKnownKindIsSaidButKnown() {
    assertThat(new Baseline(Map.of(UNREAD, 1L)).compare(found()).more()).containsExactly(Map.entry(UNREAD, 2L));
    assertThat(new Baseline(Map.of(UNREAD, 2L)).compare(found()).more()).isEmpty();
  }

  @Test
  void whatPeopleLeftOpenStaysOpenWhenItIsWrittenAnew() {
    Baseline old = new Baseline(Map.of(REFUSED_ANYWHERE, 7L, OTHER, 1L));

    assertThat(old.compare(found()).known()).extracting(Occurrence::kind).containsExactly(REFUSED);
    assertThat(old.renewed(found())).isEqualTo(new Baseline(Map.of(REFUSED_ANYWHERE, 1L, UNREAD, 2L)));
  }
}
