package io.finrst.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import org.junit.jupiter.api.Test;

class CommunityIdTest {
  private final CommunityId communityId = new CommunityId();

  private void bothWays(Endpoint a, Endpoint b, String expected) {
    assertThat(communityId.of(a, b)).isEqualTo(expected);
    assertThat(communityId.of(b, a)).isEqualTo(expected);
  }

  @Test
  void theIdOfAnIpv4ConnectionIsTheOneOtherToolsGive() {
    bothWays(
        new Endpoint(Records.ipv4(10, 0, 0, 5), 40_002),
        new Endpoint(Records.ipv4(203, 0, 113, 9), 3_306),
        "1:yyHPBQDc4aHA0B23lzCJa/8wA9o=");
  }

  @Test
  void theLowerPortGoesFirstWhenBothAddressesAreOne() {
    bothWays(
        new Endpoint(Records.ipv4(127, 0, 0, 1), 40_186),
        new Endpoint(Records.ipv4(127, 0, 0, 1), 9_405),
        "1:NScbb4yD9/Hqy1BRSXF1Z+bJERE=");
  }

  @Test
  void anIpv6ConnectionHashesAllSixteenBytesInUnsignedOrder() {
    Endpoint high = new Endpoint(new Address(6, 0xfe80_0000_0000_0000L, 2), 443);
    Endpoint low = new Endpoint(new Address(6, 0x2001_0db8_0000_0000L, 0xffff_0000_0000_0001L), 50_000);
    bothWays(high, low, "1:GYHiKWZaQpukLndAacIWu9qdG1k=");
  }
}
