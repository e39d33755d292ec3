package io.finrst.lab;

import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.SocketError;
import io.finrst.lab.Recorder.Observed;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.teardown.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One scenario, played.
 *
 * @param scenario which
 * @param port where
 * @param calls what the socket calls of both sides returned
 * @param observed what the packets showed, null when nobody watched them
 * @param passages what was lost or forged on the way of the connection that the view is about, by the kernel's count
 * @param changes what was changed on its way
 * @param disagreements where the expectation, the calls and the packets differ, a phrase each; empty when they agree
 */
public record Performance(
    Scenario scenario,
    int port,
    List<Call> calls,
    List<Observed> observed,
    List<Passage> passages,
    List<Change> changes,
    List<String> disagreements) {
  private static final int NETWORK_PORT = 8080; // of a host on which nothing else runs
  private static final Role[] SIDES = {Role.CLIENT, Role.SERVER};

  /**
   * Plays {@code scenario} on a free port of the loopback address.
   *
   * @param recorder watches the packets, null for nobody
   * @param listener told of each socket call as it returns
   * @throws IOException when the scenario could not be played
   */
  public static Performance of(Scenario scenario, Recorder recorder, Consumer<Call> listener)
      throws IOException, InterruptedException {
    return of(scenario, null, recorder, listener);
  }

  /**
   * The same between the hosts of {@code network}, as the client of which this process runs; on loopback without one.
   */
  public static Performance of(Scenario scenario, Network network, Recorder recorder, Consumer<Call> listener)
      throws IOException, InterruptedException {
    int port = network == null ? Stage.freePort() : NETWORK_PORT;
    CallLog log = new CallLog(listener);
    if (recorder != null) {
      recorder.start(port);
    }
    List<Observed> observed = null;
    List<String> disagreements = new ArrayList<>();
    List<Passage> passages = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Tap tap = scenario.view() == null ? Tap.CLIENT_SIDE : scenario.view().tap();
    try (Stage stage = network == null ? new Stage(port, log) : new Stage(port, log, network, tap)) {
      scenario.script().play(stage);
      if (network != null) {
        stage.arrival();
        passages.addAll(stage.route().passages());
        changes.addAll(stage.route().changes());
      }
    } catch (IOException e) {
      if (log.calls().isEmpty()) {
        throw e;
      }
      disagreements.add("it broke off: " + (e.getMessage() == null ? e : e.getMessage()));
    } finally {
      if (recorder != null) {
        observed = recorder.stop();
      }
    }
    List<Call> calls = log.calls();
    compare(scenario, calls, observed, disagreements);
    return new Performance(
        scenario, port, calls, observed, List.copyOf(passages), List.copyOf(changes), List.copyOf(disagreements));
  }

  private static void compare(
      Scenario scenario, List<Call> calls, List<Observed> observed, List<String> differences) {
    List<Expectation> expected = scenario.expected();
    if (observed != null && observed.size() != expected.size()) {
      differences.add(expected.size() + " connections were made, the packets show " + observed.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      for (Role side : SIDES) {
        List<String> returned = errors(calls, i, side);
        if (!returned.equals(expected.get(i).errors(side))) {
          differences.add(
              "the " + side.id() + "'s calls returned " + words(returned)
                  + ", not " + words(expected.get(i).errors(side)));
        }
        boolean told = scenario.view() == null || side == Role.CLIENT; // what the server saw, the client's packets need not
        if (told && observed != null && i < observed.size() && !predicted(observed.get(i), side).containsAll(returned)) {
          differences.add(
              "the " + side.id() + "'s calls returned " + words(returned) + ", the packets let expect "
                  + words(predicted(observed.get(i), side)));
        }
      }
      if (observed != null && i < observed.size()) {
        compare(expected.get(i), observed.get(i), differences);
      }
    }
  }

  private static void compare(Expectation expected, Observed observed, List<String> differences) {
    ConnectionRecord connection = observed.connection();
    if (!expected.verdicts().contains(connection.verdict())) {
      differences.add("verdict " + connection.verdict().id() + ", not " + expected.verdicts().iterator().next().id());
    }
    EndedBy endedBy = observed.diagnosis().endedBy();
    Role by = endedBy == null ? null : endedBy.role();
    if (expected.endedBy() != null && by != expected.endedBy()) {
      differences.add("ended by " + (by == null ? "nobody" : by.id()) + ", not the " + expected.endedBy().id());
    }
    if (!expected.causes().isEmpty() && !isNamed(expected, observed.diagnosis().findings())) {
      differences.add("cause " + (observed.diagnosis().findings().isEmpty() ? "none"
          : observed.diagnosis().findings().get(0).cause().id()) + ", not " + String.join(" or ", expected.causes()));
    }
  }

  private static boolean isNamed(Expectation expected, List<Finding> findings) {
    return !findings.isEmpty()
        && (expected.causes().contains(findings.get(0).cause().id())
            || findings.get(0).indistinguishableFrom().stream()
                .anyMatch(twin -> expected.causes().contains(twin.id())));
  }

  /** Errnos that {@code side}'s calls of this connection returned, in order. */
  public List<String> errors(int connection, Role side) {
    return errors(calls, connection, side);
  }

  private static List<String> errors(List<Call> calls, int connection, Role side) {
    return calls.stream()
        .filter(call -> call.connection() == connection && call.side() == side && call.failed())
        .map(Call::error)
        .toList();
  }

  private static List<String> predicted(Observed observed, Role side) {
    List<SocketError> errors =
        side == Role.CLIENT ? observed.diagnosis().clientErrors() : observed.diagnosis().serverErrors();
    return errors.stream().map(each -> each.error().name()).toList();
  }

  private static String words(List<String> errors) {
    return errors.isEmpty() ? "no error" : String.join(", ", errors);
  }

  /** Whether everything is as it should be. */
  public boolean agrees() {
    return disagreements.isEmpty();
  }
}
