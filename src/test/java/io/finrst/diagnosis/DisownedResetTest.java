package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.judgement.Facts;
import io.finrst.judgement.Side;
import io.finrst.record.IpIdPattern;
import io.finrst.record.KernelEvidence;
import io.finrst.record.Looks;
import io.finrst.record.Reset;
import io.finrst.report.Records;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reset that its host's kernel did not send, and one of a sender that nobody saw. */
class DisownedResetTest {

  private static Ending disowned(Records r) {
    r.kernel = new KernelEvidence(List.of(), List.of(r.endedBy.frame()));
    return new Ending(r.build());
  }

  @Test
  void resetThatTheKernelDidNotSendIsForged() {
    Ending ending = disowned(Records.aReset());
    assertThat(ending.origin().oddities())
        .containsEntry(Oddity.DISOWNED, "the kernel of this host did not send it");
    assertThat(ending.origin().forged()).isTrue();
    assertThat(ending.origin().onlyDisowned()).isTrue();
    assertThat(ending.origin().kind()).isEqualTo(ResetKind.FOREIGN);
    assertThat(ending.endedBy().role()).isEqualTo(Role.MIDDLEBOX);
  }

  @Test
  void resetThatAnotherKernelFrameDisownsIsItsHosts() {
    Records r = Records.aReset();
    r.kernel = new KernelEvidence(List.of(), List.of(r.endedBy.frame() + 1));
    Ending ending = new Ending(r.build());
    assertThat(ending.origin().oddities()).isEmpty();
    assertThat(ending.origin().forged()).isFalse();
    assertThat(ending.origin().onlyDisowned()).isFalse();
    assertThat(ending.endedBy().role()).isEqualTo(Role.SERVER);
  }

  @Test
  void refusalThatTheKernelDidNotSendMayBeOfTheHostsOwnFilter() {
    Ending ending = disowned(Records.aRefusal());
    assertThat(ending.origin().forged()).isTrue();
    assertThat(ending.origin().onlyDisowned()).isTrue();
    assertThat(ending.endedBy().role()).isEqualTo(Role.SERVER);
  }

  @Test
  void refusalThatPacketsDisownAsWellIsADevices() {
    Records r = Records.aRefusal();
    r.resets.set(0, reset(ResetKind.ANSWER, Facts.refusal(0).at(r.last).ttl(250)));
    Ending ending = disowned(r);
    assertThat(ending.origin().onlyDisowned()).isFalse();
    assertThat(ending.endedBy().role()).isEqualTo(Role.MIDDLEBOX);
  }

  /** nf_send_reset makes such a packet for any connection, as a device does. */
  @Test
  void resetThatTheHostsOwnFilterMayHaveSentIsNobodys() {
    Records r = Records.aReset();
    Facts bare = Facts.bare(0).at(r.last);
    r.resets.set(
        0,
        new Reset(Role.SERVER, "R", 1, 0, ResetKind.ANSWER, ResetEffect.ACCEPTED, "as told", 0, false, bare.build()));
    Ending ending = disowned(r);
    assertThat(ending.origin().maybeByItsHostsFilter()).isTrue();
    assertThat(ending.endedBy()).isNull();
    assertThat(ending.byMiddlebox()).as("not by a socket").isTrue();
  }

  private static Reset reset(ResetKind kind, Facts facts) {
    return new Reset(Role.SERVER, "RA", 1, 1, kind, ResetEffect.ACCEPTED, "as told", 0, false, facts.build());
  }

  private static Looks looks(boolean seen) {
    return new Looks(seen, 7, IpIdPattern.UNKNOWN, 501, 9, true, true);
  }

  private static ResetOrigin abort(Facts facts) {
    Records r = Records.aReset();
    r.resets.set(0, reset(ResetKind.ABORT, facts.at(r.last).flowLabel(0)));
    return new Ending(r.build()).origin();
  }

  @Test
  void abortIsComparedWithItsSendersPacketsAndNotWithThoseItAnswers() {
    ResetOrigin odd = abort(Facts.abort().senderLooks(looks(true)).receiverLooks(looks(true)));
    assertThat(odd.oddities()).containsOnlyKeys(Oddity.NO_TIMESTAMPS, Oddity.OTHER_DSCP, Oddity.UNLABELLED);
  }

  @Test
  void abortOfASenderOfWhichNothingWasSeenIsComparedWithNothing() {
    Facts unknown = Facts.abort().sender(Side.unknown()).senderLooks(looks(true)).receiverLooks(looks(true));
    assertThat(abort(unknown).oddities()).isEmpty();
    Facts unseen = Facts.abort().senderLooks(looks(false)).receiverLooks(looks(true));
    assertThat(abort(unseen).oddities()).isEmpty();
  }
}
