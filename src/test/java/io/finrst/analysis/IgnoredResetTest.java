package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Finding;
import io.finrst.flow.Announcing;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Reset;
import io.finrst.script.Script;
import io.finrst.script.Ticking;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reset that its receiver ignores ends nothing, however long both sides are silent after it. */
class IgnoredResetTest {
  private static final String OUT_OF_WINDOW = EXCHANGE + "+0.01 S > C [R.] 90000201 ack 101\n";

  /** Its receiver answers nothing, so that for a while silence speaks for it. */
  private static final String IN_WINDOW = EXCHANGE + "+0.01 S > C [R.] 1201 ack 101\n";

  private static final String BELOW = EXCHANGE + "+0.01 S > C [R.] 151 ack 101\n";

  private static final String GOES_ON =
      """
      +%s   C > S [P.] 101:201(100) ack 201
      +0.01 S > C [P.] 201:301(100) ack 201
      +0.01 C > S [F.] 201 ack 301
      +0.01 S > C [F.] 301 ack 202
      +0.01 C > S [.] 202 ack 302
      """;

  private static Found inFile(String script) {
    return Found.inScript(script);
  }

  private static Found live(String script) {
    Announcing early = new Announcing(500_000_000L, 60_000_000_000L, false);
    AnalysisOptions options = new AnalysisOptions(true, false, Integer.MAX_VALUE, 0, false, early);
    return Found.in(new Ticking(Script.parse(script).source(), 100_000_000L, 90), options);
  }

  /** The last word on each connection. */
  private static ConnectionRecord last(Found found) {
    assertThat(found.connections()).extracting(ConnectionRecord::tcpStream).containsOnly(0L);
    assertThat(found.summary().connections()).isEqualTo(1);
    return found.connections().get(found.connections().size() - 1);
  }

  private static List<Finding> findings(Found found) {
    return found.diagnoses().get(found.diagnoses().size() - 1).findings();
  }

  private static void assertIgnored(Found found) {
    ConnectionRecord connection = last(found);
    assertThat(connection.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(connection.resets()).extracting(Reset::effect).containsExactly(ResetEffect.IGNORED);
    assertThat(connection.endedBy().frame()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {OUT_OF_WINDOW, BELOW, IN_WINDOW})
  void connectionThatGoesOnAfterTwelveMinutesIsTheSame(String reset) {
    for (String silence : List.of("2", "500", "700", "7199.999999999")) {
      assertIgnored(inFile(reset + GOES_ON.formatted(silence)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OUT_OF_WINDOW, BELOW, IN_WINDOW})
  void whoeverWatchesIsToldTheSameInTheEnd(String reset) {
    for (String silence : List.of("0.2", "90", "700")) {
      String script = reset + GOES_ON.formatted(silence);
      Found live = live(script);
      Found file = inFile(script);
      assertIgnored(live);
      assertThat(last(live).resets()).isEqualTo(last(file).resets());
      assertThat(last(live).endedBy()).isEqualTo(last(file).endedBy());
      assertThat(findings(live)).isEqualTo(findings(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OUT_OF_WINDOW, BELOW, IN_WINDOW})
  void resetThatNothingFollowsIsToldAlikeLiveAndFromAFileThatGoesOnAsLong(String reset) {
    String goesOn = "host D 10.0.0.3:5000\n" + reset;
    Found file = inFile(goesOn + "+90 D > S [S] 0:0(0)\n");
    ConnectionRecord watched = live(reset).connections().get(live(reset).connections().size() - 1);
    assertThat(watched.verdict()).isEqualTo(file.connections().get(0).verdict());
    assertThat(watched.resets()).isEqualTo(file.connections().get(0).resets());
    assertThat(findings(live(reset))).isEqualTo(file.diagnoses().get(0).findings());
  }

  @Test
  void resetBehindWhichBothWentOnWasNoAbortWhateverEndsThemLater() {
    ConnectionRecord connection =
        inFile(
                IN_WINDOW
                    + """
                    +10   C > S [P.] 101:201(100) ack 201
                    +0.01 S > C [P.] 201:301(100) ack 201
                    +10   C > S [P.] 201:301(100) ack 301
                    +0.01 S > C [R] 301
                    """)
            .only();
    assertThat(connection.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(connection.endedBy().frame()).isEqualTo(11);
    assertThat(connection.resets()).extracting(Reset::kind).containsExactly(ResetKind.FOREIGN, ResetKind.ANSWER);
    assertThat(connection.resets().get(0).why()).startsWith("in the window but not exact");
  }

  /** Two hours are what keepalive takes: nobody lives who has not spoken then. */
  @Test
  void silenceOfTwoHoursAfterAResetInTheWindowEndsIt() {
    Found found = inFile(IN_WINDOW + GOES_ON.formatted("7200"));
    assertThat(found.verdicts()).startsWith("rst-after-data").hasSize(2);
  }

  private static final String GETS_THROUGH =
      "+1 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1\n+0.01 C > S [.] 1 ack 1\nC > S [F.] 1 ack 1\n"
          + "S > C [F.] 1 ack 2\nC > S [.] 2 ack 2\n";

  /** RFC 9293 section 3.10.7.3: only what acknowledges the SYN is a refusal. */
  @ParameterizedTest
  @CsvSource({
    "0,   '',                                            unknown",
    "0,   '+1 C > S [S] 0:0(0)\n',                       syn-unanswered",
    "555, '+1 C > S [S] 0:0(0)\n',                       syn-unanswered",
    "0,   '+1 C > S [S] 0:0(0)\n+0.1 S > C [R.] 0 ack 1\n', rst-to-syn",
    "0,   through,                                       graceful",
    "555, through,                                       graceful",
  })
  void resetThatAcknowledgesSomethingElseThanTheSynRefusesNothing(String seq, String later, String verdict) {
    String refused = "linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [R.] " + seq + " ack 77\n";
    Found found = inFile(refused + (later.equals("through") ? GETS_THROUGH : later));
    assertThat(found.only().verdict().id()).isEqualTo(verdict);
    assertThat(found.only().resets().get(0).effect()).isEqualTo(ResetEffect.IGNORED);
    Finding first = findings(found).get(0);
    if (!verdict.equals("rst-to-syn")) {
      assertThat(first.cause()).isEqualTo(Cause.IGNORED_RESET);
      assertThat(first.confidence()).isEqualTo(Confidence.CERTAIN);
    }
  }

  /** What may as well be an established connection's, of which no other segment was captured, is taken at its word. */
  @Test
  void aloneBehindTheSynOnlyItsOwnNumberTellsWhetherItAnswersIt() {
    Found found = inFile("linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [R.] 555 ack 77\n");
    assertThat(found.only().resets().get(0).effect()).isEqualTo(ResetEffect.UNJUDGED);
    assertThat(findings(found)).noneMatch(each -> each.confidence() == Confidence.CERTAIN);
  }

  @Test
  void whoeverIgnoresOneReadsTheEndOfFileAllTheSame() {
    String request = Said.of(Said.GET).serverCloses();
    String forged = request.replaceFirst("(S > C \\[F.\\])", "S > C [R.] 90000001 ack 28\n$1");
    for (String script : List.of(request, forged)) {
      Found found = inFile(script);
      assertThat(EndOfFile.of(found.only(), found.diagnoses().get(0))).isEqualTo(EndOfFile.BEFORE_THE_ANSWER);
      assertThat(EndOfFile.reader(found.only())).isEqualTo(Role.CLIENT);
    }
  }
}
