package io.finrst.analysis;

import static io.finrst.analysis.Openings.BOTH_CLOSED;
import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.CaptureQuality;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.script.Script;
import io.finrst.teardown.Verdict;
import org.junit.jupiter.api.Test;

/** Retransmissions, reordering, probes, copies and gaps are told apart. */
class CountingTest {

  private static ConnectionRecord of(String... script) {
    return Found.inScript(String.join("", script)).only();
  }

  @Test
  void cleanExchangeCountsPacketsAndBytes() {
    ConnectionRecord connection = of(BOTH_CLOSED);

    assertThat(connection.clientHalf().packets()).isEqualTo(6);
    assertThat(connection.clientHalf().bytes()).isEqualTo(100);
    assertThat(connection.serverHalf().packets()).isEqualTo(4);
    assertThat(connection.serverHalf().bytes()).isEqualTo(200);
    assertThat(connection.clientHalf().retransmitted()).isZero();
    assertThat(connection.serverHalf().outOfOrder()).isZero();
    assertThat(connection.quality().gaps()).isZero();
    assertThat(connection.quality().handshake()).isEqualTo(CaptureQuality.Handshake.COMPLETE);
  }

  @Test
  void bytesSentAgainCountOnce() {
    String data = "+0.3 C > S [P.] 101:201(100) ack 201\n";
    HalfRecord client = of(EXCHANGE, data, data).clientHalf();

    assertThat(client.bytes()).isEqualTo(200);
    assertThat(client.retransmitted()).isEqualTo(1);
  }

  @Test
  void neighboursSwappedOnTheWayAreOutOfOrderNotRetransmitted() {
    HalfRecord server =
        of(
                EXCHANGE,
                """
                +0.0100 S > C [.] 1201:2201(1000) ack 101 id 0x3001
                +0.0001 S > C [.] 201:1201(1000) ack 101 id 0x3000
                +0.0100 C > S [.] 101 ack 2201
                """)
            .serverHalf();

    assertThat(server.outOfOrder()).isEqualTo(1);
    assertThat(server.retransmitted()).isZero();
    assertThat(server.bytes()).isEqualTo(2200);
    assertThat(server.missingBytes()).isZero();
  }

  @Test
  void bytesNeverCapturedAreAGap() {
    ConnectionRecord connection =
        of(
            EXCHANGE,
            """
            +0.010 S > C [.] 201:1201(1000) ack 101 lost
            +0.001 S > C [.] 1201:2201(1000) ack 101
            +0.010 C > S [.] 101 ack 2201
            """);

    assertThat(connection.quality().gaps()).isEqualTo(1);
    assertThat(connection.serverHalf().missingBytes()).isEqualTo(1000);
  }

  @Test
  void keepaliveProbesAreNeitherDataNorRetransmissions() {
    HalfRecord client =
        of(
                EXCHANGE,
                """
                +60    C > S [.] 100 ack 201
                +0.010 S > C [.] 201 ack 101
                +60    C > S [.] 100:101(1) ack 201
                +0.010 S > C [.] 201 ack 101
                """)
            .clientHalf();

    assertThat(client.keepAlives()).isEqualTo(2);
    assertThat(client.bytes()).isEqualTo(100);
    assertThat(client.retransmitted()).isZero();
  }

