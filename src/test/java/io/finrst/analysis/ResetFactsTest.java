package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.HostLooks;
import io.finrst.record.Looks;
import io.finrst.record.ResetFacts;
import io.finrst.record.Standing;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noted of a connection when a reset comes; everything that is said of the reset rests on it. */
class ResetFactsTest {
  private static final String LIVE = "isn C 1000 S 5000\n" + EXCHANGE;
  private static final String SECOND_REQUEST = "+0.1 C > S [P.] 101:201(100) ack 201\n";

  private static ConnectionRecord last(String... script) {
    List<ConnectionRecord> all = Found.inScript(String.join("", script)).connections();
    return all.get(all.size() - 1);
  }

  /** Of the last reset of the last connection. */
  private static ResetFacts facts(String... script) {
    ConnectionRecord connection = last(script);
    return connection.resets().get(connection.resets().size() - 1).facts();
  }

  @Test
  void whereEachSideStood() {
    String differently = "+0.01 C > S [P.] 101:111(10) ack 201 win 7 tos 40\n";
    for (String reset : List.of("C > S [R.] 111 ack 201\n", "S > C [R.] 201 ack 111\n")) {
      ResetFacts facts = facts(LIVE, differently, "+0.05 ", reset);
      boolean byClient = reset.startsWith("C");
      Standing client = byClient ? facts.sender() : facts.receiver();
      Standing server = byClient ? facts.receiver() : facts.sender();
      assertThat(client)
          .extracting(Standing::iss, Standing::nxt, Standing::acked, Standing::packets, Standing::bytes,
              Standing::synCount, Standing::dataSegments, Standing::lastFrame, Standing::lastDataFrame)
          .containsExactly(1000, 1111, 5201, 5L, 110L, 1, 2, 7L, 7L);
      assertThat(server)
          .extracting(Standing::iss, Standing::nxt, Standing::acked, Standing::packets, Standing::bytes,
              Standing::synCount, Standing::dataSegments, Standing::lastFrame, Standing::lastDataFrame)
          .containsExactly(5000, 5201, 1101, 2L, 200L, 1, 1, 5L, 5L);
      Looks looksOfClient = byClient ? facts.senderLooks() : facts.receiverLooks();
      Looks looksOfServer = byClient ? facts.receiverLooks() : facts.senderLooks();
      assertThat(looksOfClient).extracting(Looks::window, Looks::dscp).containsExactly(7, 10);
      assertThat(looksOfServer).extracting(Looks::window, Looks::dscp).containsExactly(65535, 0);
      assertThat(facts.gapNs()).isEqualTo(50_000_000L);
      assertThat(facts.segment().flowLabel()).as("IPv4 has none").isEqualTo(-1);
      assertThat(facts.challengeAck()).isEqualTo(ResetFacts.NO_NUMBER);
    }
  }

  private static boolean unanswered(String... script) {
    return facts(script).unansweredBytes() > 0;
  }

  @Test
  void requestIsUnansweredWhereTheResetAcknowledgesMoreThanTheLastAnswerDid() {
    assertThat(unanswered(LIVE, "+0.1 S > C [R.] 201 ack 101\n")).isFalse();
    assertThat(unanswered(LIVE, SECOND_REQUEST, "+0.1 S > C [R.] 201 ack 201\n")).isTrue();
    assertThat(unanswered(LIVE, SECOND_REQUEST, "+0.1 S > C [R.] 201 ack 101\n")).as("it never came").isFalse();
    String handshake = "isn C 1000 S 5000\n" + HANDSHAKE;
    assertThat(unanswered(handshake, "+0.1 S > C [R.] 1 ack 1\n")).as("nothing was asked").isFalse();
    String request = handshake + "+0.1 C > S [P.] 1:101(100) ack 1\n";
    assertThat(unanswered(request, "+0.1 S > C [R.] 1 ack 101\n")).as("never answered at all").isTrue();
    assertThat(unanswered(request, "+0.1 S > C [R.] 1 ack 1\n")).isFalse();
  }

  @Test
  void withoutAnAckThatFitsTheOrderInTheCaptureDecides() {
    assertThat(unanswered(LIVE, "+0.1 S > C [R] 201\n")).isFalse();
    assertThat(unanswered(LIVE, SECOND_REQUEST, "+0.1 S > C [R] 201\n")).isTrue();
    assertThat(unanswered(LIVE, SECOND_REQUEST, "+0.1 S > C [R] 201 ack 101\n")).as("a field without its bit").isTrue();
    assertThat(unanswered(LIVE, "+0.1 S > C [R.] 201 ack 90001\n")).as("of what was never sent").isFalse();
  }

  @Test
  void finIsNoRequest() {
    assertThat(unanswered(LIVE, "+0.1 C > S [F.] 101 ack 201\n", "+0.1 S > C [R.] 201 ack 102\n")).isFalse();
    String twoAndFin = SECOND_REQUEST + "+0.001 C > S [FP.] 201:301(100) ack 201\n";
    assertThat(unanswered(LIVE, twoAndFin, "+0.1 S > C [R.] 201 ack 101\n")).isFalse();
    assertThat(unanswered(LIVE, twoAndFin, "+0.1 S > C [R.] 201 ack 302\n")).isTrue();
  }

  /** Its peer comes back, but has nothing to say to what was sent again. */
  @Test
  void whoResetsInsteadOfGoingOnHadGivenUp() {
    String again = "+%s S > C [P.] 201:301(100) ack 101\n";
    String inVain = again.formatted("1") + again.formatted("1") + again.formatted("2") + again.formatted("4");
    String back = "+9 C > S [P.] 101:111(10) ack %d\n+0.0001 S > C [R] %d\n";
    assertThat(facts(LIVE, inVain, back.formatted(201, 201)).gaveUp()).isTrue();
    assertThat(facts(LIVE, inVain, back.formatted(301, 301)).gaveUp()).as("it came after all").isFalse();
  }

  @Test
  void hostIsKnownByOtherConnectionsOnlyWhereThisOneDoesNotShowIt() {
    String other = "host D 10.0.0.9:9\n0 D > S [S] 0:0(0)\n+0.1 S > D [S.] 0:0(0) ack 1 ttl 61\n";
    String oneWay = "+1 C > S [P.] 1:101(100) ack 1\n+0.1 S > C [R] 1 ttl 50\n";
    assertThat(facts(other, oneWay).host().ttl()).isEqualTo(61);
    assertThat(facts(oneWay).host()).isEqualTo(HostLooks.NONE);
    assertThat(facts(LIVE, "+0.1 S > C [R.] 201 ack 101\n").host()).isEqualTo(HostLooks.NONE);
    String six = "v6\n" + EXCHANGE + "+0.1 S > C [R.] 201 ack 101\n";
    assertThat(facts(six).host()).as("labels of flows tell more").isEqualTo(new HostLooks(64, true));
  }

  /** The capture began with the SYN-ACK: its sender is the server all the same. */
  @Test
  void serverThatResetsTheHandshakeIsKnownBySynAckAlone() {
    String synAckFirst = "0 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\n+0.01 S > C [R] 1\n";
    assertThat(last(synAckFirst).verdict()).isEqualTo(Verdict.RST_IN_HANDSHAKE);
  }
}
