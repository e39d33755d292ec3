package io.finrst.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.wire.Endpoint;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GitHubActionsTest {
  @Test
  void propertiesAndMessagesAreEscapedAsTheRunnerReadsThem() {
    assertThat(GitHubActions.error("a: b, 5 %\r", "100 %: a,\r\n::warning::b"))
        .isEqualTo("::error title=a%3A b%2C 5 %25%0D::100 %25: a,%0D%0A::warning::b");
  }

  @Test
  void eachKindIsOneLineWithItsAnswer() {
    EndingKinds found = new EndingKinds();
    found.onConnection(Records.aReset().stream(1).told(Records.unreadData()));
    found.onConnection(Records.aReset().stream(2).told(Records.unreadData()));

    assertThat(GitHubActions.annotations(found.bad()))
        .singleElement().asString()
        .startsWith(
            "::error title=finrst%3A rst-after-data%3A unread-data-at-close%2C by the server%2C at 10.0.0.9%3A443 (2 connections)::")
        .contains("(frame 32)", "%0A  Why            unread-data-at-close (likely)")
        .doesNotContain("\n");
  }

  @Test
  void whatGitHubWouldDropIsSummedUp() {
    EndingKinds found = new EndingKinds();
    for (int port = 1; port <= 12; port++) {
      Records refused = Records.aRefusal().stream(port);
      refused.server = new Endpoint(refused.server.address(), port);
      found.onConnection(refused.told(Records.portClosed()));
    }
    List<String> lines = GitHubActions.annotations(found.bad());
    assertThat(lines).hasSize(10);
    assertThat(lines.get(9)).startsWith("::error title=finrst%3A 3 other kinds of ending::3 connections more");
    assertThat(GitHubActions.annotations(found.bad().subList(0, 10))).hasSize(10).noneMatch(line -> line.contains("other kinds"));
  }

  @Test
  void theSummaryHasARowAKindAndNothingOfAPacketIsMarkup() {
    EndingKinds found = new EndingKinds();
    found.onConnection(Records.aReset().told(Records.saying("</pre><script>alert(1)</script>")));
    found.onConnection(Records.aRefusal().told(Records.portClosed()));
    EndingKind refused = new EndingKind("rst-to-syn", "port-closed", "10.0.0.9", 443, "server");

    assertThat(GitHubActions.summary(found, null))
        .startsWith("### finrst: 2 of 2 connections did not end well\n\n| ended | cause |")
        .contains("\n|---|---|---|---|---:|\n", "| rst-to-syn | port-closed | server | 10.0.0.9:443 | 1 |")
        .contains("&lt;/pre&gt;&lt;script&gt;").doesNotContain("<script>");
    assertThat(GitHubActions.summary(found, Set.of(refused)))
        .contains("| | ended |", "| known | rst-to-syn |", "| **new** | rst-after-data |");
  }

  @Test
  void allWellIsSaid() {
    EndingKinds found = new EndingKinds();
    found.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
    assertThat(GitHubActions.summary(found, null)).isEqualTo("### finrst: 1 of 1 connection ended well\n\n\n");
  }
}
