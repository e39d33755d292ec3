package io.finrst.lab;

import static io.finrst.teardown.Role.CLIENT;
import static io.finrst.teardown.Role.MIDDLEBOX;
import static io.finrst.teardown.Role.SERVER;
import static io.finrst.teardown.Verdict.GRACEFUL;
import static io.finrst.teardown.Verdict.HALF_CLOSE;
import static io.finrst.teardown.Verdict.RST_AFTER_DATA;
import static io.finrst.teardown.Verdict.RST_TO_SYN;
import static io.finrst.teardown.Verdict.SYN_UNANSWERED;
import static io.finrst.teardown.Verdict.UNREACHABLE;

import java.io.IOException;
import java.util.List;

/** What takes hosts of their own: a firewall, a router that forgets, a server that vanishes, a packet that is lost. */
final class NetworkScenarios {
  private static final int IDLE_MS = 800;
  private static final int MARGIN_MS = 500;
  private static final int CONNECT_MS = 2_500;
  private static final int LONGEST_PACKET = 1_400;
  private static final int UPLOAD = 5_000;
  private static final int WAITED_IN_VAIN_MS = 3_200;

  private static final Scenario[] TABLE = {
    scenario(
        "firewall-at-host",
        "the server's own firewall rejects by reset: the same packet as that of a closed port",
        stage -> {
          stage.network().serverRule("tcp dport " + stage.port() + " reject with tcp reset");
          stage.attempt(stage::connect);
        },
        Expectation.of(RST_TO_SYN, SERVER, "port-closed", "path-reject").client("ECONNREFUSED")),
    scenario(
        "firewall-on-the-way",
        "a router refuses in the server's name: its reset comes from nearer by than the server's packets",
        stage -> {
          stage.serve("html");
          exchange(stage);
          stage.network().routerRule("tcp dport " + stage.port() + " reject with tcp reset");
          stage.attempt(stage::connect);
        },
        Expectation.of(GRACEFUL, CLIENT),
        Expectation.of(RST_TO_SYN, MIDDLEBOX, "path-reject").client("ECONNREFUSED")),
    scenario(
        "firewall-with-icmp",
        "a router forbids the way by ICMP: no route to host",
        stage -> {
          stage.network().routerRule("tcp dport " + stage.port() + " reject with icmp type admin-prohibited");
          stage.attempt(stage::connect);
        },
        Expectation.of(UNREACHABLE, MIDDLEBOX, "icmp-unreachable").client("EHOSTUNREACH")),
    scenario(
        "syn-dropped",
        "a router drops the SYN and says nothing: connect waits",
        stage -> {
          stage.network().routerRule("tcp dport " + stage.port() + " drop");
          stage.attempt(() -> stage.connect(CONNECT_MS));
        },
        Expectation.of(SYN_UNANSWERED, null, "syn-dropped")),
    scenario(
        "server-restarts",
        "the server's host goes down and comes back: it knows the old connection no more",
        stage -> {
          stage.serve("html");
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.network().routerRule("drop");
          stage.killServers();
          stage.network().restartServer();
          stage.network().clearRouter();
          client.send(Http.get());
          stage.attempt(client::recv);
          stage.attempt(() -> client.send(Http.get()));
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, SERVER, "stale-connection").client("ECONNRESET", "EPIPE")),
    scenario(
        "router-forgets",
        "a router forgets an idle connection and resets it when it is used again",
        stage -> {
          stage.network().routerRule("ct state established accept");
          stage.network().routerRule("tcp flags & (syn|ack) == syn accept");
          stage.network().routerRule("tcp dport " + stage.port() + " reject with tcp reset");
          stage.network().onRouter("sysctl", "-qw", "net.netfilter.nf_conntrack_tcp_loose=0");
          stage.network().onRouter("sysctl", "-qw", "net.netfilter.nf_conntrack_tcp_timeout_established=1");
          stage.serve("html");
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.pause(2_500);
          client.send(Http.get());
          stage.attempt(client::recv);
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, MIDDLEBOX, "middlebox-idle-timeout").client("ECONNRESET")),
    scenario(
        "reset-by-policy",
        "a device lets the connection through and resets it at the first data it dislikes",
        stage -> {
          stage.serve("html");
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.network().routerRule("tcp dport " + stage.port() + " reject with tcp reset");
          client.send(Http.get());
          stage.attempt(client::recv);
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, MIDDLEBOX, "injected-reset", "path-reject", "middlebox-idle-timeout")
            .client("ECONNRESET")),
    scenario(
        "injected-reset",
        "a device slips a reset in beside the data: the server has got the request and answers all the same",
        stage -> {
          stage.serve("html");
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.network().routerRule(
              "tcp dport " + stage.port() + " tcp flags & psh == psh dup to "
                  + stage.network().serverAddress().getHostAddress() + " reject with tcp reset");
          client.send(Http.get());
          stage.attempt(client::recv);
          stage.serverCloses();
          client.close();
        },
        Expectation.of(RST_AFTER_DATA, MIDDLEBOX, "injected-reset").client("ECONNRESET").server("ECONNRESET")),
    scenario(
        "path-mtu-black-hole",
        "a link on the way drops what is long and says nothing: small requests work, large ones hang",
        stage -> {
          stage.serve("idle-timeout", Service.Settings.ofIdle(WAITED_IN_VAIN_MS));
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.network().routerRule("ip length > " + LONGEST_PACKET + " drop");
          client.send(Http.post(UPLOAD));
          stage.serverCloses();
          client.close();
        },
        Expectation.of(HALF_CLOSE, null, "path-mtu-black-hole")),
    scenario(
        "lost-fin",
        "a FIN that is lost is sent again by the system, long after the program has closed and gone on",
        stage -> {
          stage.serve("html");
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.network().routerRule("tcp dport " + stage.port() + " tcp flags & fin == fin drop");
          client.close();
          stage.pause(MARGIN_MS);
          stage.network().clearRouter();
          stage.serverCloses();
        },
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "simultaneous-close",
        "a FIN is lost on the way, and the other side closes before it is sent again: the FINs cross",
        stage -> {
          stage.serve("idle-timeout", Service.Settings.ofIdle(IDLE_MS));
          Peer client = stage.connect();
          client.send(Http.get());
          client.recv();
          stage.network().routerRule("tcp dport " + stage.port() + " tcp flags & fin == fin drop");
          stage.pause(IDLE_MS - MARGIN_MS);
          client.shutdown();
          client.drain();
          stage.network().clearRouter();
          stage.pause(3 * IDLE_MS);
          client.close();
        },
        Expectation.of(GRACEFUL, CLIENT)),
  };

  static final List<Scenario> ALL = List.of(TABLE);

  private NetworkScenarios() {}

  private static Scenario scenario(String name, String teaches, Scenario.Script script, Expectation... expected) {
    return new Scenario(name, teaches, true, List.of(expected), script);
  }

  private static void exchange(Stage stage) throws IOException, InterruptedException {
    try (Peer client = stage.connect()) {
      client.send(Http.get());
      client.recv();
    }
    stage.serverCloses();
  }
}
