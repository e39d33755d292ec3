package io.finrst.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.KernelReset;
import io.finrst.script.Script;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's word changes about a diagnosis. */
class KernelLogTest {
  private static final String ABORTED =
      """
      linux
      0 C > S [S] 0:0(0)
      +0.01 S > C [S.] 0:0(0) ack 1
      +0.01 C > S [.] 1 ack 1
      +0.01 C > S [P.] 1:101(100) ack 1
      +0.01 S > C [.] 1 ack 101
      +0.01 S > C [R.] 1 ack 101
      """;

  private final List<ConnectionRecord> connections = new ArrayList<>();
  private final List<Diagnosis> diagnoses = new ArrayList<>();

  @TempDir private Path folder;

  private static String sent(String seconds, String from, String to, String reason) {
    return "server-7 [000] ..... " + seconds + ": tcp_send_reset: src=" + from + " dest=" + to
        + " state=TCP_CLOSE reason=" + reason + "\n";
  }

  private void analyse(String script, String trace) throws IOException {
    Path file = Files.writeString(folder.resolve("trace"), trace);
    Analysis analysis =
        new Analysis(
            AnalysisOptions.DEFAULT,
            connection -> {
              connections.add(connection.record());
              diagnoses.add(connection.diagnosis());
            });
    analysis.with(SavedTrace.read(file, file.toString())).run(Script.parse(script).source());
  }

  private String firstCause() {
    return diagnoses.get(0).findings().get(0).cause().id();
  }

