package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.HostLooks;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What SYN-ACKs of a host looked like, by address and place. */
class HostProfilesTest {
  private final HostProfiles hosts = new HostProfiles();

  private void note(long lo, int ttl) {
    hosts.note(0, 4, 0, lo, ttl, 0);
  }

  private HostLooks looks(long lo) {
    return hosts.looks(0, 4, 0, lo);
  }

  @Test
  void hostThatWasNotSeenIsUnknown() {
    note(1, 64);
    assertThat(looks(2)).isEqualTo(HostLooks.NONE);
  }

  @Test
  void oneTtlIsKeptAndSeveralVary() {
    note(1, 255);
    note(1, 255);
    note(2, 0);
    assertThat(looks(1).ttl()).isEqualTo(255);
    assertThat(looks(2).ttl()).isZero();
    note(1, 254);
    assertThat(looks(1).ttl()).isEqualTo(HostLooks.VARIES);
    note(1, 255);
    assertThat(looks(1).ttl()).isEqualTo(HostLooks.VARIES);
    assertThat(looks(2).ttl()).isZero();
  }

  @Test
  void oneFlowLabelIsEnough() {
    hosts.note(0, 6, 7, 1, 64, 0);
    assertThat(hosts.looks(0, 6, 7, 1)).isEqualTo(new HostLooks(64, false));
    hosts.note(0, 6, 7, 1, 64, 0xFFFFF);
    hosts.note(0, 6, 7, 1, 64, 0);
    assertThat(hosts.looks(0, 6, 7, 1)).isEqualTo(new HostLooks(64, true));
    hosts.note(0, 6, 7, 2, 64, 1);
    assertThat(hosts.looks(0, 6, 7, 2)).isEqualTo(new HostLooks(64, true));
  }

  @Test
  void placesVersionsAndBothHalvesOfAnAddressAreToldApart() {
    hosts.note(3, 6, 5, 1, 64, 0);
    assertThat(hosts.looks(3, 6, 5, 1).ttl()).isEqualTo(64);
    assertThat(hosts.looks(2, 6, 5, 1)).isEqualTo(HostLooks.NONE);
    assertThat(hosts.looks(3, 4, 5, 1)).isEqualTo(HostLooks.NONE);
    assertThat(hosts.looks(3, 6, 4, 1)).isEqualTo(HostLooks.NONE);
    assertThat(hosts.looks(3, 6, 5, 2)).isEqualTo(HostLooks.NONE);
    hosts.note(3 << 16, 6, 5, 1, 63, 0);
    assertThat(hosts.looks(3 << 16, 6, 5, 1).ttl()).isEqualTo(63);
    assertThat(hosts.looks(3, 6, 5, 1).ttl()).isEqualTo(64);
  }

  @Test
  void placeAndNetworkOfAnAddressAreNotMixedUp() {
    hosts.note(1, 6, 0x20010DB8L << 32, 1, 64, 0);
    assertThat(hosts.looks(0, 6, 0x20010DB9L << 32, 1)).as("the lowest bit of the place").isEqualTo(HostLooks.NONE);
  }

  @Test
  void manyHostsAreRememberedAndLaterOnesAreNot() {
    for (int i = 0; i < HostProfiles.MAX_HOSTS; i++) {
      note(i, i % 256);
    }
    note(HostProfiles.MAX_HOSTS, 9);
    for (int i = 0; i < HostProfiles.MAX_HOSTS; i++) {
      assertThat(looks(i).ttl()).isEqualTo(i % 256);
    }
    assertThat(looks(HostProfiles.MAX_HOSTS)).isEqualTo(HostLooks.NONE);
    note(HostProfiles.MAX_HOSTS - 1, 9);
    assertThat(looks(HostProfiles.MAX_HOSTS - 1).ttl()).as("who is known is still watched").isEqualTo(HostLooks.VARIES);
  }

  @Test
  void keyIsNeverTheEmptyMarkAndTellsNeighboursApart() {
    Set<Long> keys = new HashSet<>();
    for (int hi = 0; hi < 64; hi++) {
      for (int lo = 0; lo < 64; lo++) {
        keys.add(HostProfiles.key(4, 0, (long) hi << 24 | lo));
        keys.add(HostProfiles.key(6, (long) hi << 48, lo));
      }
    }
    assertThat(keys).hasSize(2 * 64 * 64).doesNotContain(0L);
  }
}
