package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorTest {
  private static final Console TERMINAL = new Console(true, true, 0, true);

  /** Environment, whether results go to a terminal, the option, and whether they are coloured. */
  @ParameterizedTest
  @CsvSource({
    "'',                              true,  auto,   true",
    "'',                              false, auto,   false",
    "'',                              false, always, true",
    "'',                              true,  never,  false",
    "NO_COLOR=1,                      true,  auto,   false",
    "NO_COLOR=,                       true,  auto,   true",
    "NO_COLOR=1,                      false, always, true",
    "CLICOLOR_FORCE=1,                false, auto,   true",
    "CLICOLOR_FORCE=0,                false, auto,   false",
    "CLICOLOR_FORCE=1,                true,  never,  false",
    "NO_COLOR=1 CLICOLOR_FORCE=1,     true,  auto,   false",
    "CLICOLOR=0,                      true,  auto,   false",
    "CLICOLOR=1,                      false, auto,   false",
    "TERM=dumb,                       true,  auto,   false",
    "TERM=xterm,                      true,  auto,   true",
    "TERM=dumb CLICOLOR_FORCE=1,      true,  auto,   true",
    "FORCE_COLOR=1,                   false, auto,   true",
    "FORCE_COLOR=3,                   false, auto,   true",
    "FORCE_COLOR=0,                   false, auto,   false",
    "NO_COLOR=1 FORCE_COLOR=1,        true,  auto,   false"
  })
  void theOptionThenTheEnvironmentThenTheTerminalDecide(
      String environment, boolean terminal, String option, boolean colored) {
    Console console = terminal ? TERMINAL : Console.NONE;
    Map<String, String> variables = variables(environment);

    assertThat(isColored(Run.on(variables, console, "--color", option, Run.RACE))).isEqualTo(colored);
    assertThat(isColored(Run.on(variables, console, "--color", option, "--help"))).isEqualTo(colored);
  }

  @Test
  void coloursChangeNoCharacter() {
    Run plain = Run.finrst(Run.SAMPLES);
    Run colored = Run.finrst("--color=always", Run.SAMPLES);

    assertThat(colored.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.out());
  }

  @Test
  void programsNeverGetColours() {
    assertThat(isColored(Run.finrst("--color=always", "--json", Run.RACE))).isFalse();
    assertThat(isColored(Run.finrst("--color=always", "--csv", Run.RACE))).isFalse();
  }

  @Test
  void aDumbTerminalIsNotDrawnOn() {
    assertThat(TERMINAL.drawsLines(Map.of("TERM", "dumb"))).isFalse();
    assertThat(TERMINAL.drawsLines(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Console.NONE.drawsLines(Map.of())).isFalse();
  }

  @Test
  void asciiIsAsciiAlone() {
    for (String how : new String[] {"--top=100", "--explain", "--group-by=server"}) {
      Run run = Run.finrst("--ascii", how, Run.SAMPLES);
      assertThat(run.status()).isZero();
      assertThat(run.out().chars()).as(how).allMatch(c -> c < 0x7f);
      assertThat(run.out()).doesNotContain("?:");
    }
  }

  private static boolean isColored(Run run) {
    assertThat(run.status()).isZero();
    return run.out().contains("\u001b[");
  }

  private static Map<String, String> variables(String text) {
    return Arrays.stream(text.split(" "))
        .filter(pair -> !pair.isEmpty())
        .collect(Collectors.toMap(pair -> pair.split("=", 2)[0], pair -> pair.split("=", 2)[1]));
  }
}
