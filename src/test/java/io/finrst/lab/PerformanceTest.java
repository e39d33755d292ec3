package io.finrst.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios without anybody watching the packets: what the socket calls return. */
@Timeout(60)
@Tag("environment")
class PerformanceTest {
  static List<Scenario> scenarios() {
    return Scenarios.ALL.stream().filter(scenario -> !scenario.needsNetwork()).toList();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void callsReturnWhatTheScenarioSays(Scenario scenario) throws Exception {
    List<Call> heard = new ArrayList<>();
    Performance performance = Performance.of(scenario, null, call -> heard.add(call));
    assertThat(performance.disagreements()).isEmpty();
    assertThat(performance.observed()).isNull();
    assertThat(performance.calls()).isNotEmpty();
    assertThat(heard).containsAll(performance.calls());
  }

  @Test
  void unexpectedReturnIsADisagreement() throws Exception {
    Scenario wrong =
        new Scenario(
            "wrong",
            "",
            false,
            List.of(Expectation.of(Verdict.GRACEFUL, Role.CLIENT).client("EPIPE")),
            stage -> stage.attempt(stage::connect));
    Performance performance = Performance.of(wrong, null, call -> {});
    assertThat(performance.agrees()).isFalse();
    assertThat(performance.disagreements())
        .containsExactly("the client's calls returned ECONNREFUSED, not EPIPE");
  }

  @Test
  void callThatShouldHaveSucceededIsADisagreement() throws Exception {
    Scenario broken =
        new Scenario("broken", "", false, List.of(Expectation.of(Verdict.RST_TO_SYN, Role.SERVER)), Stage::connect);
    assertThat(Performance.of(broken, null, call -> {}).disagreements())
        .containsExactly("it broke off: Connection refused", "the client's calls returned ECONNREFUSED, not no error");
  }

  @Test
  void packetsThatSaySomethingElseAreADisagreement() throws Exception {
    Scenario closed = Scenarios.ALL.get(1);
    Recorder nothingSeen =
        new Recorder() {
          @Override
          public void start(int port) {}

          @Override
          public List<Observed> stop() {
            return List.of();
          }
        };
    assertThat(Performance.of(closed, nothingSeen, call -> {}).disagreements())
        .containsExactly("1 connections were made, the packets show 0");
  }
}
