package io.finrst.diagnosis.rule;

import io.finrst.diagnosis.Case;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.Match;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Optional;

/**
 * On the wire: as {@link ConnectAborted}, but the SYN is hand-made: without options no ordinary
 * stack sends one, and its TTL differs from that of the kernel's reset.
 */
final class HalfOpenScan extends ResetRule {
  static boolean handMade(Ending e) {
    return e.record().clientHalf().mss() == 0 && e.record().clientHalf().synCount() > 0;
  }

  @Override
  public Cause cause() {
    return Cause.HALF_OPEN_SCAN;
  }

  @Override
  Optional<Match> examineReset(Ending e) {
    boolean byClient = e.verdict() == Verdict.RST_IN_HANDSHAKE && e.resetter() == Role.CLIENT;
    return Case.of(cause())
        .needs(byClient, e.resetFrame(), "the client answered the SYN-ACK with a reset")
        .needs(
            byClient && handMade(e),
            e.record().first().frame(),
            "its SYN offers no MSS: no ordinary stack made it")
        .supports(
            byClient && e.record().clientHalf().ttl() != e.reset().ttl(),
            e.resetFrame(),
            "SYN and reset have different TTLs")
        .conclude(Confidence.LIKELY, Role.CLIENT);
  }
}
