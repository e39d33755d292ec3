package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linux and its like begin with a TTL of 64, Windows with 128, routers with 255; each hop takes one. */
class StacksTest {
  @ParameterizedTest
  @CsvSource({"-1, false", "1, false", "64, false", "65, true", "128, true", "129, false", "255, false"})
  void windowsIsKnownByItsTtl(int ttl, boolean windowsLike) {
    assertThat(Stacks.isWindowsLike(ttl)).isEqualTo(windowsLike);
  }
}
