package io.finrst.lab;

import io.finrst.teardown.Role;
import java.util.List;

/**
 * Packets of one kind that were lost or forged on the way.
 *
 * @param kind which of both
 * @param sender who sent them, or in whose name they were sent
 * @param flags of TCP, such as {@code PSH,ACK}; {@code ICMP} for an error
 * @param packets how many, as the router's kernel counted them
 * @param bytes of payload in all of them
 * @param between neighbouring points, the client's side first
 */
public record Passage(Kind kind, Role sender, String flags, long packets, long bytes, List<Point> between) {

  /** What became of them. */
  public enum Kind {
    LOST,
    ADDED
  }
}
