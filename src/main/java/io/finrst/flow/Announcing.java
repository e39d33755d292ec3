package io.finrst.flow;

import io.finrst.capture.PacketTime;
import io.finrst.record.ConnectionRecord;

/**
 * When to tell of connections that are still in the table, for people who watch them end. Told again only if what comes
 * later changes the answer: the verdict, who decided it, the causes, the socket errors
 * ({@link ConnectionRecord#supersedes}).
 *
 * @param settleNs ns from the packet that ended a connection until it is told of, 0 to {@link PacketTime#LATEST_NS}: time for the answer to a
 *     reset, or for traffic that goes on after a forged one
 * @param quietNs ns of silence after which a connection that waits for an answer is told of, at least 0
 * @param open tell also of those that are merely open after so long a silence
 */
public record Announcing(long settleNs, long quietNs, boolean open) {
  /** Only of connections that have left the table, when nothing can change their verdicts. */
  public static final Announcing NEVER = new Announcing(PacketTime.NEVER, PacketTime.NEVER, false);

  /** Whether anything is ever told early. */
  boolean ever() {
    return settleNs != PacketTime.NEVER;
  }
}
