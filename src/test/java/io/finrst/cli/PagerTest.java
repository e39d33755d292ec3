package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PagerTest {
  @Test
  void ownVariableThenTheUsualOneThenLess() {
    assertThat(Pager.command(Map.of("FINRST_PAGER", "most", "PAGER", "more"))).isEqualTo("most");
    assertThat(Pager.command(Map.of("PAGER", "more"))).isEqualTo("more");
    assertThat(Pager.command(Map.of())).isEqualTo("less");
  }

  @Test
  void emptyOrCatIsNone() {
    assertThat(Pager.command(Map.of("FINRST_PAGER", "", "PAGER", "more"))).isEmpty();
    assertThat(Pager.command(Map.of("PAGER", "cat"))).isEmpty();
  }

  @Test
  void noTerminalHasNone() {
    Run run = Run.on(Map.of("PAGER", "false"), new Console(true, true, 80, true), "--explain", Run.RACE);
    assertThat(run.status()).isZero();
    assertThat(run.out()).as("finrst inside another program").isNotEmpty();
  }
}
