package io.finrst.diagnosis;

import static io.finrst.teardown.Role.CLIENT;
import static io.finrst.teardown.Role.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.judgement.Facts;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.report.Records;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls of which side fail how, where no cause knows better. */
class SocketErrorsTest {
  private static final String RESET = "recv ECONNRESET, send EPIPE";

  private static String seen(Records r, Role side) {
    SocketErrors errors = SocketErrors.of(new Ending(r.build()), null);
    List<String> words =
        errors.of(side).stream().map(each -> each.call().name().toLowerCase() + " " + each.error()).toList();
    return String.join(", ", words);
  }

  private static boolean nothing(Records r) {
    return seen(r, CLIENT).isEmpty() && seen(r, SERVER).isEmpty();
  }

  private static IcmpError icmp(Role to, int code, boolean quotesSyn) {
    return new IcmpError(Records.at(7, 20), to, Records.ipv4(10, 0, 0, 1), 4, 3, code, quotesSyn);
  }

  @Test
  void connectGetsTheFirstIcmpErrorThatQuotesTheSyn() {
    Records r = Records.anOpenOne().endingAs(Verdict.UNREACHABLE);
    assertThat(nothing(r)).isTrue();
    r.icmpErrors.add(icmp(CLIENT, 0, false));
    assertThat(nothing(r)).isTrue();
    r.icmpErrors.add(icmp(CLIENT, 1, true));
    r.icmpErrors.add(icmp(CLIENT, 3, true));
    assertThat(seen(r, CLIENT)).isEqualTo("connect EHOSTUNREACH");
    assertThat(seen(r, SERVER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, 20, false", "3, 20, true", "2, 21, true"})
  void connectTimesOutAfterThreeSynsOrTheShortestPatience(int syns, int seconds, boolean timedOut) {
    StringBuilder script = new StringBuilder("0 C > S [S] 0:0(0)\n");
    for (int i = 1; i < syns; i++) {
      script.append(i < syns - 1 ? "1" : seconds).append(" C > S [S] 0:0(0)\n");
    }
    Diagnosis diagnosis = Found.inScript(script.toString()).diagnoses().get(0);
    assertThat(diagnosis.clientErrors())
        .isEqualTo(timedOut ? List.of(new SocketError(SocketCall.CONNECT, Errno.ETIMEDOUT)) : List.of());
    assertThat(diagnosis.serverErrors()).isEmpty();
  }

  @Test
  void refusedConnectSaysSo() {
    assertThat(seen(Records.aRefusal(), CLIENT)).isEqualTo("connect ECONNREFUSED");
    assertThat(seen(Records.aRefusal(), SERVER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, true"})
  void whoRepeatedOftenEnoughGaveUp(int count, boolean gaveUp) {
    Records r = Records.anOpenOne().endingAs(Verdict.TIMED_OUT);
    assertThat(nothing(r)).isTrue();
    r.repetition = new Repetition(SERVER, Repetition.Kind.SEGMENT, count, 32, 1_000_000L, 1_000_000L);
    assertThat(seen(r, SERVER)).isEqualTo(gaveUp ? "recv ETIMEDOUT" : "");
    assertThat(seen(r, CLIENT)).isEmpty();
  }

  @Test
  void whatIcmpHadToldTheSideThatGaveUpIsToldInstead() {
    Records r = Records.anOpenOne().endingAs(Verdict.TIMED_OUT);
    r.repetition = new Repetition(SERVER, Repetition.Kind.SEGMENT, 3, 32, 1_000_000L, 1_000_000L);
    r.icmpErrors.add(icmp(CLIENT, 0, false));
    r.icmpErrors.add(icmp(SERVER, 0, true));
    r.icmpErrors.add(icmp(SERVER, 4, false));
    assertThat(seen(r, SERVER)).as("told the other side, of the SYN, or of the size").isEqualTo("recv ETIMEDOUT");
    r.icmpErrors.add(icmp(SERVER, 13, false));
    assertThat(seen(r, SERVER)).isEqualTo("recv EHOSTUNREACH");
  }

  @ParameterizedTest
  @EnumSource(names = {"GRACEFUL", "OPEN", "HALF_CLOSE", "FIN_UNANSWERED", "RST_AFTER_DATA"})
  void whereNoResetWasSeenNothingIsToldOfOne(Verdict verdict) {
    assertThat(nothing(Records.anOpenOne().endingAs(verdict))).isTrue();
  }

  @Test
  void resetWithoutACauseGivesEconnresetOnceAndEpipeAfterwards() {
    assertThat(seen(Records.aReset(), CLIENT)).isEqualTo(RESET);
    assertThat(seen(Records.aReset(), SERVER)).isEmpty();
  }

  private static Reset byClient(ResetKind kind, ResetEffect effect, int ack, int payload) {
    Facts facts = Facts.abort().from(0).at(Records.at(33, 201)).payload(payload, "");
    return new Reset(CLIENT, "R", 18_560, ack, kind, effect, "as told", 0, false, facts.build());
  }

  @ParameterizedTest
  @CsvSource({"ABORT, 1, 0, true", "ABORT, 0, 0, false", "ANSWER, 1, 0, false", "ABORT, 1, 5, false"})
  void whoAbortedItselfSeesNoError(ResetKind kind, int ack, int payload, boolean aborted) {
    Records r = Records.aReset();
    r.resets.add(byClient(kind, ResetEffect.ACCEPTED, ack, payload));
    assertThat(seen(r, CLIENT)).isEqualTo(aborted ? "" : RESET);
    assertThat(seen(r, SERVER)).as("it is no device that reset both").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ResetEffect.class)
  void deviceThatResetsBothSidesIsSeenByBoth(ResetEffect effect) {
    Records r = Records.anInjectedReset();
    assertThat(seen(r, CLIENT)).isEqualTo(RESET);
    assertThat(seen(r, SERVER)).isEmpty();
    r.resets.add(byClient(ResetKind.ABORT, effect, 1, 0));
    assertThat(seen(r, CLIENT)).isEqualTo(RESET);
    assertThat(seen(r, SERVER)).isEqualTo(effect == ResetEffect.ACCEPTED ? RESET : "");
  }

  /** The client's last data comes at 169 ms; what is more than 50 ms before it had time to arrive. */
  @ParameterizedTest
  @CsvSource({
    "SERVER, 30, 119, 1, 0,  send EPIPE",
    "SERVER, 30, 118, 0, 0,  send EPIPE",
    "SERVER, 30, 118, 1, 31, send EPIPE",
    "SERVER, 30, 118, 1, 0,  'recv ECONNRESET, send EPIPE'",
    "SERVER, 32, 200, 0, 31, 'recv ECONNRESET, send EPIPE'",
    "CLIENT, 30, 119, 0, 31, 'recv ECONNRESET, send EPIPE'",
    ",       0,  0,   0, 0,  'recv ECONNRESET, send EPIPE'",
  })
  void onlyAFinThatArrivedBeforeLeavesABrokenPipe(
      Role first, long frame, long ms, int again, long acknowledged, String expected) {
    Records r = Records.aReset();
    r.firstFin = first;
    Moment fin = frame == 0 ? null : Records.at(frame, ms);
    Moment ack = acknowledged == 0 ? null : Records.at(acknowledged, 169);
    r.serverHalf = Records.half(13, 0, again, 0, 0, 0, 1, Records.at(32, 200), null, fin, ack);
    assertThat(seen(r, CLIENT)).isEqualTo(expected);
  }
}
