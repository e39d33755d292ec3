package io.finrst.lab;

import io.finrst.teardown.Role;
import java.util.List;

/**
 * Which interfaces of the router are captured. What its rules do to a packet happens behind the one that it came in by
 * and before the one that it leaves by.
 */
public enum Tap {
  CLIENT_SIDE("client"),
  SERVER_SIDE("server"),
  /** A packet that passes is there twice. */
  BOTH("any");

  private static final List<Point> BEFORE_ROUTER = List.of(Point.CLIENT, Point.ROUTER);
  private static final List<Point> BEHIND_ROUTER = List.of(Point.ROUTER, Point.SERVER);

  private final String interfaceName;

  Tap(String interfaceName) {
    this.interfaceName = interfaceName;
  }

  /** As the router's namespace calls it. */
  String interfaceName() {
    return interfaceName;
  }

  /** The points between which the router drops what {@code sender} has sent. */
  List<Point> dropping(Role sender) {
    return this == CLIENT_SIDE || this == BOTH && sender == Role.CLIENT ? BEHIND_ROUTER : BEFORE_ROUTER;
  }

  /** The points between which the router forges a packet in {@code sender}'s name. */
  List<Point> forging(Role sender) {
    return this == CLIENT_SIDE || this == BOTH && sender == Role.SERVER ? BEHIND_ROUTER : BEFORE_ROUTER;
  }
}
