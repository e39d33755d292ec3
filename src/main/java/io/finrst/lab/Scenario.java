package io.finrst.lab;

import java.io.IOException;
import java.util.List;

/**
 * One ending, played with real sockets.
 *
 * @param name as the command line takes it
 * @param teaches one line: what to see in it
 * @param needsNetwork whether it is played between the hosts of a {@link Network} instead of on loopback
 * @param expected how its connections end, in their order, as the client's packets show it
 * @param script what is done
 * @param view how it is captured at every host of the network, null for the client alone
 */
public record Scenario(
    String name, String teaches, boolean needsNetwork, List<Expectation> expected, Script script, View view) {

  /** One that is captured at the client alone. */
  Scenario(String name, String teaches, boolean needsNetwork, List<Expectation> expected, Script script) {
    this(name, teaches, needsNetwork, expected, script, null);
  }

  /** Where the client of a network is captured, as its own namespace calls the interface. */
  public String clientInterface() {
    return view == null ? Network.UPLINK : view.interfaceOf(Point.CLIENT);
  }

  /** Plays both sides. */
  @FunctionalInterface
  public interface Script {
    /**
     * Returns when the last connection has ended.
     *
     * @throws IOException when a call failed that should not have
     */
    void play(Stage stage) throws IOException, InterruptedException;
  }
}
