package io.finrst.lab;

import io.finrst.lab.Service.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Every service, in the order of its port. */
public final class Services {
  private static final String PAGE = "<!DOCTYPE html><title>lab</title><p>Hello.</p>\n";
  private static final String LARGE_BODY = "finrst ".repeat(30_000);
  private static final int A_WHILE_MS = 600_000;
  private static final int ANNOUNCED_BYTES = 1_000;
  private static final int RANDOM_BYTES = 1_024;
  private static final int SMALL_BUFFER = 4_096;

  private static final Service[] TABLE = {
    ordinary("html", 0, "a small web page", Http.response("200 OK", "text/html", PAGE)),
    ordinary("json", 1, "a small JSON object", Http.response("200 OK", "application/json", "{\"lab\":true}\n")),
    ordinary("no-body", 2, "a response without a body: 204", Http.ascii("HTTP/1.1 204 No Content\r\n\r\n")),
    accepting("slow", 3, "a good response, one byte at a time (--delay)", Services::slow),
    accepting("reset-on-accept", 20, "accepts and resets at once: recv 104, then send 32", (c, s) -> c.abort()),
    accepting("random-data", 21, "random bytes instead of HTTP, then a clean close", Services::randomData),
    accepting("no-answer", 22, "accepts, reads and never answers", Services::noAnswer),
    accepting("reset-after-bytes", 30, "resets after it has received so many bytes (--bytes)",
        Services::resetAfterBytes),
    accepting("reset-after-request", 31, "reads the whole request and resets instead of answering",
        Services::resetAfterRequest),
    accepting("reset-mid-response", 32, "resets in the middle of a 210 kB response", Services::resetMidResponse),
    accepting("unread-body", 33, "answers after the header and closes with the body unread, as wsgiref does",
        Services::unreadBody),
    accepting("lingering-close", 34, "the same answer, but reads the rest before it closes, as Apache does",
        Services::lingeringClose),
    accepting("half-close", 35, "closes its sending side after the response and reads on", Services::halfClose),
    accepting("fin-then-silence", 36, "sends a FIN at once and never reads nor closes", Services::finThenSilence),
    accepting("idle-timeout", 37, "keeps connections alive, closes them after a silence (--idle)",
        Services::idleTimeout),
    new Service("backlog-full", 38, "never accepts: the third or fourth connect gets no answer", false, (c, s) -> {}),
    accepting("truncated-body", 39, "announces 1,000 bytes, sends 500 and closes", Services::truncatedBody),
    accepting("never-reads", 40, "accepts and never reads: the client's window shuts", Services::neverReads),
    accepting("tls-reset", 41, "resets when it has seen the TLS ClientHello", Services::tlsReset),
    accepting("flaky", 42, "resets the first connections (--failures), serves the next, begins again",
        Services::flaky),
  };

  /** All of them. */
  public static final List<Service> ALL = Stream.concat(Stream.of(TABLE), FinServices.ALL.stream()).toList();

  private Services() {}

  /** The one of this name, which there must be. */
  static Service named(String name) {
    return ALL.stream().filter(service -> service.name().equals(name)).findFirst().orElseThrow();
  }

  private static Service accepting(String name, int offset, String about, Service.Handler handler) {
    return new Service(name, offset, about, true, handler);
  }

  private static Service ordinary(String name, int offset, String about, byte[] response) {
    return accepting(
        name,
        offset,
        about,
        (client, settings) -> {
          Http.Request request = Http.receive(client);
          while (request != null) {
            Http.receiveBody(client, request);
            client.send(response);
            request = Http.receive(client);
          }
        });
  }

  private static void slow(Peer client, Settings settings) throws IOException, InterruptedException {
    if (Http.receive(client) != null) {
      for (byte each : Http.response("200 OK", "text/html", PAGE)) {
        client.send(new byte[] {each});
        Thread.sleep(settings.delayMs());
      }
    }
  }

  private static void randomData(Peer client, Settings settings) throws IOException {
    Http.receive(client);
    byte[] bytes = new byte[RANDOM_BYTES];
    new Random().nextBytes(bytes);
    client.send(bytes);
  }

  private static void noAnswer(Peer client, Settings settings) throws IOException {
    client.drain();
  }

  private static void resetAfterBytes(Peer client, Settings settings) throws IOException {
    int left = settings.bytes();
    while (left > 0) {
      int count = client.recv(left);
      if (count < 0) {
        return;
      }
      left -= count;
    }
    client.abort();
  }

  private static void resetAfterRequest(Peer client, Settings settings) throws IOException {
    Http.Request request = Http.receive(client);
    if (request != null) {
      Http.receiveBody(client, request);
      client.abort();
    }
  }

  private static void resetMidResponse(Peer client, Settings settings) throws IOException {
    if (Http.receive(client) != null) {
      byte[] response = Http.response("200 OK", "text/plain", LARGE_BODY);
      client.send(Arrays.copyOf(response, response.length / 2));
      client.abort();
    }
  }

  private static void unreadBody(Peer client, Settings settings) throws IOException {
    client.recv(1); // and whatever else is there stays unread
    client.send(Http.response("200 OK", "text/html", PAGE));
  }

  /** RFC 9112 section 9.6: close the sending side first, and the rest when the client has closed too. */
  private static void lingeringClose(Peer client, Settings settings) throws IOException {
    client.recv(1);
    client.send(Http.response("200 OK", "text/html", PAGE));
    client.shutdown();
    client.drain();
  }

  private static void halfClose(Peer client, Settings settings) throws IOException {
    if (Http.receive(client) != null) {
      client.send(Http.response("200 OK", "text/html", PAGE));
      client.shutdown();
      client.drain();
    }
  }

  private static void finThenSilence(Peer client, Settings settings) throws IOException, InterruptedException {
    client.shutdown();
    Thread.sleep(A_WHILE_MS);
  }

  private static void idleTimeout(Peer client, Settings settings) throws IOException {
    client.socket().setSoTimeout(settings.idleMs());
    Http.Request request = Http.receive(client);
    while (request != null) {
      Http.receiveBody(client, request);
      client.send(Http.response("200 OK", "text/html", PAGE));
      request = Http.receive(client); // times out, and the connection is closed
    }
  }

  private static void truncatedBody(Peer client, Settings settings) throws IOException {
    if (Http.receive(client) != null) {
      client.send(Http.response("200 OK", "text/plain", "x".repeat(ANNOUNCED_BYTES / 2), ANNOUNCED_BYTES));
    }
  }

  private static void neverReads(Peer client, Settings settings) throws IOException, InterruptedException {
    client.socket().setReceiveBufferSize(SMALL_BUFFER);
    Thread.sleep(A_WHILE_MS);
  }

  private static void tlsReset(Peer client, Settings settings) throws IOException {
    if (client.recv() > 0) {
      client.abort();
    }
  }

  /** By the number of the connection, so that a client that tries again succeeds in the end. */
  private static void flaky(Peer client, Settings settings) throws IOException {
    Http.Request request = Http.receive(client);
    if (request == null) {
      return;
    }
    Http.receiveBody(client, request);
    if (client.connection() % (settings.failures() + 1) < settings.failures()) {
      client.abort();
    } else {
      client.send(Http.response("200 OK", "text/html", PAGE));
    }
  }
}
