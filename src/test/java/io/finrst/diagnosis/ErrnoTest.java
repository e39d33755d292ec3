package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connection reset|ECONNRESET",
        "Connection reset by peer|ECONNRESET",
        "Broken pipe|EPIPE",
        "Connection refused: connect|ECONNREFUSED",
        "Connection timed out|ETIMEDOUT",
        "No route to host|EHOSTUNREACH"
      })
  void isFoundByWhatJavaSays(String message, Errno error) {
    assertThat(Errno.ofMessage(message)).contains(error);
  }

  @Test
  void otherWordsAreNoErrors() {
    assertThat(Errno.ofMessage("graceful")).isEmpty();
    assertThat(Errno.ofMessage("")).isEmpty();
  }

  @Test
  void isFoundByItsNumberOfAnySystem() {
    assertThat(Errno.ECONNRESET.hasNumber(104)).isTrue();
    assertThat(Errno.ECONNRESET.hasNumber(54)).isTrue();
    assertThat(Errno.ECONNRESET.hasNumber(10054)).isTrue();
    assertThat(Errno.ENONET.hasNumber(Errno.NONE)).isFalse();
  }
}
