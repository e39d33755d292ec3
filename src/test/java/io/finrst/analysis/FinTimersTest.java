package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Finding;
import org.junit.jupiter.api.Test;

/** Known timers are named where their protocol is spoken, and make a cause surer where they are the cause. */
class FinTimersTest {
  private static Finding first(String script) {
    return Found.inScript(script).diagnoses().get(0).findings().get(0);
  }

  private static String evidence(Finding finding) {
    return finding.evidence().toString();
  }

  private static Finding mailSessionAfter(int seconds) {
    Said session = Said.byServer("220 ready\\r\\n").client("NOOP\\r\\n").server("250 ok\\r\\n");
    return first(session.waits(seconds).serverCloses());
  }

  @Test
  void aSessionThatEndsAfterAKnownTimeIsLikelyTheTimers() {
    Finding known = mailSessionAfter(300);
    assertThat(known.cause()).isEqualTo(Cause.IDLE_TIMER_CLOSE);
    assertThat(known.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(evidence(known)).contains("300 s, a default of Postfix smtpd_timeout").doesNotContain("vsftpd");
    assertThat(mailSessionAfter(200).confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void aClientThatWaitedAKnownTimeIsTold() {
    assertThat(evidence(first(Said.of(Said.GET).waits(60).clientCloses())))
        .contains("the wait matches 60 s, a default of nginx proxy_read_timeout");
    assertThat(evidence(first(Said.of(Said.GET).waits(63).clientCloses()))).doesNotContain("matches");
  }
}
