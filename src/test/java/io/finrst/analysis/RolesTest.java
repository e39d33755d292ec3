package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is client and who is server where no SYN was captured. */
class RolesTest {
  private static ConnectionRecord between(int one, int other, String packets) {
    return Found.inScript("host A 10.0.0.3:" + one + "\nhost B 10.0.0.4:" + other + "\n" + packets).only();
  }

  @ParameterizedTest
  @CsvSource({"GET / HTTP/1.1, 40", "HTTP/1.1 204 No Content, 50000"})
  void whatTheProgramsSayDecidesBeforeThePorts(String said, int server) {
    ConnectionRecord connection =
        between(50_000, 40, "A > B [P.] 1 ack 1 \"" + said + "\\r\\n\\r\\n\"\nB > A [.] 1 ack " + (5 + said.length()) + "\n");

    assertThat(connection.server().port()).isEqualTo(server);
    assertThat(connection.quality().rolesGuessed()).isFalse();
    assertThat(connection.quality().notes()).contains("client and server are told by what the programs say");
  }

  @ParameterizedTest
  @CsvSource({
    "1034, 8080, 8080", // an old Windows client's port is below many services'
    "80, 443, 80",
    "1023, 1024, 1023",
    "3306, 8080, 3306",
    "3307, 50000, 3307",
    "443, 3306, 443"
  })
  void wellKnownPortsGoBeforeLowerOnes(int one, int other, int server) {
    String packets = "A > B [.] 1 ack 1\nB > A [.] 1 ack 1\n";
    assertThat(between(one, other, packets).server().port()).isEqualTo(server);
    assertThat(between(other, one, packets).server().port()).isEqualTo(server);
    assertThat(between(one, other, packets).quality().rolesGuessed()).isTrue();
  }

  @Test
  void theSenderOfAResetFollowsTheRoles() {
    ConnectionRecord connection =
        between(
            50_000, 40,
            """
            A > B [P.] 1 ack 1 "HTTP/1.1 204 No Content\\r\\n\\r\\n"
            B > A [.] 1 ack 28
            A > B [R.] 28 ack 1
            """);
    assertThat(connection.endedBy().role().id()).isEqualTo("server");
    assertThat(connection.resets().get(0).from().id()).isEqualTo("server");
  }
}
