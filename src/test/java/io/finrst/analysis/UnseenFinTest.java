package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** A FIN that the capture lost, known by its acknowledgment. */
class UnseenFinTest {
  private static ConnectionRecord only(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  private static void isClosedBy(Role first, ConnectionRecord c) {
    assertThat(c.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(c.firstFin()).isEqualTo(first);
    assertThat(c.simultaneousClose()).isFalse();
    assertThat(c.quality().gaps()).isZero();
    assertThat(c.quality().notes()).contains("a FIN was not captured and is known by its ACK, whose frame stands for it");
  }

  @Test
  void theSecondFinIsKnownByTheLastAck() {
    isClosedBy(Role.SERVER, only(SERVER_CLOSED, "+0.01 S > C [.] 202 ack 102\n"));
  }

  @Test
  void theFirstFinIsKnownByTheAckBeforeTheOtherFin() {
    isClosedBy(
        Role.CLIENT,
        only(EXCHANGE, "+0.1 S > C [.] 201 ack 102\n+0.01 S > C [F.] 201 ack 102\n+0.01 C > S [.] 102 ack 202\n"));
  }

  @Test
  void theFirstFinIsKnownByTheAckInTheOtherFin() {
    isClosedBy(Role.CLIENT, only(EXCHANGE, "+0.1 S > C [F.] 201 ack 102\n+0.01 C > S [.] 102 ack 202\n"));
  }

  @Test
  void aByteThatIsLostWhileBothTalkIsNone() {
    ConnectionRecord c =
        only(EXCHANGE, "+0.1 S > C [.] 201 ack 102\n+0.01 C > S [P.] 102:150 ack 201\n+0.01 S > C [.] 201 ack 150\n");
    assertThat(c.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(c.clientHalf().missingBytes()).isEqualTo(1);
  }

  @Test
  void moreThanOneByteIsNone() {
    ConnectionRecord c = only(SERVER_CLOSED, "+0.01 S > C [.] 202 ack 103\n");
    assertThat(c.verdict()).isEqualTo(Verdict.HALF_CLOSE);
    assertThat(c.clientHalf().missingBytes()).isEqualTo(2);
  }
}
