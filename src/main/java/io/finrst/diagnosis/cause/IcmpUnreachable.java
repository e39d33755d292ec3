package io.finrst.diagnosis.cause;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Harm;
import io.finrst.diagnosis.KernelStance;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.Match;
import io.finrst.record.IcmpError;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/** Linux maps the code to the error of {@code connect()} ({@code icmp_err_convert}). */
final class IcmpUnreachable extends KnownCause {
  IcmpUnreachable() {
    super(Cause.ICMP_UNREACHABLE, Verdict.UNREACHABLE);
  }

  @Override
  protected CauseFacts.Builder about() {
    return means("an ICMP error said that the host, the port or the way to it is not there")
        .onTheWire("SYN, then an ICMP error that quotes it. The outer source address is the node that refused.")
        .sources("RFC 9293 section 3.9.2.2", "RFC 5927 section 4", "Linux tcp_v4_err, icmp_err_convert")
        .actorAdvice(
            "Code 3 is a closed port or a REJECT rule, 1 a host that does not answer ARP, 9, 10 and 13 a filter: "
                + "look where the error came from.")
        .otherAdvice(
            "Check the address and the route: ip route get ADDRESS. The sender of the ICMP error is the node to "
                + "ask.")
        .harm(Harm.HARMFUL)
        .needs()
        .noKernelReason(KernelStance.INDIFFERENT)
        .usualBehind(Verdict.UNREACHABLE, 1)
        .usualBehind(Errno.ECONNREFUSED, 3)
        .usualBehind(Errno.EHOSTUNREACH, 1)
        .usualBehind(Errno.ENETUNREACH, 1)
        .usualBehind(Errno.EACCES, 1)
        .usualBehind(Errno.EPROTO, 1)
        .usualBehind(Errno.ENOPROTOOPT, 1)
        .usualBehind(Errno.EHOSTDOWN, 1)
        .usualBehind(Errno.EMSGSIZE, 1)
        .usualBehind(Errno.EOPNOTSUPP, 1)
        .usualBehind(Errno.ENONET, 1);
  }

  @Override
  public Optional<Match> examine(Ending e) {
    IcmpError error = e.record().icmpErrors().stream().filter(IcmpError::quotesSyn).findFirst().orElse(null);
    boolean ended = e.verdict() == Verdict.UNREACHABLE && error != null;
    return Case.of(this)
        .needs(
            ended,
            ended ? error.at().frame() : 0,
            ended ? error.sender() + " answered the SYN with ICMP" + (error.ipVersion() == 6 ? "v6" : "") + " type "
                + error.type() + " code " + error.code() : "")
        .conclude(Confidence.CERTAIN, Role.SERVER);
  }
}