  @Test
  void reasonMakesItsCauseCertainWithTheRecordAsEvidence() throws IOException {
    analyse(ABORTED, sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_ABORT_ON_CLOSE"));
    assertThat(firstCause()).isEqualTo("unread-data-at-close");
    assertThat(diagnoses.get(0).findings().get(0).confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(diagnoses.get(0).findings().get(0).indistinguishableFrom()).isEmpty();
    assertThat(diagnoses.get(0).findings().get(0).evidence().get(0).fact())
        .contains("TCP_ABORT_ON_CLOSE", "CLOSE", "server-7");
  }

  @Test
  void reasonExcludesWhatTheWireAloneSuggests() throws IOException {
    analyse(ABORTED, sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE"));
    assertThat(firstCause()).isEqualTo("abortive-close");
    assertThat(diagnoses.get(0).findings()).extracting(each -> each.cause().id()).doesNotContain("unread-data-at-close");
  }

  @Test
  void reasonNobodyKnowsChangesNothing() throws IOException {
    analyse(ABORTED, sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "SOMETHING_NEW"));
    assertThat(firstCause()).isEqualTo("unread-data-at-close");
    assertThat(diagnoses.get(0).findings().get(0).confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(connections.get(0).kernel().resets()).hasSize(1);
  }

  /** The first connection tells the difference of the clocks; the second one's reset has no record. */
  private static final String TWO =
      ABORTED
          + """
          host D 10.0.0.1:40001
          isn D 7000
          isn S 9000
          +5 D > S [S] 0:0(0)
          +0.01 S > D [S.] 0:0(0) ack 1
          +0.01 D > S [.] 1 ack 1
          +0.01 D > S [P.] 1:101(100) ack 1
          +0.01 S > D [.] 1 ack 101
          +0.01 S > D [R.] 1 ack 101
          """;

  @Test
  void resetThatTheKernelNeverSentIsForged() throws IOException {
    analyse(
        TWO,
        sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE")
            + sent("14745.05", "10.0.0.2:80", "10.0.0.1:40002", "TCP_STATE"));
    Diagnosis forged = diagnoses.get(1);
    assertThat(forged.endedBy().role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(forged.origins().get(0).kind()).isEqualTo(ResetKind.FOREIGN);
    assertThat(diagnoses.get(1).findings().get(0).cause().id()).isEqualTo("injected-reset");
    assertThat(diagnoses.get(1).findings().get(0).confidence()).isEqualTo(Confidence.CERTAIN);
  }

  @Test
  void resetFromBeforeTheTraceIsNotForged() throws IOException {
    String forth = TWO.substring(ABORTED.length()).replaceFirst("\\+5", "+0.1");
    String late = ABORTED.replace("+0.01 S > C [R.] 1 ack 101\n", forth + "+9 S > C [R.] 1 ack 101\n");
    analyse(late, sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE"));
    assertThat(connections.get(0).kernel().resets()).hasSize(1);
    assertThat(diagnoses.get(1).endedBy().role()).isEqualTo(Role.SERVER);
  }

  @Test
  void resetFromAfterTheTraceIsNotForged() throws IOException {
    analyse(TWO, sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE"));
    assertThat(connections.get(0).kernel().resets()).hasSize(1);
    assertThat(diagnoses.get(1).endedBy().role()).isEqualTo(Role.SERVER);
  }

  @Test
  void resetWhoseRecordWasForgottenIsNotForged() throws IOException {
    KernelLog log = new KernelLog(() -> true);
    KernelReset record =
        TraceLine.parse(sent("1700000000.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE").strip());
    log.add(record);
    while (log.size() < KernelLog.MOST_RECORDS) {
      log.add(record.later(1_000_000_000L + log.size()));
    }
    log.add(record.later(2_000_000_000L));
    new Analysis(AnalysisOptions.DEFAULT, connection -> diagnoses.add(connection.diagnosis()))
        .with(log)
        .run(Script.parse(ABORTED).source());
    assertThat(diagnoses.get(0).endedBy().role()).isEqualTo(Role.SERVER);
  }

  @Test
  void resetSentOnOtherAddressesAtThatMomentMayBeTheSameBehindTranslation() throws IOException {
    analyse(
        TWO,
        sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE")
            + sent("14744.100", "172.17.0.2:8080", "10.0.0.1:40001", "TCP_STATE"));
    assertThat(diagnoses.get(1).endedBy().role()).isEqualTo(Role.SERVER);
    assertThat(diagnoses.get(1).findings().get(0).cause().id()).isNotEqualTo("injected-reset");
  }

  @Test
  void anotherHostsKernelIsNotExpectedToTell() throws IOException {
    analyse(TWO, sent("14739.05", "10.0.0.9:80", "10.0.0.1:40000", "TCP_STATE"));
    assertThat(diagnoses).hasSize(2).allSatisfy(d -> assertThat(d.endedBy().role()).isEqualTo(Role.SERVER));
  }

  /** As netfilter makes it: nothing but the number that the answered segment acknowledges. */
  private static final String BARE = TWO.replaceFirst("(?s)(.*)\\[R.\\] 1 ack 101", "$1[R] 1 win 0");

  private static final String OTHERS =
      sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE")
          + sent("14745.05", "10.0.0.2:80", "10.0.0.1:40002", "TCP_STATE");

  @Test
  void resetFromNoSocketMayBeOfTheHostsOwnPacketFilter() throws IOException {
    analyse(BARE, OTHERS);
    assertThat(words(1)).contains("path-reject possible", "injected-reset possible").doesNotContain("certain");
    assertThat(diagnoses.get(1).findings().get(0).evidence().get(0).fact())
        .isEqualTo("no socket of the server sent this reset: its host's packet filter did, or a device");
    assertThat(diagnoses.get(1).endedBy()).as("nobody can say").isNull();
  }

  @Test
  void deviceThatForgotTheConnectionIsNotReplacedByAnUnknownForger() throws IOException {
    String idle = "+400 D > S [P.] 101:201(100) ack 1\n+0.01 S > D [R] 1 win 0";
    analyse(
        BARE.replace("+0.01 S > D [R] 1 win 0", idle + " ttl 60"),
        OTHERS + sent("15145.06", "10.0.0.2:80", "10.0.0.1:40003", "TCP_STATE"));
    assertThat(words(1)).startsWith("middlebox-idle-timeout likely");
    diagnoses.clear();
    connections.clear();
    analyse(
        BARE.replace("+0.01 S > D [R] 1 win 0", idle),
        OTHERS + sent("15145.20", "10.0.0.2:80", "10.0.0.1:40003", "TCP_STATE"));
    assertThat(words(1)).startsWith("middlebox-idle-timeout likely").doesNotContain("certain");
  }

  private String words(int connection) {
    return String.join(
        ", ",
        diagnoses.get(connection).findings().stream()
            .map(each -> each.cause().id() + " " + each.confidence().id())
            .toList());
  }

  @Test
  void resetOfAListeningSocketHasNoPeerInTheTrace() throws IOException {
    String listening = sent("14744.101", "0.0.0.0:80", "0.0.0.0:0", "TCP_FLAGS").replace("CLOSE", "LISTEN");
    analyse(BARE, OTHERS + listening);
    assertThat(connections.get(1).kernel().resets()).hasSize(1);
    assertThat(connections.get(1).kernel().disowned()).isEmpty();
    assertThat(diagnoses.get(1).findings().get(0).evidence().get(0).fact())
        .isEqualTo("the kernel of the server sent it: reason TCP_FLAGS, socket in state LISTEN, by process server-7");
  }

  @Test
  void listeningSocketOfBothFamiliesOrOfThisAddressIsTheSame() throws IOException {
    for (String local : List.of("[::]:80", "10.0.0.2:80")) {
      connections.clear();
      analyse(BARE, OTHERS + sent("14744.101", local, "[::]:0", "TCP_FLAGS"));
      assertThat(connections.get(1).kernel().resets()).as(local).hasSize(1);
    }
  }

  @Test
  void listeningSocketsOfOtherPortsAddressesOrTimesAreOthers() throws IOException {
    for (String other :
        List.of(
            sent("14744.101", "0.0.0.0:81", "0.0.0.0:0", "TCP_FLAGS"),
            sent("14744.101", "10.0.0.3:80", "0.0.0.0:0", "TCP_FLAGS"),
            sent("14744.201", "0.0.0.0:80", "0.0.0.0:0", "TCP_FLAGS"))) {
      connections.clear();
      analyse(BARE, OTHERS + other);
      assertThat(connections.get(1).kernel().resets()).as(other).isEmpty();
    }
  }

  @Test
  void listeningSocketsThatSayDifferentThingsAtOneTimeProveNothing() throws IOException {
    analyse(
        BARE,
        OTHERS
            + sent("14744.100", "0.0.0.0:80", "0.0.0.0:0", "TCP_FLAGS")
            + sent("14744.101", "0.0.0.0:80", "0.0.0.0:0", "TCP_OLD_ACK"));
    assertThat(connections.get(1).kernel().resets()).isEmpty();
    assertThat(connections.get(1).kernel().disowned()).isEmpty();
  }

  @Test
  void ofEqualAddressesAndPortsInTwoNetworkNamespacesNeitherIsCertain() throws IOException {
    String first = sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE");
    String mine = sent("14744.100", "10.0.0.2:80", "10.0.0.1:40001", "TCP_ABORT_ON_CLOSE");
    analyse(TWO, first + mine + sent("14744.105", "10.0.0.2:80", "10.0.0.1:40001", "TCP_STATE"));
    assertThat(connections.get(1).kernel().resets()).isEmpty();
    assertThat(connections.get(1).kernel().disowned()).isEmpty();
    assertThat(words(1)).doesNotContain("certain");
  }

  @Test
  void timeTellsTheNamespacesApartAndEqualWordsNeedNotBe() throws IOException {
    String first = sent("14739.05", "10.0.0.2:80", "10.0.0.1:40000", "TCP_STATE");
    String mine = sent("14744.100", "10.0.0.2:80", "10.0.0.1:40001", "TCP_ABORT_ON_CLOSE");
    analyse(TWO, first + mine + sent("14744.200", "10.0.0.2:80", "10.0.0.1:40001", "TCP_STATE"));
    assertThat(words(1)).startsWith("unread-data-at-close certain");
    diagnoses.clear();
    analyse(TWO, first + mine + mine.replace("100:", "105:"));
    assertThat(words(1)).startsWith("unread-data-at-close certain");
  }

  @Test
  void absenceProvesNothingWhenTheKernelTellsNoMore() throws IOException {
    for (boolean hears : new boolean[] {true, false}) {
      KernelLog log = new KernelLog(() -> hears);
      log.add(TraceLine.parse(sent("1700000000.05", "10.0.0.2:80", "10.0.0.1:40009", "TCP_STATE").strip()));
      diagnoses.clear();
      new Analysis(AnalysisOptions.DEFAULT, connection -> diagnoses.add(connection.diagnosis()))
          .with(log)
          .run(Script.parse(TWO).source());
      assertThat(diagnoses.get(1).endedBy().role()).isEqualTo(hears ? Role.MIDDLEBOX : Role.SERVER);
    }
  }

  @Test
  void fileThatIsNoTraceIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "nothing here\n");
    assertThatThrownBy(() -> SavedTrace.read(file, file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": no record of tcp_send_reset");
    assertThatThrownBy(() -> SavedTrace.read(Path.of("nowhere.txt"), "nowhere.txt"))
        .isInstanceOf(IOException.class)
        .hasMessage("nowhere.txt: no such file");
  }
}
