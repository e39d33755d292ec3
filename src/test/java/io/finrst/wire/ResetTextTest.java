package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ResetTextTest {
  private static String of(byte[] payload) {
    Segment segment = new Segment();
    segment.payloadLength = payload.length;
    segment.payloadCaptured = payload.length;
    return ResetText.of(segment, payload);
  }

  private static String of(String text) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void plainTextIsTextWithoutItsLastLineEnd() {
    assertThat(of("[0x2f3a1b:5] No flow found for ACK\r\n\0")).isEqualTo("[0x2f3a1b:5] No flow found for ACK");
  }

  @Test
  void onlyTheBeginningIsKept() {
    assertThat(of("a".repeat(500))).hasSize(64);
  }

  @Test
  void theDraftsTextAndReasonsAreRead() {
    assertThat(of(hex("F317" + "6e6f206d6f7265"))).isEqualTo("no more");
    assertThat(of(hex("33AA 0003 00000000"))).isEqualTo("reason 3: data after CLOSE");
    assertThat(of(hex("33AA 0099 00000000"))).isEqualTo("reason 153");
    assertThat(of(hex("33AA 0001 00000009"))).isEqualTo("reason 1 of enterprise 9");
  }

  @Test
  void bytesThatAreNoTextAreNotShown() {
    assertThat(of(hex("00 01 02 ff"))).isEmpty();
    assertThat(of("")).isEmpty();
    assertThat(of("\0\0\0")).isEmpty();
    assertThat(of("almost\u001btext")).isEmpty();
  }

  @Test
  void anyBytesAreReadWithoutHarm() {
    Property.holds(draw -> assertThat(of(draw.bytes(0, 255))).hasSizeLessThanOrEqualTo(64));
  }
}
