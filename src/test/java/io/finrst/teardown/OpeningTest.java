package io.finrst.teardown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The opening half of the state machine from another direction: two hosts that follow RFC 9293 section 3.5 over a
 * network that loses, delays and repeats, and what an observer may conclude from what was sent, without any states of
 * its own.
 */
class OpeningTest {
  private static final int RUNS = 30_000;

  @Test
  void agreesWithWhatTwoHostsSendOnRandomRuns() {
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(seed);
      run.play();
      seen.merge(run.observer.verdict(), 1, Integer::sum);
    }
    Set<Verdict> opening =
        EnumSet.of(
            Verdict.UNKNOWN, Verdict.SYN_UNANSWERED, Verdict.UNREACHABLE, Verdict.OPEN, Verdict.FIN_UNANSWERED);
    assertThat(seen).containsOnlyKeys(opening);
    assertThat(seen.values()).allSatisfy(count -> assertThat(count).isGreaterThan(RUNS / 1000));
  }

  /** What the capture has shown. */
  private static final class Observer {
    private boolean syn;
    private boolean synAck;
    private boolean unreachable; // by an error before anything answered
    private boolean beyondSyns; // somebody went on to what follows the SYNs
    private boolean midway; // the first packet came after the SYNs
    private boolean data;
    private boolean fin;

    void see(Event event) {
      switch (event) {
        case SYN -> syn = true;
        case SYN_ACK -> synAck = true;
        case ICMP_ERROR -> unreachable |= syn && !synAck && !beyondSyns;
        case FIN -> fin = true;
        default -> {
          midway |= event == Event.TRAFFIC;
          data |= event == Event.DATA;
          beyondSyns = true;
        }
      }
    }

    /** What a reset would find; null where the verdict says as much. */
    State found() {
      return fin ? State.FIN_WAIT_1 : data ? State.TRANSFER : midway ? State.MIDSTREAM
          : beyondSyns ? State.ESTABLISHED : null;
    }

    Verdict verdict() {
      if (fin) {
        return Verdict.FIN_UNANSWERED;
      }
      if (beyondSyns) {
        return Verdict.OPEN;
      }
      if (unreachable) {
        return Verdict.UNREACHABLE;
      }
      return synAck ? Verdict.OPEN : syn ? Verdict.SYN_UNANSWERED : Verdict.UNKNOWN;
    }

    /** What it is when nobody answers any more. */
    Verdict afterSilence() {
      if (fin || unreachable && !beyondSyns) {
        return verdict();
      }
      return beyondSyns ? Verdict.TIMED_OUT : synAck ? Verdict.SYN_UNANSWERED : verdict();
    }

    /** What it is when a router now says that the SYN did not get through. */
    Verdict afterIcmpError() {
      return syn && !synAck && !beyondSyns && !fin ? Verdict.UNREACHABLE : verdict();
    }
  }

  private enum Message {
    SYN,
    SYN_ACK,
    ACK,
    DATA,
    FIN
  }

  private enum Stand {
    CLOSED,
    LISTEN,
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    CLOSING
  }

  private static final class Run {
    private final int seed;
    private final Random random;
    private final Observer observer = new Observer();
    private final List<Event> history = new ArrayList<>();
    private final Stand[] stands = {Stand.CLOSED, Stand.LISTEN};
    private final List<List<Message>> arriving = List.of(new ArrayList<>(), new ArrayList<>());
    private final int captureFrom; // the step at which the capture starts
    private final boolean simultaneous;
    private State state = State.NEW;
    private int lostSyns;
    private int step;

    Run(int seed) {
      this.seed = seed;
      random = new Random(seed);
      captureFrom = random.nextInt(4) == 0 ? random.nextInt(12) : 0;
      simultaneous = random.nextInt(6) == 0;
    }

    void play() {
      int steps = 1 + random.nextInt(20);
      for (step = 0; step < steps; step++) {
        if (random.nextInt(2) == 0) {
          act(random.nextInt(2));
        } else {
          arrive(random.nextInt(2));
        }
        if (lostSyns > 0 && random.nextInt(4) == 0) {
          lostSyns--;
          raise(Event.ICMP_ERROR);
        }
      }
    }

    private void act(int side) {
      switch (stands[side]) {
        case CLOSED -> {
          stands[side] = Stand.SYN_SENT;
          send(side, Message.SYN);
        }
        case LISTEN -> {
          if (simultaneous) {
            stands[side] = Stand.SYN_SENT;
            send(side, Message.SYN);
          }
        }
        case SYN_SENT -> send(side, Message.SYN);
        case SYN_RECEIVED -> {
          switch (random.nextInt(6)) {
            case 0 -> send(side, Message.DATA); // as a server that got data in the SYN may (RFC 7413)
            case 1 -> close(side);
            default -> send(side, Message.SYN_ACK);
          }
        }
        case ESTABLISHED -> {
          switch (random.nextInt(4)) {
            case 0 -> close(side);
            case 1 -> send(side, Message.ACK);
            default -> send(side, Message.DATA);
          }
        }
        case CLOSING -> send(side, Message.FIN);
      }
    }

    private void close(int side) {
      stands[side] = Stand.CLOSING;
      send(side, Message.FIN);
    }

    private void arrive(int side) {
      if (arriving.get(side).isEmpty()) {
        return;
      }
      Message message = arriving.get(side).remove(random.nextInt(arriving.get(side).size()));
      Stand stand = stands[side];
      if (message == Message.SYN && stand == Stand.LISTEN) {
        stands[side] = Stand.SYN_RECEIVED;
        send(side, Message.SYN_ACK);
      } else if (message == Message.SYN && stand == Stand.SYN_SENT) {
        stands[side] = Stand.SYN_RECEIVED; // both open at once
        send(side, Message.SYN_ACK);
      } else if (message == Message.SYN_ACK && stand == Stand.SYN_SENT) {
        stands[side] = Stand.ESTABLISHED;
        send(side, Message.ACK);
      } else if (stand == Stand.SYN_RECEIVED && message != Message.SYN) {
        stands[side] = Stand.ESTABLISHED;
      } else if (message == Message.SYN_ACK && stand == Stand.ESTABLISHED) {
        send(side, Message.ACK);
      }
    }

    private void send(int side, Message message) {
      if (random.nextInt(4) > 0) {
        arriving.get(1 - side).add(message);
      } else if (message == Message.SYN) {
        lostSyns++;
      }
      switch (message) {
        case SYN -> raise(Event.SYN);
        case SYN_ACK -> raise(Event.SYN_ACK);
        default -> {
          beyond(message);
        }
      }
    }

    /** As what follows the SYNs is told: first that they are over, then what it brings. */
    private void beyond(Message message) {
      boolean first = state == State.NEW && step >= captureFrom;
      if (observer.fin) {
        return; // the closing half
      }
      if (first) {
        raise(Event.TRAFFIC);
      } else if (message == Message.ACK || state != State.SYN_RECEIVED || random.nextBoolean()) {
        raise(Event.HANDSHAKE_ACK);
      }
      if (message != Message.ACK && (state != State.SYN_SENT || step < captureFrom)) {
        raise(message == Message.DATA ? Event.DATA : Event.FIN);
      }
    }

    private void raise(Event event) {
      if (step < captureFrom) {
        return;
      }
      // what was sent before the capture began
      boolean withoutSynAck = event == Event.HANDSHAKE_ACK && !observer.synAck && !observer.beyondSyns;
      if (withoutSynAck && observer.syn) {
        raise(Event.SYN_ACK);
      }
      boolean nobodyKnows = event == Event.ICMP_ERROR && history.isEmpty();
      if (nobodyKnows) {
        return;
      }
      history.add(event);
      observer.see(event);
      state = Transitions.next(state, event);
      String what = "seed " + seed + ": " + history;
      assertThat(state.verdict()).as(what).isEqualTo(observer.verdict());
      if (observer.found() != null) {
        assertThat(state).as(what).isEqualTo(observer.found());
      }
      assertThat(Transitions.next(state, Event.SILENCE).verdict()).as(what).isEqualTo(observer.afterSilence());
      assertThat(Transitions.next(state, Event.ICMP_ERROR).verdict()).as(what).isEqualTo(observer.afterIcmpError());
    }
  }
}
