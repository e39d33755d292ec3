package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionOrderTest {
  /** Options as bytes in hexadecimal. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "020405b4 0402 080a 00000001 00000000 01 030307, 24813",
        "020405b4 01 030306 0101 080a 00000001 00000000 0402 00 00, 2131184",
        "020405b4, 2",
        "'', 0",
        "00 020405b4, 0",
        "01010101 01010101 01010101, 11111111",
        "020405b4 22, 0",
        "02 01, 0",
        "fe 04 0000, 0",
      })
  void isOneDigitAnOption(String hex, String order) {
    byte[] options = bytes(hex);
    byte[] data = new byte[20 + options.length];
    System.arraycopy(options, 0, data, 20, options.length);
    Segment s = new Segment();
    s.optionsLength = options.length;
    s.payloadOffset = data.length;
    assertThat(Integer.toHexString(OptionOrder.of(s, data))).isEqualTo(order);
    s.optionsCut = true;
    assertThat(OptionOrder.of(s, data)).isEqualTo(OptionOrder.NONE);
  }

  private static byte[] bytes(String hex) {
    String digits = hex.replace(" ", "");
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
