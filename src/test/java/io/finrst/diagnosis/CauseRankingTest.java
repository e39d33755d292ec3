package io.finrst.diagnosis;

import static io.finrst.diagnosis.Confidence.LIKELY;
import static io.finrst.diagnosis.Confidence.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.teardown.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of several findings goes first: the surer, then the one that the sheets put first. */
class CauseRankingTest {

  /** A cause that is never found. */
  private static final class Named extends KnownCause {
    private final CauseFacts.Builder sheet;

    Named(Cause cause, CauseFacts.Builder sheet) {
      super(cause);
      this.sheet = sheet;
    }

    static CauseFacts.Builder sheet() {
      return means("a cause")
          .onTheWire("Nothing.")
          .sources()
          .actorAdvice()
          .otherAdvice()
          .harm(Harm.NONE)
          .needs()
          .noKernelReason(KernelStance.INDIFFERENT)
          .usualBehindNoVerdict()
          .usualBehindNoError();
    }

    @Override
    protected CauseFacts.Builder about() {
      return sheet;
    }

    @Override
    public Optional<Match> examine(Ending ending) {
      return Optional.empty();
    }
  }

  private static Match match(Cause cause, Confidence confidence) {
    return new Match(KnownCauses.ALL.of(cause), confidence, Role.SERVER, false, false, List.of());
  }

  private static List<Cause> ranked(Match... matches) {
    return Stream.of(matches).sorted(KnownCauses.ALL.bestFirst()).map(match -> match.known().cause()).toList();
  }

  private static List<Cause> order(KnownCause... causes) {
    return new Causes(List.of(causes)).byPrecedence().stream().map(KnownCause::cause).toList();
  }

  @Test
  void theSurerGoesFirstThoughItIsTheMoreGeneral() {
    assertThat(ranked(match(Cause.HEALTH_CHECK, POSSIBLE), match(Cause.ABORTIVE_CLOSE, LIKELY)))
        .containsExactly(Cause.ABORTIVE_CLOSE, Cause.HEALTH_CHECK);
  }

  @Test
  void ofEquallySureOnesTheSpecialCaseGoesFirst() {
    assertThat(ranked(match(Cause.ABORTIVE_CLOSE, LIKELY), match(Cause.HEALTH_CHECK, LIKELY)))
        .containsExactly(Cause.HEALTH_CHECK, Cause.ABORTIVE_CLOSE);
  }

  @Test
  void aSheetMovesACauseThatIsListedElsewhere() {
    KnownCause general = new Named(Cause.ABORTIVE_CLOSE, Named.sheet());
    KnownCause special = new Named(Cause.HEALTH_CHECK, Named.sheet().specialCaseOf(Cause.ABORTIVE_CLOSE));
    KnownCause modest = new Named(Cause.NAT_STATE_LOST, Named.sheet().yieldsTo(Cause.ABORTIVE_CLOSE));
    assertThat(order(modest, general, special))
        .containsExactly(Cause.HEALTH_CHECK, Cause.ABORTIVE_CLOSE, Cause.NAT_STATE_LOST);
  }

  @Test
  void aCauseListedLastMovesNoOtherThanItself() {
    KnownCause general = new Named(Cause.ABORTIVE_CLOSE, Named.sheet());
    KnownCause other = new Named(Cause.NAT_STATE_LOST, Named.sheet());
    KnownCause special = new Named(Cause.HEALTH_CHECK, Named.sheet().specialCaseOf(Cause.ABORTIVE_CLOSE));
    assertThat(order(general, other, special))
        .containsExactly(Cause.HEALTH_CHECK, Cause.ABORTIVE_CLOSE, Cause.NAT_STATE_LOST);
  }

  @Test
  void whereNoSheetSaysWhichGoesFirstTheListDoes() {
    KnownCause one = new Named(Cause.SYN_DROPPED, Named.sheet());
    KnownCause other = new Named(Cause.PORT_CLOSED, Named.sheet());
    assertThat(order(one, other)).containsExactly(Cause.SYN_DROPPED, Cause.PORT_CLOSED);
    assertThat(order(other, one)).containsExactly(Cause.PORT_CLOSED, Cause.SYN_DROPPED);
  }

  @Test
  void causesThatEachGoBehindAnotherAreRefused() {
    Causes circle =
        new Causes(
            List.of(
                new Named(Cause.SYN_DROPPED, Named.sheet().yieldsTo(Cause.PORT_CLOSED)),
                new Named(Cause.PORT_CLOSED, Named.sheet().yieldsTo(Cause.SYN_DROPPED))));
    assertThatThrownBy(circle::byPrecedence)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("[SYN_DROPPED, PORT_CLOSED]");
  }

  @Test
  void theDeclaredRelationHasNoCircleAndTheOrderKeepsIt() {
    List<Cause> order = KnownCauses.ALL.byPrecedence().stream().map(KnownCause::cause).toList();
    assertThat(order).containsExactlyInAnyOrder(Cause.values());
    for (KnownCause each : KnownCauses.ALL.all()) {
      int place = order.indexOf(each.cause());
      assertThat(each.facts().specialCaseOf()).allMatch(general -> place < order.indexOf(general));
      assertThat(each.facts().yieldsTo()).allMatch(better -> order.indexOf(better) < place);
    }
  }
}
