package io.finrst.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between which points a packet is lost or forged, by where on the router it would have been seen. */
class TapTest {
  @ParameterizedTest
  @CsvSource({
    "CLIENT_SIDE, CLIENT, ROUTER, ROUTER",
    "CLIENT_SIDE, SERVER, ROUTER, ROUTER",
    "SERVER_SIDE, CLIENT, CLIENT, CLIENT",
    "SERVER_SIDE, SERVER, CLIENT, CLIENT",
    "BOTH,        CLIENT, ROUTER, CLIENT",
    "BOTH,        SERVER, CLIENT, ROUTER",
  })
  void theRouterActsBehindTheInterfaceThatAPacketCameInBy(Tap tap, Role sender, Point lostBehind, Point forgedBehind) {
    assertThat(tap.dropping(sender)).hasSize(2).startsWith(lostBehind);
    assertThat(tap.forging(sender)).hasSize(2).startsWith(forgedBehind);
  }
}
