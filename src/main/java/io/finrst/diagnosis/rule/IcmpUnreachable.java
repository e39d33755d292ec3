package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.diagnosis.Rule;
import io.finrst.record.IcmpError;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: an ICMP error that quotes the SYN (RFC 9293 section 3.9.2.2). Linux maps its code to the error of
 * {@code connect()} ({@code icmp_err_convert}).
 */
final class IcmpUnreachable implements Rule {
  @Override
  public Cause cause() {
    return Cause.ICMP_UNREACHABLE;
  }

  @Override
  public Optional<Match> examine(Ending e) {
    IcmpError error = e.record().icmpErrors().stream().filter(IcmpError::quotesSyn).findFirst().orElse(null);
    boolean ended = e.verdict() == Verdict.UNREACHABLE && error != null;
    return Case.of(cause())
        .needs(
            ended,
            ended ? error.at().frame() : 0,
            ended ? error.sender() + " answered the SYN with ICMP" + (error.ipVersion() == 6 ? "v6" : "") + " type "
                + error.type() + " code " + error.code() : "")
        .conclude(Confidence.CERTAIN, Role.SERVER);
  }
}
