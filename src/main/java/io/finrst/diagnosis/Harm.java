package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.teardown.Role;
import java.util.EnumSet;
import java.util.Set;

/** Tells ends that need no repair from those that lost something or may have. */
final class Harm {
  private static final Set<Cause> NONE =
      EnumSet.of(
          Cause.HALF_OPEN_SCAN,
          Cause.HEALTH_CHECK,
          Cause.CONNECT_ABORTED,
          Cause.HALF_OPEN_RECOVERY,
          Cause.TIME_WAIT_ASSASSINATION,
          Cause.LATE_PACKET_AFTER_CLOSE,
          Cause.IGNORED_RESET);

  private Harm() {}

  /** Whether nothing was lost by the end that {@code best} caused; null stands for no cause. */
  static boolean isNone(ConnectionRecord c, EndedBy by, Cause best) {
    return best != null && (NONE.contains(best) || best == Cause.ABORTIVE_CLOSE && clientHadEverything(c, by));
  }

  /** A client that cuts off after the answer has come, as some do instead of closing. */
  private static boolean clientHadEverything(ConnectionRecord c, EndedBy by) {
    return by != null
        && by.role() == Role.CLIENT
        && c.serverHalf().bytes() > 0
        && c.serverHalf().unacknowledgedBytes() == 0
        && c.clientHalf().unacknowledgedBytes() == 0;
  }
}
