package io.finrst.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {

  @Test
  void everyStateIsReachableFromNew() {
    Set<State> reached = EnumSet.of(State.NEW);
    boolean grew = true;
    while (grew) {
      Set<State> before = EnumSet.copyOf(reached);
      for (State state : before) {
        for (Event event : Event.values()) {
          reached.add(Transitions.next(state, event));
        }
      }
      grew = reached.size() > before.size();
    }
    assertThat(reached).containsExactlyInAnyOrder(State.values());
  }

  @Test
  void everyVerdictIsSomeStatesRest() {
    Set<Verdict> rested =
        EnumSet.allOf(State.class).stream().map(State::verdict).collect(Collectors.toSet());
    assertThat(rested).containsExactlyInAnyOrder(Verdict.values());
  }

  @Test
  void whatIsOverNeverMovesAgain() {
    for (State state : State.values()) {
      if (state.isOver()) {
        for (Event event : Event.values()) {
          assertThat(Transitions.next(state, event)).as("%s on %s", state, event).isEqualTo(state);
        }
      }
    }
  }

  @Test
  void theOrderInWhichTheTwoFinsAreAcknowledgedDoesNotMatter() {
    State oneWay = run(State.CLOSING, Event.FIN_ACKED, Event.PEER_FIN_ACKED);
    State otherWay = run(State.CLOSING, Event.PEER_FIN_ACKED, Event.FIN_ACKED);
    assertThat(oneWay).isEqualTo(State.CLOSED).isEqualTo(otherWay);
  }

  /**
   * The same machine from another direction: each side is OPEN, has sent a FIN, or has it
   * acknowledged, and the verdict follows from the two of them. Random legal runs must agree.
   */
  @Test
  void agreesWithTheGridOfTwoSidesOnRandomRuns() {
    Random random = new Random(9293);
    for (int run = 0; run < 200_000; run++) {
      Grid grid = new Grid();
      State state = State.TRANSFER;
      for (int step = 0; step < 8; step++) {
        Event event = Grid.CHOICES[random.nextInt(Grid.CHOICES.length)];
        if (!grid.take(event)) {
          continue;
        }
        state = Transitions.next(state, event);
        assertThat(state.verdict()).as("after %s", grid.history).isEqualTo(grid.verdict());
      }
    }
  }

  private static State run(State state, Event... events) {
    for (Event event : events) {
      state = Transitions.next(state, event);
    }
    return state;
  }

  private enum Side {
    OPEN,
    FIN_SENT,
    FIN_ACKED
  }

  private static final class Grid {
    static final Event[] CHOICES = {
      Event.FIN,
      Event.FIN_ACKED,
      Event.PEER_FIN,
      Event.PEER_FIN_ACKED,
      Event.PEER_DATA,
      Event.DATA,
      Event.RST
    };

    private Side closer = Side.OPEN;
    private Side peer = Side.OPEN;
    private boolean halfClosed;
    private Verdict reset;
    private final StringBuilder history = new StringBuilder();

    boolean take(Event event) {
      boolean legal =
          switch (event) {
            case FIN -> closer == Side.OPEN;
            case FIN_ACKED -> closer == Side.FIN_SENT;
            case PEER_FIN -> closer != Side.OPEN && peer == Side.OPEN;
            case PEER_FIN_ACKED -> peer == Side.FIN_SENT;
            case PEER_DATA -> closer == Side.FIN_ACKED && peer == Side.OPEN;
            case DATA -> closer == Side.OPEN;
            default -> reset == null;
          };
      if (!legal || reset != null) {
        return false;
      }
      history.append(event).append(' ');
      switch (event) {
        case FIN -> closer = Side.FIN_SENT;
        case FIN_ACKED -> closer = Side.FIN_ACKED;
        case PEER_FIN -> peer = Side.FIN_SENT;
        case PEER_FIN_ACKED -> peer = Side.FIN_ACKED;
        case PEER_DATA -> halfClosed = true;
        case RST -> {
          boolean over = closer == Side.FIN_ACKED && peer == Side.FIN_ACKED;
          if (!over) {
            reset = closer == Side.OPEN ? Verdict.RST_AFTER_DATA : Verdict.RST_AFTER_FIN;
          }
        }
        default -> {
          // data before any FIN changes nothing
        }
      }
      return true;
    }

    Verdict verdict() {
      if (reset != null) {
        return reset;
      }
      if (halfClosed) {
        return Verdict.HALF_CLOSE;
      }
      if (closer == Side.OPEN) {
        return Verdict.OPEN;
      }
      if (peer == Side.OPEN) {
        return closer == Side.FIN_SENT ? Verdict.FIN_UNANSWERED : Verdict.HALF_CLOSE;
      }
      return closer == Side.FIN_SENT && peer == Side.FIN_SENT
          ? Verdict.FIN_UNANSWERED
          : Verdict.GRACEFUL;
    }
  }
}
