package io.finrst.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of HTTP/1.1 as misbehaving takes. */
final class Http {
  private static final int MOST_HEADER_BYTES = 64 << 10;
  private static final Pattern CONTENT_LENGTH = Pattern.compile("(?im)^content-length: *([0-9]{1,9}) *$");

  private Http() {}

  /** Receives a request's header and whatever of its body comes along. Null when the client says nothing. */
  static Request receive(Peer client) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0 && text.length() < MOST_HEADER_BYTES) {
      int count = client.recv();
      if (count < 0) {
        return null;
      }
      text.append(new String(client.received(), 0, count, StandardCharsets.ISO_8859_1));
    }
    return request(text);
  }

  private static Request request(StringBuilder text) {
    int end = text.indexOf("\r\n\r\n");
    int headerLength = end < 0 ? text.length() : end + 4;
    Matcher length = CONTENT_LENGTH.matcher(text.substring(0, headerLength).replace("\r", ""));
    int announced = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return new Request(announced, text.length() - headerLength);
  }

  /** Receives what is missing of a request's body. */
  static void receiveBody(Peer client, Request request) throws IOException {
    int missing = request.contentLength() - request.bodyReceived();
    while (missing > 0) {
      int count = client.recv(missing);
      if (count < 0) {
        return;
      }
      missing -= count;
    }
  }

  static byte[] response(String status, String type, String body) {
    return response(status, type, body, body.length());
  }

  /** The same with a Content-Length that need not be true. */
  static byte[] response(String status, String type, String body, int contentLength) {
    String header =
        "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + contentLength + "\r\n";
    return ascii(header + "\r\n" + body);
  }

  /** A response without a body that announces the close. */
  static byte[] refusal(String status) {
    return ascii("HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  }

  static byte[] post(int bodyLength) {
    return ascii("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: " + bodyLength + "\r\n\r\n" + "x".repeat(bodyLength));
  }

  static byte[] get() {
    return ascii("GET / HTTP/1.1\r\nHost: lab\r\n\r\n");
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * A request as far as it has been received.
   *
   * @param contentLength announced length of its body, 0 when none was
   * @param bodyReceived bytes of the body received with the header
   */
  record Request(int contentLength, int bodyReceived) {}
}
