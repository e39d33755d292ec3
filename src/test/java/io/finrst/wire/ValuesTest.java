package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0000000000000000, ::",
    "0000000000000000, 0000000000000001, ::1",
    "20010db800000000, 0000000000000001, 2001:db8::1",
    "20010db800010001, 0001000100010001, 2001:db8:1:1:1:1:1:1",
    "20010db800000001, 0001000100010001, 2001:db8:0:1:1:1:1:1", // a single zero group stays
    "2001000000000001, 0000000000000001, 2001:0:0:1::1", // the longest run is shortened
    "20010db800000000, 0001000000000001, 2001:db8::1:0:0:1", // the first of two equal runs
    "0000000000010002, 0003000400050006, ::1:2:3:4:5:6",
    "0001000200030004, 0005000600000000, 1:2:3:4:5:6::",
    "0001000000000000, 0000000000000000, 1::",
    "fe80000000000000, 0a0027fffe0000ab, fe80::a00:27ff:fe00:ab",
    "0000000000000000, 0000ffffc0000201, ::ffff:192.0.2.1",
    "0000000000000000, 00000000c0000201, ::c000:201",
    "ffffffffffffffff, ffffffffffffffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  })
  void ipv6AddressesAreWrittenAsRfc5952Says(String hi, String lo, String text) {
    assertThat(new Address(6, Long.parseUnsignedLong(hi, 16), Long.parseUnsignedLong(lo, 16))).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"0,0.0.0.0", "4294967295,255.255.255.255", "3221225985,192.0.2.1"})
  void ipv4AddressesAreDotted(long lo, String text) {
    assertThat(new Address(4, 0, lo)).hasToString(text);
  }

  @Test
  void ipv6TextReadsBackAsTheSameAddress() {
    Property.holds(draw -> assertReadsBack(draw.anyLong(), draw.anyLong(), draw.between(0, 0xff)));
  }

  /** Zero groups are what shortening turns on, so half of the groups are zero. */
  private static void assertReadsBack(long hi, long lo, int zeroGroups) throws UnknownHostException {
    ByteBuffer bytes = ByteBuffer.allocate(16).putLong(hi).putLong(lo);
    for (int group = 0; group < 8; group++) {
      if ((zeroGroups >> group & 1) != 0) {
        bytes.putShort(2 * group, (short) 0);
      }
    }
    String text = new Address(6, bytes.getLong(0), bytes.getLong(8)).toString();
    assertThat(text).doesNotContain(":::").doesNotMatch(".*::.*::.*");
    InetAddress read = InetAddress.getByName(text);
    byte[] readBytes = read.getAddress();
    assertThat(readBytes).isEqualTo(readBytes.length == 4 ? Arrays.copyOfRange(bytes.array(), 12, 16) : bytes.array());
  }

  @Test
  void endpointsPutIpv6InBrackets() {
    assertThat(new Endpoint(new Address(4, 0, 0x0A000005), 443)).hasToString("10.0.0.5:443");
    assertThat(new Endpoint(new Address(6, 0x20010db800000000L, 1), 443)).hasToString("[2001:db8::1]:443");
  }

  @Test
  void sequenceNumbersCompareAcrossTheWrap() {
    assertThat(Seq.lt(0xFFFFFFF0, 0x10)).isTrue();
    assertThat(Seq.lt(0x10, 0xFFFFFFF0)).isFalse();
    assertThat(Seq.lt(5, 5)).isFalse();
    assertThat(Seq.le(5, 5)).isTrue();
    assertThat(Seq.le(0x7FFFFFFF, 0x80000000)).isTrue();
    assertThat(Seq.diff(0x10, 0xFFFFFFF0)).isEqualTo(0x20);
    assertThat(Seq.diff(0xFFFFFFF0, 0x10)).isEqualTo(-0x20);
    assertThat(Seq.max(0xFFFFFFF0, 0x10)).isEqualTo(0x10);
    assertThat(Seq.max(7, 7)).isEqualTo(7);
    assertThat(Seq.between(0xFFFFFFF0, 0, 0x10)).isTrue();
    assertThat(Seq.between(0xFFFFFFF0, 0x11, 0x10)).isFalse();
    assertThat(Seq.between(0xFFFFFFF0, 0xFFFFFFEF, 0x10)).isFalse();
  }

  /** Whatever the origin, numbers within half the circle keep the order of their offsets. */
  @Test
  void orderDoesNotDependOnTheOrigin() {
    Property.holds(draw -> assertOrdered(draw.anyInt(), draw.anyInt() >> 2, draw.anyInt() >> 2));
  }

  private static void assertOrdered(int origin, int near, int far) {
    assertThat(Seq.lt(origin + near, origin + far)).isEqualTo(near < far);
    assertThat(Seq.le(origin + near, origin + far)).isEqualTo(near <= far);
    assertThat(Seq.max(origin + near, origin + far)).isEqualTo(origin + Math.max(near, far));
  }

  @Test
  void everyTunnelAndOutcomeHasItsOwnWords() {
    HashSet<String> words = new HashSet<>();
    for (Tunnel tunnel : Tunnel.values()) {
      assertThat(words.add(tunnel.id())).isTrue();
      assertThat(tunnel.id()).matches(tunnel == Tunnel.NONE ? "" : "[a-z-]+");
    }
    for (Outcome outcome : Outcome.values()) {
      assertThat(words.add(outcome.label())).isTrue();
    }
  }
}
