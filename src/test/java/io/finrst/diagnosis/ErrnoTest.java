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
        "104|ECONNRESET",
        "54|ECONNRESET",
        "10054|ECONNRESET EPIPE",
        "WinError 10061|ECONNREFUSED",
        "[Errno 111]|ECONNREFUSED",
        "32|EPIPE",
        "10053|EPIPE ECONNABORTED",
        "econnreset|ECONNRESET",
        "WSAECONNRESET|ECONNRESET",
        "java.net.SocketException: Connection reset|ECONNRESET",
        "read ECONNRESET|ECONNRESET",
        "[Errno 32] Broken pipe|EPIPE",
        "dial tcp 10.0.0.1:80: i/o timeout|ETIMEDOUT",
        "An existing connection was forcibly closed by the remote host|ECONNRESET"
      })
  void isFoundByNumberNameAndMessage(String words, String errors) {
    assertThat(Errno.in(words)).extracting(Enum::name).containsExactly(errors.split(" "));
  }

  @Test
  void otherWordsAreNoErrors() {
    assertThat(Errno.in("graceful")).isEmpty();
    assertThat(Errno.in("9999")).isEmpty();
  }
}
