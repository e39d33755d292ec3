package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.teardown.Verdict;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {

  @Test
  void anErrorNumberGetsItsNumbersOnEverySystemAndItsUsualCauses() {
    Run run = Run.finrst("explain", "10054");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("ECONNRESET  Linux 104, macOS 54, Windows 10054", "unread-data-at-close", "EPIPE");
  }

  @Test
  void aMessageMayBeSeveralWords() {
    assertThat(Run.finrst("explain", "Broken", "pipe").out()).startsWith("EPIPE");
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseIsExplainedWithAdviceWithin80Columns(Cause cause) {
    Run run = Run.finrst("explain", cause.id());
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(KnownCauses.ALL.facts(cause).actorAdvice().get(0).split(" ")[0], "Sources:");
    assertThat(run.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void aVerdictSaysHowToFindSuchConnections() {
    assertThat(Run.finrst("explain", "half-close").out()).contains("finrst --only half-close");
  }

  @Test
  void capitalsMakeNoDifferenceToVerdictsAndCauses() {
    assertThat(Run.finrst("explain", "Half-Close").out()).startsWith("half-close");
    assertThat(Run.finrst("explain", "PORT-CLOSED").out()).startsWith("port-closed");
  }

  @Test
  void anOptionThatIsNoneIsAnUnknownWord() {
    Run run = Run.finrst("explain", "--nope");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--nope");
  }

  @Test
  void anUnknownWordGetsTheNearestAndStatus2() {
    Run run = Run.finrst("explain", "ECONRESET");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean ECONNRESET");
  }

  @Test
  void aWordUnlikeAnyGetsExamplesAndNotAllOfThem() {
    assertThat(Run.finrst("explain", "frobnicate").err())
        .startsWith("finrst: nothing known of 'frobnicate'; try an error number (104), its name (ECONNRESET)")
        .contains("finrst --explain CAPTURE", "finrst causes")
        .doesNotContain("keepalive-race");
  }

  @Test
  void theCausesOfAnErrorComeWithTheirPacketsAndWhatToDo() {
    String words = Run.finrst("explain", "EPIPE").out().replaceAll("\\s+", " ");
    for (Cause cause : KnownCauses.ALL.usualBehind(Errno.EPIPE)) {
      CauseFacts facts = KnownCauses.ALL.facts(cause);
      assertThat(words)
          .contains(facts.meaning() + " In packets: " + facts.onTheWire())
          .contains("What to do: " + facts.actorAdvice().get(0));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http.client.RemoteDisconnected: Remote end closed connection without response | closed-without-answer",
        "Get \"http://a/\": EOF                                                        | closed-without-answer",
        "Error: socket hang up                                                         | closed-without-answer",
        "java.net.SocketException: Unexpected end of file from server                  | closed-without-answer",
        "curl: (52) Empty reply from server                                            | closed-without-answer",
        "IncompleteRead(500 bytes read, 500 more expected)                             | answer-cut-short",
        "unexpected EOF                                                                | answer-cut-short",
        "curl: (18) transfer closed with 7372800 bytes remaining to read               | answer-cut-short",
        "java.io.IOException: Premature EOF                                            | answer-cut-short",
        "client prematurely closed connection, so upstream connection is closed too    | client-gave-up",
        "java.io.IOException: fixed content-length: 1000, bytes received: 500          | answer-cut-short",
        "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to a:8443                | tls-alert",
        "Caused by: java.io.EOFException: SSL peer shut down incorrectly               | tls-closed-in-handshake"
      })
  void wordsOfAnEarlyEndOfFileLeadToItsCauses(String words, String cause) {
    Run run = Run.finrst(("explain " + words).split(" +"));
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("recv returned 0").containsOnlyOnce("    " + cause + "  ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http2: server sent GOAWAY and closed the connection",
        "ERROR 1040 (HY000): Too many connections",
        "ssh: Exceeded MaxStartups"
      })
  void aServersGoodbyeLeadsToItsRefusal(String words) {
    Run run = Run.finrst(("explain " + words).split(" +"));
    assertThat(run.status()).isZero();
    assertThat(run.out()).containsOnlyOnce("    protocol-refusal  ");
  }

  @Test
  void causesListsThemAll() {
    assertThat(Run.finrst("causes").out()).contains(Cause.ids());
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void verdictNamesItsUsualCausesAndTheirPackets(Verdict verdict) {
    Run run = Run.finrst("explain", verdict.id());
    assertThat(run.status()).isZero();
    String words = run.out().replaceAll("\\s+", " ");
    for (Cause cause : KnownCauses.ALL.usualBehind(verdict)) {
      CauseFacts facts = KnownCauses.ALL.facts(cause);
      assertThat(words).contains(cause.id(), facts.meaning(), facts.onTheWire());
    }
  }

  @Test
  void everyCauseIsUsualSomewhere() {
    Set<Cause> named = EnumSet.of(Cause.HALF_OPEN_RECOVERY); // it ends nothing that anybody waits for
    for (Verdict verdict : Verdict.values()) {
      named.addAll(KnownCauses.ALL.usualBehind(verdict));
    }
    assertThat(named).containsExactlyInAnyOrder(Cause.values());
  }
}