  @Test
  void closedWindowIsCounted() {
    ConnectionRecord connection =
        of(
            EXCHANGE,
            """
            +0.010 C > S [P.] 101:1101(1000) ack 201
            +0.010 S > C [.] 201 ack 1101 win 0
            +0.500 C > S [.] 1100 ack 201
            +0.010 S > C [.] 201 ack 1101 win 0
            +1.000 C > S [.] 1100 ack 201
            +0.010 S > C [.] 201 ack 1101 win 0
            +0.500 S > C [.] 201 ack 1101 win 500
            """);

    assertThat(connection.serverHalf().zeroWindows()).isEqualTo(1);
    assertThat(connection.clientHalf().bytes()).isEqualTo(1100);
    assertThat(connection.verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void windowIsScaledByTheHandshake() {
    HalfRecord server = of(EXCHANGE, "+0.01 S > C [.] 201 ack 101 win 500\n").serverHalf();

    assertThat(server.windowScale()).isEqualTo(7);
    assertThat(server.lastWindow()).isEqualTo(64_000);
  }

  @Test
  void copiesMadeByTheCaptureAreCountedApart() {
    ConnectionRecord once = of(BOTH_CLOSED);
    ConnectionRecord twice = Found.in(Script.parse(BOTH_CLOSED).doubled()).only();

    assertThat(twice.verdict()).isEqualTo(once.verdict());
    assertThat(twice.clientHalf().packets()).isEqualTo(once.clientHalf().packets());
    assertThat(twice.serverHalf().packets()).isEqualTo(once.serverHalf().packets());
    assertThat(twice.clientHalf().bytes()).isEqualTo(once.clientHalf().bytes());
    assertThat(twice.clientHalf().retransmitted()).isZero();
    assertThat(twice.clientHalf().duplicates()).isEqualTo(6);
    assertThat(twice.quality().duplicated()).isTrue();
  }

  /** A host leaves the checksum to its interface: unfinished before it, finished behind it. */
  @Test
  void copyWithAnotherChecksumIsACopy() {
    String segment = "%s C > S [P.] 101:201(100) ack 201 id 0x1234 ttl %s %s\n";

    HalfRecord client =
        of(EXCHANGE, segment.formatted("+0.3", "64", "badsum"), segment.formatted("+0.00001", "63", "")).clientHalf();

    assertThat(client.duplicates()).isEqualTo(1);
    assertThat(client.retransmitted()).isZero();
  }

  @Test
  void acksThatReportOtherSegmentsAreNoCopies() {
    String losses =
        """
        v6
        linux
        +0.0000 C > S [S] 0:0(0)
        +0.0001 S > C [S.] 0:0(0) ack 1
        +0.0001 C > S [.] 1 ack 1
        +0.0010 S > C [.] 101:201(100) ack 1
        +0.0001 C > S [.] 1 ack 1 <nop,nop,ts 1 1,nop,nop,sack 101 201>
        +0.0001 S > C [.] 201:301(100) ack 1
        +0.0001 C > S [.] 1 ack 1 <nop,nop,ts 1 1,nop,nop,sack 101 301>
        """;

    ConnectionRecord twice = Found.in(Script.parse(losses).doubled()).only();

    assertThat(twice.clientHalf().packets()).isEqualTo(4);
    assertThat(twice.clientHalf().duplicates()).isEqualTo(4);
  }

  /** IPv6 has no IP ID, and within a millisecond the timestamp stands still: only a round trip tells the two apart. */
  @Test
  void identicalSegmentsThatAreARoundTripApartWereSentTwice() {
    String sentAgain =
        """
        v6
        linux
        +0.0000 C > S [S] 0:0(0)
        +0.0001 S > C [S.] 0:0(0) ack 1
        +0.0001 C > S [.] 1 ack 1
        +0.0010 C > S [P.] 1:101(100) ack 1 <nop,nop,ts 1 1>
        +0.0001 C > S [P.] 101:201(100) ack 1 <nop,nop,ts 1 1>
        %s C > S [P.] 1:101(100) ack 1 <nop,nop,ts 1 1>
        """;
    HalfRecord aRoundTripLater = of(sentAgain.formatted("+0.0004")).clientHalf();
    assertThat(aRoundTripLater.retransmitted()).isEqualTo(1);
    assertThat(aRoundTripLater.duplicates()).isZero();

    HalfRecord atOnce = of(sentAgain.replace("+0.0001 C > S [P.]", "+0.00001 C > S [P.]").formatted("+0.00001")).clientHalf();
    assertThat(atOnce.retransmitted()).isZero();
    assertThat(atOnce.duplicates()).isEqualTo(1);
  }

  @Test
  void whatIsSentAgainAfterMoreThanTenMillisecondsIsNoCopy() {
    String again = "%s C > S [P.] 101:201(100) ack 201 id 0x1234 <nop,nop,ts 400 1>\n";

    assertThat(of(EXCHANGE, again.formatted("+0.3"), again.formatted("+0.0095")).clientHalf().duplicates()).isEqualTo(1);
    assertThat(of(EXCHANGE, again.formatted("+0.3"), again.formatted("+0.0105")).clientHalf().retransmitted()).isEqualTo(1);
  }

  @Test
  void numbersThatWrapChangeNothing() {
    ConnectionRecord plain = of(BOTH_CLOSED);
    ConnectionRecord wrapped = Found.in(Script.parse(BOTH_CLOSED).acrossWrap()).only();

    assertThat(wrapped).isEqualTo(plain);
  }

  @Test
  void sidesTellWhatTheyOffered() {
    ConnectionRecord connection = of(HANDSHAKE);

    assertThat(connection.clientHalf().mss()).isEqualTo(1460);
    assertThat(connection.clientHalf().timestamps()).isTrue();
    assertThat(connection.clientHalf().synCount()).isEqualTo(1);
    assertThat(connection.clientHalf().ttl()).isEqualTo(64);
  }

  @Test
  void bytesInFlightAtAResetHaveAnUnknownFate() {
    String ending = "+0.1 C > S [P.] 101:601(500) ack 201\n+0.001 S > C [R.] 201 ack 101\n";
    HalfRecord client = of(EXCHANGE, ending).clientHalf();

    assertThat(client.unacknowledgedBytes()).isEqualTo(500);
  }
}
