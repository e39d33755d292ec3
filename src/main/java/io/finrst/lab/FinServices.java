package io.finrst.lab;

import io.finrst.lab.Service.Settings;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;

/** Services that end connections in order where a client still wants something: no reset, and failed all the same. */
final class FinServices {
  private static final byte[] ONE_CHUNK =
      Http.ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nHello.\r\n");
  private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};
  private static final byte[] RENEGOTIATION_INFO = {(byte) 0xFF, 1, 0, 1, 0};
  private static final byte[] TOO_MANY_CLIENTS = Http.ascii("-ERR max number of clients reached\r\n");
  private static final byte[] PONG = Http.ascii("+PONG\r\n");

  private static final Service[] TABLE = {
    service("close-unanswered", 50, "reads the whole request and closes instead of answering",
        FinServices::closeUnanswered),
    service("truncated-chunks", 51, "sends one chunk of its answer and closes without the last",
        FinServices::truncatedChunks),
    service("request-timeout", 52, "waits so long for the rest of a request (--idle), then says 408 and closes",
        FinServices::requestTimeout),
    service("busy", 53, "answers 503 with Connection: close", FinServices::busy),
    service("tls-alert", 54, "answers the TLS ClientHello with the alert handshake_failure and closes",
        FinServices::tlsAlert),
    service("tls-close", 55, "sends its TLS ServerHello and closes", FinServices::tlsClose),
    service("redis-full", 56, "turns Redis clients away: too many of them", (client, s) -> client.send(TOO_MANY_CLIENTS)),
    service("redis-idle", 57, "answers Redis PINGs, closes a session after a silence (--idle)", FinServices::redisIdle),
  };

  static final List<Service> ALL = List.of(TABLE);

  private FinServices() {}

  private static Service service(String name, int offset, String about, Service.Handler handler) {
    return new Service(name, offset, about, true, handler);
  }

  private static void closeUnanswered(Peer client, Settings settings) throws IOException {
    Http.Request request = Http.receive(client);
    if (request != null) {
      Http.receiveBody(client, request);
    }
  }

  private static void truncatedChunks(Peer client, Settings settings) throws IOException {
    if (Http.receive(client) != null) {
      client.send(ONE_CHUNK);
    }
  }

  private static void requestTimeout(Peer client, Settings settings) throws IOException {
    client.socket().setSoTimeout(settings.idleMs());
    try {
      Http.Request request = Http.receive(client);
      if (request != null) {
        Http.receiveBody(client, request);
        client.send(Http.response("200 OK", "text/plain", "in time\n"));
      }
    } catch (SocketTimeoutException tooLong) {
      client.send(Http.refusal("408 Request Timeout"));
    }
  }

  private static void busy(Peer client, Settings settings) throws IOException {
    Http.Request request = Http.receive(client);
    if (request != null) {
      Http.receiveBody(client, request);
      client.send(Http.refusal("503 Service Unavailable"));
    }
  }

  private static void tlsAlert(Peer client, Settings settings) throws IOException {
    if (client.recv() > 0) {
      client.send(HANDSHAKE_FAILURE);
    }
  }

  private static void tlsClose(Peer client, Settings settings) throws IOException {
    if (client.recv() > 0) {
      client.send(serverHello());
    }
  }

  /**
   * Of TLS 1.2 (RFC 5246 section 7.4.1.3): the cipher suite that {@link ClientHello} offers, no session, and the
   * renegotiation_info (RFC 5746) without which clients would complain first.
   */
  private static byte[] serverHello() {
    int body = 2 + 32 + 1 + 2 + 1 + 2 + RENEGOTIATION_INFO.length;
    ByteBuffer record = ByteBuffer.allocate(5 + 4 + body);
    record.put((byte) ClientHello.HANDSHAKE).putShort(ClientHello.TLS_1_2).putShort((short) (4 + body));
    record.put((byte) 2).put((byte) 0).putShort((short) body); // server_hello, 24 bits of length
    record.putShort(ClientHello.TLS_1_2).put(new byte[32]).put((byte) 0);
    record.putShort(ClientHello.AES_128_GCM).put((byte) 0); // no compression
    record.putShort((short) RENEGOTIATION_INFO.length).put(RENEGOTIATION_INFO);
    return record.array();
  }

  private static void redisIdle(Peer client, Settings settings) throws IOException {
    client.socket().setSoTimeout(settings.idleMs());
    while (client.recv() > 0) { // times out, and the session is closed
      client.send(PONG);
    }
  }
}
