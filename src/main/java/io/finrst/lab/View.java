package io.finrst.lab;

import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.Map;

/**
 * How a scenario is captured at the client, the router and the server at once, and how the one connection that it is
 * about ends when all of them are put together.
 *
 * @param tap where on the router
 * @param everyInterface whether both hosts are captured on all of their interfaces
 * @param clocks those that are set wrong afterwards in copies of the captures
 * @param pauseS seconds that every pause between connections lasts in copies of the captures, 0 to leave them alone
 * @param connection which one it is about, from 0
 * @param verdict null where the points leave it open
 * @param endedBy null for nobody
 * @param cause id, null when the ending needs none
 * @param proxy whether the router ends the client's connection and opens another one to the server
 */
public record View(
    Tap tap,
    boolean everyInterface,
    Map<Point, Clock> clocks,
    int pauseS,
    int connection,
    Verdict verdict,
    Role endedBy,
    String cause,
    boolean proxy) {

  static View at(Tap tap) {
    return new View(tap, false, Map.of(), 0, 0, null, null, null, false);
  }

  View ends(Verdict how, Role by, String why) {
    return new View(tap, everyInterface, clocks, pauseS, connection, how, by, why, proxy);
  }

  View ofConnection(int number) {
    return new View(tap, everyInterface, clocks, pauseS, number, verdict, endedBy, cause, proxy);
  }

  View onEveryInterface() {
    return new View(tap, true, clocks, pauseS, connection, verdict, endedBy, cause, proxy);
  }

  View throughProxy() {
    return new View(tap, everyInterface, clocks, pauseS, connection, verdict, endedBy, cause, true);
  }

  View withClocks(Map<Point, Clock> wrong) {
    return new View(tap, everyInterface, wrong, pauseS, connection, verdict, endedBy, cause, proxy);
  }

  View withPauses(int seconds) {
    return new View(tap, everyInterface, clocks, seconds, connection, verdict, endedBy, cause, proxy);
  }

  /** Interface on which {@code point} is captured. */
  String interfaceOf(Point point) {
    return point == Point.ROUTER ? tap.interfaceName() : everyInterface ? "any" : Network.UPLINK;
  }

  /** The clock at {@code point}. */
  Clock clock(Point point) {
    return clocks.getOrDefault(point, Clock.RIGHT);
  }
}
