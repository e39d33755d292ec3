package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.HostLooks;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostProfilesTest {
  private static final long NET = 0x2001_0DB8_0000_0000L;

  private final HostProfiles hosts = new HostProfiles();

  private void synAck(int place, long host, int ttl) {
    hosts.note(place, 4, 0, host, ttl, 0);
  }

  private HostLooks looks(int place, long host) {
    return hosts.looks(place, 4, 0, host);
  }

  private static HostLooks ttl(int ttl) {
    return new HostLooks(ttl, false);
  }

  @Test
  void hostIsUnknownUntilItsFirstSynAckAndThenHasItsTtl() {
    HostLooks before = looks(0, 7);
    synAck(0, 7, 57);

    assertThat(before).isEqualTo(HostLooks.NONE);
    assertThat(looks(0, 7)).isEqualTo(ttl(57));
  }

  @Test
  void whatWasSaidAtOnePacketStaysAsItWas() {
    synAck(0, 7, 57);
    HostLooks then = looks(0, 7);
    synAck(0, 7, 58);

    assertThat(then).isEqualTo(ttl(57));
    assertThat(looks(0, 7)).isEqualTo(ttl(HostLooks.VARIES));
  }

  @Test
  void sameTtlAgainDoesNotVaryAndOneThatOnceVariedVariesForEver() {
    synAck(0, 7, 255);
    synAck(0, 7, 255);
    assertThat(looks(0, 7)).isEqualTo(ttl(255));

    synAck(0, 7, 0);
    synAck(0, 7, 255);
    assertThat(looks(0, 7)).isEqualTo(ttl(HostLooks.VARIES));
  }

  @Test
  void oneLabelIsEnoughAndIsKept() {
    hosts.note(0, 6, NET, 1, 64, 0);
    assertThat(hosts.looks(0, 6, NET, 1)).isEqualTo(ttl(64));

    hosts.note(0, 6, NET, 1, 64, 0xBEEF);
    hosts.note(0, 6, NET, 1, 64, 0);
    assertThat(hosts.looks(0, 6, NET, 1)).isEqualTo(new HostLooks(64, true));

    hosts.note(0, 6, NET, 1, 63, 0);
    assertThat(hosts.looks(0, 6, NET, 1)).isEqualTo(new HostLooks(HostLooks.VARIES, true));
  }

  @Test
  void eachHostAndEachIpVersionIsItsOwn() {
    synAck(0, 7, 57);
    hosts.note(0, 6, 0, 7, 64, 1);

    assertThat(looks(0, 8)).isEqualTo(HostLooks.NONE);
    assertThat(looks(0, 7)).isEqualTo(ttl(57));
    assertThat(hosts.looks(0, 6, 0, 7)).isEqualTo(new HostLooks(64, true));
  }

  /** On a router one interface shows a host before its TTL was counted down, and the other one behind. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1 << 16, 1 << 16 | 1, 0x7FFF << 16})
  void eachInterfaceShowsAHostAsItIsThere(int place) {
    synAck(0, 7, 64);
    assertThat(looks(place, 7)).isEqualTo(HostLooks.NONE);

    synAck(place, 7, 63);
    assertThat(looks(0, 7)).isEqualTo(ttl(64));
    assertThat(looks(place, 7)).isEqualTo(ttl(63));
  }

  /** Networks that differ in few bits must not pass for one network at two interfaces, whose numbers are small. */
  @Test
  void noHostOfANeighbouringNetworkIsTakenForOneAtAnotherInterface() {
    hosts.note(0, 6, NET, 1, 64, 0);
    for (int place : new int[] {1, 2, 3, 1 << 16, 1 << 16 | 1, 5 << 16}) {
      for (int shift = 0; shift < 64; shift++) {
        assertThat(hosts.looks(place, 6, NET ^ (long) place << shift, 1)).isEqualTo(HostLooks.NONE);
        assertThat(hosts.looks(place, 6, NET, 1 ^ (long) place << shift)).isEqualTo(HostLooks.NONE);
      }
    }
  }

  @Test
  void atTheBoundNewHostsAreNotRememberedAndKnownOnesStillAre() {
    IntStream.range(0, HostProfiles.MAX_HOSTS).forEach(host -> synAck(0, host, host & 0xFF));

    synAck(0, HostProfiles.MAX_HOSTS, 64);
    synAck(1, 5, 64);
    assertThat(looks(0, HostProfiles.MAX_HOSTS)).isEqualTo(HostLooks.NONE);
    assertThat(looks(1, 5)).isEqualTo(HostLooks.NONE);

    assertThat(IntStream.range(0, HostProfiles.MAX_HOSTS))
        .allMatch(host -> looks(0, host).equals(ttl(host & 0xFF)));
    synAck(0, 5, 64);
    assertThat(looks(0, 5)).isEqualTo(ttl(HostLooks.VARIES));
  }

  @Test
  void growingLosesNothingThatWasNoted() {
    for (int host = 0; host < 5_000; host++) {
      hosts.note(host % 3, 6, NET, host, 64, host % 2);
      if (host % 5 == 0) {
        hosts.note(host % 3, 6, NET, host, 63, 0);
      }
    }
    for (int host = 0; host < 5_000; host++) {
      HostLooks expected = new HostLooks(host % 5 == 0 ? HostLooks.VARIES : 64, host % 2 == 1);
      assertThat(hosts.looks(host % 3, 6, NET, host)).isEqualTo(expected);
    }
  }

  @Test
  void keyIsNeverTheMarkOfAnEmptyPlace() {
    assertThat(HostProfiles.key(0, 0, 0)).isNotZero();
  }
}
