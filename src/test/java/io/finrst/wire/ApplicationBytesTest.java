package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.finrst.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationBytesTest {
  private final Segment segment = new Segment();
  private final ApplicationBytes bytes = new ApplicationBytes();

  private ApplicationBytes read(String text) {
    return read(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private ApplicationBytes read(byte[] payload) {
    return cut(payload, payload.length);
  }

  private ApplicationBytes cut(byte[] payload, int captured) {
    segment.payloadLength = payload.length;
    segment.payloadCaptured = captured;
    segment.payloadOffset = 0;
    bytes.read(segment, payload);
    return bytes;
  }

  private boolean mayStart(String text) {
    byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
    cut(payload, payload.length);
    return ApplicationBytes.mayStart(segment, payload);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void aRequestTellsItsMethodAndHowLongItIs() {
    String head = "POST /upload HTTP/1.1\r\nHost: x\r\ncOnTeNt-LeNgTh:  8192 \r\nConnection: Keep-Alive\r\n\r\n";
    ApplicationBytes said = read(head + "body");
    assertThat(said.message).isEqualTo(ApplicationMessage.HTTP_REQUEST);
    assertThat(ApplicationBytes.METHODS.get(said.method)).isEqualTo("POST");
    assertThat(said.header.length).isEqualTo(head.length());
    assertThat(said.header.bodyLength).isEqualTo(8192);
    assertThat(said.header.keepAlive).isTrue();
    assertThat(said.header.close).isFalse();
  }

  @Test
  void aResponseTellsItsStatusAndWhetherTheServerWillClose() {
    ApplicationBytes said = read("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 5\r\n\r\nsorry");
    assertThat(said.message).isEqualTo(ApplicationMessage.HTTP_RESPONSE);
    assertThat(said.status).isEqualTo(413);
    assertThat(said.header.close).isTrue();
    assertThat(said.header.bodyLength).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1.0,,true", "1.0,keep-alive,false", "1.1,,false", "1.1,close,true", "1.1,'Upgrade, Close',true"})
  void closingIsAnnouncedInWordsOrByTheOldVersion(String version, String connection, boolean closes) {
    String field = connection == null ? "" : "Connection: " + connection + "\r\n";
    assertThat(read("HTTP/" + version + " 200 OK\r\n" + field + "\r\n").header.close).isEqualTo(closes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12a", "", "-4", "99999999999", "4\r\nContent-Length: 5"})
  void aLengthThatCannotBeUsedIsNotGuessed(String length) {
    ApplicationBytes said = read("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
    assertThat(said.header.bodyLength).isEqualTo(HttpHeader.UNUSABLE_LENGTH);
  }

  @Test
  void aHeaderThatGoesOnInTheNextSegmentHasNoKnownLength() {
    ApplicationBytes said = read("GET /very/long HTTP/1.1\r\nCookie: and so on");
    assertThat(said.message).isEqualTo(ApplicationMessage.HTTP_REQUEST);
    assertThat(said.header.length).isEqualTo(-1);
    assertThat(read("HTTP/1.0 200 OK\r\nConnec").header.close).as("keep-alive may still come").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GETTING STARTED\r\n", "GET a cup of tea\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 999 Odd\r\n\r\n",
        "POST HASTE\n", "SSH", "xxxxxxxxxxxxxxxx", "HTTPS everywhere", "220 mail.example.com ESMTP\r\n"
      })
  void whatOnlyBeginsAlikeIsNotRecognised(String text) {
    assertThat(read(text).message).isNull();
  }

  @Test
  void tlsRecordsAreToldApart() {
    assertThat(read(hex("16 0301 0005 01 000001 03")).message).isEqualTo(ApplicationMessage.TLS_CLIENT_HELLO);
    assertThat(read(hex("16 0303 0005 02 000001 03")).message).isEqualTo(ApplicationMessage.TLS_SERVER_HELLO);
    assertThat(read(hex("15 0303 0002 02 28")).message).isEqualTo(ApplicationMessage.TLS_ALERT);
    assertThat(bytes.alert).isEqualTo(40);
    assertThat(TlsAlert.name(bytes.alert)).isEqualTo("handshake_failure");
    assertThat(read(hex("15 0303 001a" + "00".repeat(26))).message)
        .isEqualTo(ApplicationMessage.TLS_ENCRYPTED_ALERT);
    assertThat(read(hex("17 0303 0013" + "00".repeat(19))).message).isEqualTo(ApplicationMessage.TLS_SHORT_RECORD);
    assertThat(read(hex("17 0303 0113" + "00".repeat(0x113))).message).isEqualTo(ApplicationMessage.TLS_RECORD);
    assertThat(read(hex("17 0303 0013" + "00".repeat(40))).message).isEqualTo(ApplicationMessage.TLS_RECORD);
    assertThat(read(hex("16 0503 0005 01 000001 03")).message).isNull();
  }

  @Test
  void theQuickLookLetsBulkDataPass() {
    assertThat(mayStart("GET / HTTP/1.1\r\n")).isTrue();
    assertThat(mayStart("HTTP/1.1 200 OK\r\n")).isTrue();
    assertThat(mayStart("SSH-2.0-x\r\n")).isTrue();
    assertThat(mayStart("\u0015\u0003\u0003\u0000\u0002\u0001\u0000")).isTrue();
    assertThat(mayStart("\u0017\u0003\u0003\u0040\u0000" + "x".repeat(1400))).isFalse();
    assertThat(mayStart("Great expectations")).isFalse();
    assertThat(mayStart("GET")).isFalse();
  }

  @Test
  void theLastChunkIsSeenOnlyWhereItEnds() {
    assertThat(ends("5\r\nhello\r\n0\r\n\r\n")).isTrue();
    assertThat(ends("0\r\n\r\n")).isTrue();
    assertThat(ends("10\r\n\r\n")).isFalse();
    assertThat(ends("5\r\nhello\r\n")).isFalse();
  }

  private boolean ends(String text) {
    byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
    cut(payload, payload.length);
    return ApplicationBytes.endsChunks(segment, payload);
  }

  @Test
  void anyBytesCutAnywhereAreReadWithoutHarm() {
    Property.holds(draw -> assertHarmless(draw.bytes(0, 255), draw.between(0, 40)));
  }

  private void assertHarmless(byte[] payload, int lost) {
    int captured = Math.max(0, payload.length - lost);
    assertThatCode(() -> cut(payload, captured)).doesNotThrowAnyException();
    assertThatCode(() -> ApplicationBytes.mayStart(segment, payload)).doesNotThrowAnyException();
    assertThatCode(() -> ApplicationBytes.endsChunks(segment, payload)).doesNotThrowAnyException();
  }

  @Test
  void aMessageCutAnywhereIsReadWithoutGuessing() {
    byte[] whole =
        "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    for (int captured = 0; captured <= whole.length; captured++) {
      ApplicationBytes said = cut(whole, captured);
      if (said.message != null) {
        assertThat(said.status).isEqualTo(200);
        assertThat(said.header.length).isEqualTo(captured == whole.length ? whole.length : -1);
      }
    }
  }
}
