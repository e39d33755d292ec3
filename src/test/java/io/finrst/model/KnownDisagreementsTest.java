package io.finrst.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownDisagreementsTest {
  @ParameterizedTest
  @EnumSource
  void staysOnTheListAsLongAsItDisagrees(Known known) {
    Outcome.Said said = Outcome.Said.of(Found.inScript(known.script()).connections().get(0));
    assertThat(said).as("right now: take it off the list, and keep its script as a test").isNotEqualTo(known.right);
  }
}
