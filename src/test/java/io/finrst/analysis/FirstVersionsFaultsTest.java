package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Script;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endings that the first version was mistaken about. */
class FirstVersionsFaultsTest {

  private static List<Cause> causes(Found found) {
    return found.diagnoses().get(0).findings().stream().map(Finding::cause).toList();
  }

  /** Without its options a SYN shows no MSS, but it need not have been made by hand. */
  @ParameterizedTest
  @ValueSource(ints = {262_144, 54})
  void clientThatGivesUpConnectingIsNoScanHoweverShortItsSynIsCut(int snaplen) {
    String script = "linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [R] 1\n";
    Found found = Found.in(Script.parse(script).cutAt(snaplen));
    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_IN_HANDSHAKE);
    assertThat(causes(found)).contains(Cause.CONNECT_ABORTED).doesNotContain(Cause.HALF_OPEN_SCAN);
    assertThat(causes(Found.in(Script.parse(script.replace("linux\n", "")))))
        .as("a whole SYN without options is made by hand").startsWith(Cause.HALF_OPEN_SCAN);
  }

  /** Longer than an MSS, yet whole: what the server has read to its end does not lie unread. */
  @Test
  void longRequestThatWasAnsweredIsNoneUnread() {
    String head = "GET / HTTP/1.1\\r\\nHost: a\\r\\nCookie: ";
    String get = head + "x".repeat(1_637 - 33 - 4) + "\\r\\n\\r\\n";
    String request = "+0.001 C > S [P.] 1:1638(1637) ack 1";
    String rest =
        "+0.001 S > C [P.] 1:41(40) ack 1638 \"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok\"\n"
            + "+0.001 S > C [R.] 41 ack 1638\n";
    Found whole = Found.inScript(HANDSHAKE + request + " \"" + get + "\"\n" + rest);
    assertThat(whole.only().verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(causes(whole)).startsWith(Cause.ABORTIVE_CLOSE);
    assertThat(causes(Found.inScript(HANDSHAKE + request + "\n" + rest)))
        .as("of what nobody knows the end of, some may lie unread").startsWith(Cause.UNREAD_DATA_AT_CLOSE);
  }

  private static final String REFUSED_BY_A_DEVICE =
      """
      linux
      host D 10.0.0.1:40001
      0      C > S [S] 0:0(0)
      +0.020 S > C [S.] 0:0(0) ack 1 ttl 51
      +0.010 C > S [.] 1 ack 1
      +10    D > S [S] 0:0(0)
      isn S 0
      +0.005 S > D [R.] 0:0(0) ack 1 ttl 63
      """;

  /** Another place of the same network: nearer to the same server. */
  private static final String NEARER =
      """
      linux
      host E 10.0.0.7:50000
      1      E > S [S] 0:0(0)
      +0.020 S > E [S.] 0:0(0) ack 1 ttl 63
      +0.010 E > S [.] 1 ack 1
      """;

  private static Role refuser(Found found) {
    ConnectionRecord refused =
        found.connections().stream().filter(c -> c.verdict() == Verdict.RST_TO_SYN).findFirst().orElseThrow();
    return Found.endedBy(refused).role();
  }

  private static Path write(String script, Path file) throws IOException {
    return Script.parse(script).write(file, CaptureFormat.PCAP_NS_LE);
  }

  @Test
  void whatAnotherPlaceShowsOfAHostChangesNothing(@TempDir Path directory) throws IOException {
    Path client = write(REFUSED_BY_A_DEVICE, directory.resolve("client.pcap"));
    Path server = write(NEARER, directory.resolve("server.pcap"));
    assertThat(refuser(Found.inFiles(client))).isEqualTo(Role.MIDDLEBOX);
    assertThat(refuser(Found.inFiles(client, server))).isEqualTo(Role.MIDDLEBOX);
    assertThat(refuser(Found.inFiles(server, client))).isEqualTo(Role.MIDDLEBOX);
  }

  @Test
  void filesOfOneSeriesAreOnePlace(@TempDir Path directory) throws IOException {
    Path first = write(REFUSED_BY_A_DEVICE, directory.resolve("ring_00001_20240101.pcap"));
    Path second = write(NEARER, directory.resolve("ring_00002_20240102.pcap"));
    assertThat(refuser(Found.inFiles(first, second))).isEqualTo(Role.SERVER);
  }

  @Test
  void wrongHandshakeAckBehindWhichTheRightOneComesAccusesNobody() {
    Found found =
        Found.inScript(
            """
            linux
            0     C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            +0.01 C > S [.] 1 ack 7001
            +0.01 S > C [R] 7001
            +0.01 C > S [.] 1 ack 1
            +0.01 C > S [P.] 1:101(100) ack 1
            +0.01 S > C [P.] 1:201(200) ack 101
            +0.01 C > S [F.] 101 ack 201
            +0.01 S > C [F.] 201 ack 102
            +0.01 C > S [.] 102 ack 202
            """);
    assertThat(found.only().verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(found.only().resets()).extracting(Reset::effect).containsExactly(ResetEffect.IGNORED);
    assertThat(found.only().resets()).extracting(Reset::senderWentOn).containsExactly(false);
    assertThat(Found.origins(found.only())).allSatisfy(origin -> assertThat(origin.forged()).isFalse());
    assertThat(causes(found)).doesNotContain(Cause.INJECTED_RESET, Cause.BAD_HANDSHAKE_ACK);
  }

  @Test
  void wrongHandshakeAckAloneEndsTheHandshake() {
    Found found =
        Found.inScript(
            """
            linux
            0     C > S [S] 0:0(0)
            +0.01 S > C [S.] 0:0(0) ack 1
            +0.01 C > S [.] 1 ack 7001
            +0.01 S > C [R] 7001
            """);
    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_IN_HANDSHAKE);
    assertThat(causes(found)).startsWith(Cause.BAD_HANDSHAKE_ACK);
  }

  /** Its send pointer is pulled back, so its abort stands below what it had sent. */
  @Test
  void serverThatGaveUpIsSaidSoHoweverLongTheCaptureGoesOn() {
    String again = "S > C [P.] 201:301(100) ack 101\n";
    String script =
        "host D 10.0.0.3:5000\n" + EXCHANGE + "+0.1 " + again + "+0.01 S > C [P.] 301:401(100) ack 101\n"
            + "+0.3 " + again + "+0.6 " + again + "+1.2 " + again + "+2.4 " + again + "+4.8 " + again
            + "+9.6 S > C [R.] 301 ack 101\n";
    for (String after : List.of("", "+2 D > S [S] 0:0(0)\n", "+900 D > S [S] 0:0(0)\n")) {
      Found found = Found.inScript(script + after);
      ConnectionRecord connection = found.connections().get(0);
      assertThat(connection.verdict()).as(after).isEqualTo(Verdict.RST_AFTER_DATA);
      assertThat(connection.endedBy().role()).isEqualTo(Role.SERVER);
      assertThat(connection.resets()).extracting(Reset::effect).containsExactly(ResetEffect.ACCEPTED);
      assertThat(causes(found)).startsWith(Cause.RETRANSMISSION_TIMEOUT);
    }
  }
}
