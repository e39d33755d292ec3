package io.finrst.lab;

import static io.finrst.teardown.Role.CLIENT;
import static io.finrst.teardown.Role.SERVER;
import static io.finrst.teardown.Verdict.GRACEFUL;

import java.io.IOException;
import java.util.List;

/** Endings in order that a program calls an error: no call returns one, it is only that too little came. */
final class FinScenarios {
  private static final int SHORT_WAIT_MS = 300;
  private static final int SILENCE_MS = 1_500;
  private static final byte[] PING = Http.ascii("*1\r\n$4\r\nPING\r\n");
  private static final byte[] BEGUN = Http.ascii("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 5000\r\n\r\nbegun");

  private static final Scenario[] TABLE = {
    scenario(
        "close-unanswered",
        "a request and then end of file: curl 52, RemoteDisconnected, socket hang up; no errno tells of it",
        stage -> asks(stage, "close-unanswered", Http.get()),
        Expectation.of(GRACEFUL, SERVER, "closed-without-answer")),
    scenario(
        "truncated-chunks",
        "an answer without its last chunk: curl 18, IncompleteRead; who only reads on takes it for whole",
        stage -> asks(stage, "truncated-chunks", Http.get()),
        Expectation.of(GRACEFUL, SERVER, "answer-cut-short")),
    scenario(
        "client-stops-in-request",
        "a client that closes in the middle of its request; the server learns it by end of file",
        stage -> {
          stage.serve((client, settings) -> client.drain());
          try (Peer client = stage.connect()) {
            client.send(BEGUN);
          }
          stage.serverCloses();
        },
        Expectation.of(GRACEFUL, CLIENT, "request-cut-short")),
    scenario(
        "request-timeout",
        "a server that would not wait for the rest of a request: 408, then its FIN",
        stage -> {
          stage.serve("request-timeout", Service.Settings.ofIdle(SHORT_WAIT_MS));
          ask(stage, BEGUN);
        },
        Expectation.of(GRACEFUL, SERVER, "request-cut-short")),
    scenario(
        "refused-in-words",
        "a server that says in its protocol why it will not serve, and closes",
        stage -> asks(stage, "busy", Http.get()),
        Expectation.of(GRACEFUL, SERVER, "protocol-refusal")),
    scenario(
        "tls-alert",
        "a TLS handshake that an alert ends: the alert has the reason",
        stage -> asks(stage, "tls-alert", ClientHello.forName("lab.invalid")),
        Expectation.of(GRACEFUL, SERVER, "tls-alert")),
    scenario(
        "tls-close",
        "a TLS handshake that a FIN ends: neither side is told why",
        stage -> asks(stage, "tls-close", ClientHello.forName("lab.invalid")),
        Expectation.of(GRACEFUL, SERVER, "tls-closed-in-handshake")),
    scenario(
        "idle-session",
        "a server's idle timer ends a session; a pool that does not read learns it at its next use",
        stage -> {
          stage.serve("redis-idle", Service.Settings.ofIdle(SILENCE_MS));
          ask(stage, PING);
        },
        Expectation.of(GRACEFUL, SERVER, "idle-timer-close")),
  };

  static final List<Scenario> ALL = List.of(TABLE);

  private FinScenarios() {}

  private static Scenario scenario(String name, String teaches, Scenario.Script script, Expectation... expected) {
    return new Scenario(name, teaches, false, List.of(expected), script);
  }

  private static void asks(Stage stage, String service, byte[] request) throws IOException, InterruptedException {
    stage.serve(service);
    ask(stage, request);
  }

  /** Sends one request, reads what comes to the end, and closes. */
  private static void ask(Stage stage, byte[] request) throws IOException, InterruptedException {
    try (Peer client = stage.connect()) {
      client.send(request);
      client.drain();
    }
    stage.serverCloses();
  }
}
