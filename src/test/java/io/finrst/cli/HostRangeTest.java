package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,           10.0.0.1,           true",
    "10.0.0.1,           10.0.0.2,           false",
    "10.0.0.0/31,        10.0.0.1,           true",
    "10.0.0.0/31,        10.0.0.2,           false",
    "0.0.0.0/0,          255.255.255.255,    true",
    "0.0.0.0/0,          ::1,                false",
    "128.0.0.0/1,        127.255.255.255,    false",
    "2001:db8::/32,      2001:db8:ffff::1,   true",
    "2001:db8::/64,      2001:db8:0:1::1,    false",
    "2001:db8::/127,     2001:db8::1,        true",
    "2001:db8::/127,     2001:db8::2,        false",
    "[2001:db8::1],      2001:db8::1,        true",
    "::/0,               2001:db8::1,        true",
    "::ffff:10.0.0.1,    10.0.0.1,           false",
    "::ffff:10.0.0.1,    ::ffff:10.0.0.1,    true"
  })
  void rangesHoldWhatSharesTheirFirstBits(String range, String address, boolean contained) {
    HostRange.Parser parser = new HostRange.Parser();

    assertThat(parser.convert(range).contains(parser.convert(address).base())).isEqualTo(contained);
  }
}
