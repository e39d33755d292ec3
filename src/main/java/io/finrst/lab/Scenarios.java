package io.finrst.lab;

import static io.finrst.teardown.Role.CLIENT;
import static io.finrst.teardown.Role.SERVER;
import static io.finrst.teardown.Verdict.GRACEFUL;
import static io.finrst.teardown.Verdict.HALF_CLOSE;
import static io.finrst.teardown.Verdict.RST_AFTER_DATA;
import static io.finrst.teardown.Verdict.RST_AFTER_FIN;
import static io.finrst.teardown.Verdict.RST_BEFORE_DATA;
import static io.finrst.teardown.Verdict.RST_TO_SYN;
import static io.finrst.teardown.Verdict.SYN_UNANSWERED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Every scenario, in the order in which they are best read. */
public final class Scenarios {
  private static final int BODY = 5_000;
  private static final int SHORT_WAIT_MS = 300;
  private static final int MORE_THAN_BUFFERS = 8 << 20;
  private static final String ABORT = "abortive-close";
  private static final String UNREAD = "unread-data-at-close";
  private static final String GAVE_UP = "client-gave-up";

  private static final Scenario[] TABLE = {
    scenario(
        "reset-on-accept",
        "the first call after a reset says so (104), every later send is a broken pipe (32)",
        stage -> {
          stage.serve(
              (client, settings) -> {
                stage.clientConnects(); // else connect() itself may find the reset
                client.abort();
              });
          Peer client = stage.connect();
          stage.serverCloses();
          stage.attempt(client::recv);
          stage.attempt(() -> client.send(Http.get()));
          client.close();
        },
        Expectation.of(RST_BEFORE_DATA, SERVER, ABORT, "health-check").client("ECONNRESET", "EPIPE")),
    scenario(
        "closed-port",
        "a port nobody listens on refuses at once (111)",
        stage -> stage.attempt(stage::connect),
        Expectation.of(RST_TO_SYN, SERVER, "port-closed").client("ECONNREFUSED")),
    scenario(
        "client-closes-first",
        "the ordinary end: FIN, ACK, FIN, ACK; the client waits in TIME-WAIT",
        stage -> {
          stage.serve("html");
          try (Peer client = stage.connect()) {
            client.send(Http.get());
            client.recv();
          }
          stage.serverCloses();
        },
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "server-closes-first",
        "the server announces its end; the client reads end of file and closes too",
        stage -> {
          stage.serve("truncated-body");
          try (Peer client = stage.connect()) {
            client.send(Http.get());
            client.drain();
          }
          stage.serverCloses();
        },
        Expectation.of(GRACEFUL, SERVER, "answer-cut-short")),
    scenario(
        "half-close",
        "one direction closed, the other goes on: shutdown() is no end of receiving",
        stage -> {
          stage.serve(
              (client, settings) -> {
                client.drain();
                client.send(Http.response("200 OK", "text/plain", "got it all\n"));
              });
          try (Peer client = stage.connect()) {
            client.send(Http.get());
            client.shutdown();
            client.drain();
          }
          stage.serverCloses();
        },
        Expectation.of(HALF_CLOSE, CLIENT)),
    scenario(
        "unread-before-response",
        "closing with unread data resets the connection, although close() was called in all innocence",
        stage -> {
          stage.serve((client, settings) -> client.recv(1));
          Peer client = stage.connect();
          client.send(Http.post(BODY));
          stage.serverCloses();
          stage.attempt(client::recv);
          stage.attempt(() -> client.send(Http.get()));
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, UNREAD).client("ECONNRESET", "EPIPE")),
    scenario(
        "unread-after-response",
        "the wsgiref case: answered and closed with the body unread, so the client gets 104",
        stage -> {
          stage.serve("unread-body");
          Peer client = stage.connect();
          client.send(Http.post(BODY));
          stage.serverCloses();
          stage.attempt(client::drain);
          stage.attempt(() -> client.send(Http.get()));
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, UNREAD).client("ECONNRESET", "EPIPE")),
    scenario(
        "lingering-close",
        "the same request and answer, but the server reads to the end before it closes: no reset",
        stage -> {
          stage.serve("lingering-close");
          try (Peer client = stage.connect()) {
            client.send(Http.post(BODY));
            client.drain();
          }
          stage.serverCloses();
        },
        Expectation.of(GRACEFUL, SERVER)),
    scenario(
        "abort-when-idle",
        "SO_LINGER 0 throws an idle connection away",
        stage -> {
          stage.serve(
              (client, settings) -> {
                client.recv();
                client.send(Http.response("200 OK", "text/plain", "soon gone\n"));
                Thread.sleep(SHORT_WAIT_MS);
                client.abort();
              });
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.attempt(client::recv);
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, ABORT).client("ECONNRESET")),
    scenario(
        "abort-in-mid-response",
        "a response cut off: what had arrived may be read, then 104",
        stage -> {
          stage.serve("reset-mid-response");
          Peer client = stage.connect();
          client.send(Http.get());
          stage.attempt(client::drain);
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, ABORT).client("ECONNRESET")),
    scenario(
        "client-aborts",
        "the client hangs up in the middle of a response; the server learns it by 104 or 32",
        stage -> {
          stage.serve(
              (client, settings) -> {
                Http.receive(client);
                client.send(new byte[MORE_THAN_BUFFERS]);
              });
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          client.abort();
          stage.serverCloses();
        },
        Expectation.of(RST_AFTER_DATA, CLIENT, ABORT, UNREAD).server("ECONNRESET")),
    scenario(
        "data-after-close",
        "sending to a program that has closed: the first send succeeds and draws a reset, the second fails (32)",
        stage -> {
          stage.serve((client, settings) -> client.recv());
          Peer client = stage.connect();
          client.send(Http.get());
          stage.serverCloses();
          client.send(Http.get());
          stage.arrival();
          stage.attempt(() -> client.send(Http.get()));
          client.close();
        },
        Expectation.of(RST_AFTER_FIN, SERVER, "data-after-close", "keepalive-race").client("EPIPE")),
    scenario(
        "keep-alive-race",
        "a server closes an idle connection just when the client uses it again",
        stage -> {
          stage.serve("idle-timeout", Service.Settings.ofIdle(SHORT_WAIT_MS));
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.serverCloses();
          client.send(Http.get());
          stage.arrival();
          stage.attempt(client::recv);
          stage.attempt(() -> client.send(Http.get()));
          client.close();
        },
        Expectation.of(RST_AFTER_FIN, SERVER, "keepalive-race", "data-after-close").client("EPIPE")),
    scenario(
        "zero-window",
        "a server that stops reading stops its client, too; closing then resets",
        stage -> {
          stage.serve(
              (client, settings) -> {
                client.socket().setReceiveBufferSize(1);
                Thread.sleep(2 * SHORT_WAIT_MS);
              });
          Peer client = stage.connect();
          stage.attempt(() -> client.send(new byte[MORE_THAN_BUFFERS]));
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, UNREAD, "zero-window-abort").client("ECONNRESET")),
    scenario(
        "connect-timeout",
        "a listener whose queue is full answers nothing; the program gives up by itself",
        stage -> {
          stage.serve("backlog-full");
          List<Peer> queued = new ArrayList<>();
          queued.add(stage.connect());
          queued.add(stage.connect());
          stage.attempt(() -> stage.connect(2_500));
          queued.forEach(Peer::close);
        },
        Expectation.of(RST_AFTER_FIN, SERVER, ABORT),
        Expectation.of(RST_AFTER_FIN, SERVER, ABORT),
        Expectation.of(SYN_UNANSWERED, null, "backlog-full", "syn-dropped")),
    scenario(
        "read-timeout",
        "a client that gives up on a slow server: the server's next bytes meet a closed socket",
        stage -> {
          stage.serve("slow", Service.Settings.ofDelay(2 * SHORT_WAIT_MS));
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          client.socket().setSoTimeout(SHORT_WAIT_MS / 2);
          stage.attempt(client::recv);
          client.close();
          stage.serverCloses();
        },
        Expectation.of(RST_AFTER_FIN, CLIENT, "data-after-close", GAVE_UP).server("EPIPE")),
    scenario(
        "no-answer",
        "a server that accepts and says nothing: only a timeout of one's own ends it",
        stage -> {
          stage.serve("no-answer");
          Peer client = stage.connect();
          client.socket().setSoTimeout(SHORT_WAIT_MS);
          client.send(Http.get());
          stage.attempt(client::recv);
          client.close();
          stage.serverCloses();
        },
        Expectation.of(GRACEFUL, CLIENT, GAVE_UP)),
    scenario(
        "tls-reset",
        "a ClientHello answered by a reset, as by a proxy that refuses the name in it",
        stage -> {
          stage.serve("tls-reset");
          Peer client = stage.connect();
          client.send(ClientHello.forName("lab.invalid"));
          stage.attempt(client::recv);
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, ABORT, UNREAD).client("ECONNRESET")),
    scenario(
        "retry-with-backoff",
        "a safe request sent again, each time after a longer and random pause, succeeds",
        Scenarios::retry,
        Expectation.of(RST_AFTER_DATA, SERVER, ABORT, UNREAD).client("ECONNRESET"),
        Expectation.of(RST_AFTER_DATA, SERVER, ABORT, UNREAD).client("ECONNRESET"),
        Expectation.of(GRACEFUL, SERVER)),
  };

  /** All of them: those on loopback, then those between hosts. */
  public static final List<Scenario> ALL =
      Stream.of(List.of(TABLE), FinScenarios.ALL, NetworkScenarios.ALL, PathScenarios.ALL).flatMap(List::stream).toList();

  private Scenarios() {}

  private static Scenario scenario(String name, String teaches, Scenario.Script script, Expectation... expected) {
    return new Scenario(name, teaches, false, List.of(expected), script);
  }

  private static void retry(Stage stage) throws IOException, InterruptedException {
    stage.serve("flaky");
    int pauseMs = 50;
    for (int i = 0; i < 3; i++) {
      try (Peer client = stage.connect()) {
        client.send(Http.get());
        client.drain();
        break;
      } catch (IOException reset) {
        stage.pause(pauseMs + ThreadLocalRandom.current().nextInt(pauseMs));
        pauseMs *= 2;
      }
    }
    stage.serverCloses(2);
  }
}
