package io.finrst.lab;

import static io.finrst.teardown.Role.CLIENT;
import static io.finrst.teardown.Role.MIDDLEBOX;
import static io.finrst.teardown.Role.SERVER;
import static io.finrst.teardown.Verdict.GRACEFUL;
import static io.finrst.teardown.Verdict.HALF_CLOSE;
import static io.finrst.teardown.Verdict.RST_AFTER_DATA;
import static io.finrst.teardown.Verdict.RST_TO_SYN;
import static io.finrst.teardown.Verdict.UNREACHABLE;

import io.finrst.teardown.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What one capture can only guess and captures of several points can tell: each is captured at every host. */
final class PathScenarios {
  private static final String SYN = "SYN";
  private static final String SYN_ACK = "SYN,ACK";
  private static final String DATA = "PSH,ACK";
  private static final String FIN = "FIN,ACK";
  private static final String RST = "RST,ACK";
  private static final String POSTROUTING = "postrouting";
  private static final int SHORT_WAIT_MS = 300;
  private static final int WAIT_MS = 800;
  private static final int LONG_WAIT_MS = 3_200;
  private static final int CONNTRACK_MS = 2_000;
  private static final int UPLOAD = 5_000;
  private static final int LONGEST_PACKET = 1_400;
  private static final int CONNECTIONS = 6;
  private static final int FIVE_MINUTES_S = 300;
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long MS_NS = 1_000_000;

  private static final Scenario[] TABLE = {
    scenario(
        "forged-reset-to-client",
        "a device resets the client in the server's name; only the server's own capture shows that it never did",
        stage -> {
          Peer client = exchanged(stage, "html");
          stage.route().forgeReset(CLIENT);
          client.send(Http.get());
          stage.attempt(client::recv);
          stage.serverCloses();
          client.close();
        },
        View.at(Tap.CLIENT_SIDE).ends(RST_AFTER_DATA, MIDDLEBOX, "injected-reset"),
        Expectation.of(RST_AFTER_DATA, MIDDLEBOX, "injected-reset").client("ECONNRESET").server("ECONNRESET")),
    scenario(
        "forged-reset-to-server",
        "the same to the server: the client is answered, and finds the connection gone when it goes on",
        stage -> {
          Peer client = exchanged(stage, "html");
          stage.route().forgeReset(SERVER);
          client.send(Http.get());
          client.recv();
          stage.serverCloses();
          stage.attempt( // its acknowledgement may have been answered already
              () -> {
                client.send(Http.get());
                client.recv();
              });
          client.close();
        },
        View.at(Tap.SERVER_SIDE).ends(RST_AFTER_DATA, MIDDLEBOX, "injected-reset"),
        Expectation.of(RST_AFTER_DATA, SERVER).client("ECONNRESET").server("ECONNRESET")),
    scenario(
        "forged-resets-to-both",
        "each side is told that the other one has reset the connection, and neither has",
        stage -> {
          Peer client = exchanged(stage, "html");
          stage.route().forgeReset(CLIENT);
          stage.route().forgeReset(SERVER);
          client.send(Http.get());
          stage.attempt(client::recv);
          stage.serverCloses();
          client.close();
        },
        View.at(Tap.CLIENT_SIDE).ends(RST_AFTER_DATA, MIDDLEBOX, "injected-reset"),
        Expectation.of(RST_AFTER_DATA, MIDDLEBOX, "injected-reset").client("ECONNRESET").server("ECONNRESET")),
    scenario(
        "nat-forgets",
        "a router that translates addresses forgets: the client speaks in vain, the server's FIN meets the router",
        stage -> {
          translate(stage);
          stage.route().loseAll(CLIENT, DATA, "ct state invalid");
          stage.route().loseAll(CLIENT, RST, "ct state invalid");
          stage.route().takes(SERVER, FIN);
          stage.route().sends(CLIENT, "RST");
          stage.network().onRouter("sysctl", "-qw", "net.netfilter.nf_conntrack_tcp_loose=0");
          stage.network().onRouter("sysctl", "-qw", "net.netfilter.nf_conntrack_tcp_timeout_established=1");
          Peer client = exchanged(stage, "idle-timeout", Service.Settings.ofIdle(LONG_WAIT_MS));
          stage.pause(CONNTRACK_MS);
          client.send(Http.get());
          client.socket().setSoTimeout(WAIT_MS);
          stage.attempt(client::recv);
          client.abort();
          stage.serverCloses();
        },
        View.at(Tap.CLIENT_SIDE).ends(null, MIDDLEBOX, "nat-state-lost"),
        Expectation.of(RST_AFTER_DATA, CLIENT)),
    scenario(
        "rejected-by-reset",
        "a router refuses in the server's name: the server's capture does not even have the SYN",
        stage -> {
          exchange(stage);
          stage.route().reset(CLIENT, SYN);
          stage.attempt(stage::connect);
          exchangeAgain(stage);
        },
        View.at(Tap.CLIENT_SIDE).ofConnection(1).ends(RST_TO_SYN, MIDDLEBOX, "path-reject"),
        Expectation.of(GRACEFUL, CLIENT),
        Expectation.of(RST_TO_SYN, MIDDLEBOX, "path-reject").client("ECONNREFUSED"),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "rejected-by-icmp",
        "a router forbids the way by an ICMP error",
        stage -> {
          exchange(stage);
          stage.route().forbid(CLIENT, SYN);
          stage.attempt(stage::connect);
          exchangeAgain(stage);
        },
        View.at(Tap.CLIENT_SIDE).ofConnection(1).ends(UNREACHABLE, MIDDLEBOX, "icmp-unreachable"),
        Expectation.of(GRACEFUL, CLIENT),
        Expectation.of(UNREACHABLE, MIDDLEBOX, "icmp-unreachable").client("EHOSTUNREACH"),
        Expectation.of(GRACEFUL, CLIENT)),
    lost("lost-syn", "a SYN", CLIENT, SYN, Tap.CLIENT_SIDE),
    lost("lost-syn-ack", "a SYN-ACK", SERVER, SYN_ACK, Tap.SERVER_SIDE),
    lost("lost-request", "a request", CLIENT, DATA, Tap.BOTH),
    lost("lost-response", "a response", SERVER, DATA, Tap.CLIENT_SIDE),
    lost("lost-fin-of-client", "the client's FIN", CLIENT, FIN, Tap.CLIENT_SIDE),
    lost("lost-fin-of-server", "the server's FIN", SERVER, FIN, Tap.BOTH),
    scenario(
        "lost-reset-of-client",
        "the client's reset is lost: the server takes the connection for alive until it writes",
        stage -> {
          stage.route().lose(CLIENT, RST);
          exchanged(stage, "idle-timeout", Service.Settings.ofIdle(WAIT_MS)).abort();
          stage.serverCloses();
        },
        View.at(Tap.CLIENT_SIDE).ends(RST_AFTER_DATA, CLIENT, "abortive-close"),
        Expectation.of(RST_AFTER_DATA, CLIENT, "abortive-close")),
    scenario(
        "lost-reset-of-server",
        "the server's reset is lost: the client waits, and is reset when it asks again",
        stage -> {
          stage.serve("reset-after-request");
          stage.route().lose(SERVER, RST);
          Peer client = stage.connect();
          client.send(Http.get());
          client.socket().setSoTimeout(SHORT_WAIT_MS);
          stage.attempt(client::recv);
          client.send(Http.get());
          stage.attempt(client::recv);
          client.close();
        },
        View.at(Tap.SERVER_SIDE).ends(RST_AFTER_DATA, SERVER, "abortive-close"),
        Expectation.of(RST_AFTER_DATA, SERVER).client("ECONNRESET")),
    scenario(
        "masquerade",
        "the server sees the router's address and a port of its choice",
        stage -> {
          translate(stage);
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "destination-nat",
        "the client knows the router's address only",
        stage -> {
          stage.dialRouter();
          stage.route().change(
              "addresses", "nat", "prerouting",
              "tcp dport " + stage.port() + " dnat to " + stage.network().address(Point.SERVER));
          exchange(stage);
        },
        View.at(Tap.SERVER_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "lost-behind-nat",
        "a request is lost behind a router that translates addresses",
        stage -> {
          translate(stage);
          Peer client = exchanged(stage, "html");
          stage.route().lose(CLIENT, DATA);
          client.send(Http.get());
          client.recv();
          client.close();
          stage.serverCloses();
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "many-behind-nat",
        "connections at the same time that say the same, through a router that changes their ports",
        stage -> {
          translate(stage);
          stage.serve("html");
          List<Peer> clients = new ArrayList<>();
          for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(stage.connect());
          }
          for (Peer client : clients) {
            client.send(Http.get());
          }
          for (Peer client : clients) {
            client.recv();
            client.close();
            stage.serverCloses(client.connection());
          }
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        times(CONNECTIONS, Expectation.of(GRACEFUL, CLIENT))),
    scenario(
        "large-packets-lost",
        "a link behind the router drops what is long and says nothing: the points show where",
        stage -> {
          Peer client = exchanged(stage, "idle-timeout", Service.Settings.ofIdle(LONG_WAIT_MS));
          stage.route().loseLonger(CLIENT, LONGEST_PACKET);
          client.send(Http.post(UPLOAD));
          stage.serverCloses();
          client.close();
        },
        View.at(Tap.CLIENT_SIDE).ends(HALF_CLOSE, null, "path-mtu-black-hole"),
        Expectation.of(HALF_CLOSE, null, "path-mtu-black-hole")),
    scenario(
        "mss-clamped",
        "a router lowers the MSS that both sides announce",
        stage -> {
          stage.route().change(
              "mss", "filter", "forward", "tcp flags & (syn|rst) == syn tcp option maxseg size set 1200");
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "options-stripped",
        "a router takes the permission for selective acknowledgements out of the SYN",
        stage -> {
          stage.route().change("options", "filter", "forward", "tcp flags & (syn|rst) == syn reset tcp option sack-perm");
          exchange(stage);
        },
        View.at(Tap.SERVER_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "remarked",
        "a router sets the class of traffic and its own TTL",
        stage -> {
          stage.route().change("dscp", "filter", "forward", "ip dscp set cs1");
          stage.route().change("ttl", "filter", "forward", "ip ttl set 40");
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "congestion-marked",
        "a router marks a packet with congestion experienced instead of dropping it",
        stage -> {
          for (Point end : List.of(Point.CLIENT, Point.SERVER)) {
            stage.network().on(end, "sysctl", "-qw", "net.ipv4.tcp_ecn=1");
          }
          stage.route().change("ecn", "filter", "forward", "ip ecn ect0 ip ecn set ce");
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "proxy",
        "a relay on the router: two connections that carry the same",
        stage -> {
          stage.relay();
          exchange(stage);
        },
        View.at(Tap.BOTH).throughProxy().ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "proxy-passes-a-reset-on",
        "the server resets the relay, which resets the client",
        stage -> {
          stage.relay();
          stage.serve("reset-after-request");
          Peer client = stage.connect();
          client.send(Http.get());
          stage.attempt(client::recv);
          client.close();
          stage.arrival();
        },
        View.at(Tap.BOTH).throughProxy().ends(RST_AFTER_DATA, SERVER, "abortive-close"),
        Expectation.of(RST_AFTER_DATA, SERVER).client("ECONNRESET")),
    scenario(
        "reordered",
        "a router holds one packet of an upload back behind later ones",
        stage -> {
          segmentAt(stage, Point.CLIENT, Network.UPLINK);
          Peer client = exchanged(stage, "html");
          stage.network().holdBack(stage.port(), 1);
          client.send(Http.post(UPLOAD));
          client.recv();
          client.close();
          stage.serverCloses();
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "duplicated",
        "a router delivers what the client sends twice",
        stage -> {
          stage.network().rule(
              Point.ROUTER, "filter", "forward",
              "tcp dport " + stage.port() + " dup to " + stage.network().address(Point.SERVER));
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "two-paths",
        "what the client sends comes by two paths, one of them past the router",
        stage -> {
          stage.network().addDetour();
          stage.network().sendByBothPaths(stage.port());
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).onEveryInterface().ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "asymmetric-routing",
        "what the server sends comes by another path: the router sees one direction, and nothing was lost",
        stage -> {
          stage.network().addDetour();
          stage.network().answerByDetour();
          exchange(stage);
        },
        View.at(Tap.CLIENT_SIDE).onEveryInterface().ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "clocks-apart",
        "the router's clock is two hours ahead, the server's five and a half behind",
        stage -> exchange(stage),
        View.at(Tap.CLIENT_SIDE)
            .withClocks(
                Map.of(
                    Point.ROUTER, new Clock(2 * HOUR_NS + 125 * MS_NS, 0),
                    Point.SERVER, new Clock(-5 * HOUR_NS - HOUR_NS / 2 - 250 * MS_NS, 0)))
            .ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "clock-drifts",
        "half an hour in which the server's clock gains 50 us a second, and the router's loses as much",
        stage -> {
          stage.serve("html");
          for (int i = 0; i < CONNECTIONS; i++) {
            try (Peer client = stage.connect()) {
              client.send(Http.get());
              client.recv();
            }
            stage.serverCloses(i);
            stage.pause(WAIT_MS);
          }
        },
        View.at(Tap.CLIENT_SIDE)
            .withPauses(FIVE_MINUTES_S)
            .withClocks(
                Map.of(
                    Point.ROUTER, new Clock(-40 * MS_NS, -50),
                    Point.SERVER, new Clock(HOUR_NS, 50)))
            .ends(GRACEFUL, CLIENT, null),
        times(CONNECTIONS, Expectation.of(GRACEFUL, CLIENT))),
    scenario(
        "segmented-on-the-way",
        "an upload leaves the client in large pieces that the router cuts: other packets, the same bytes",
        stage -> {
          segmentAt(stage, Point.ROUTER, "server");
          Peer client = exchanged(stage, "html");
          client.send(Http.post(UPLOAD));
          client.recv();
          client.close();
          stage.serverCloses();
        },
        View.at(Tap.BOTH).ends(GRACEFUL, CLIENT, null),
        Expectation.of(GRACEFUL, CLIENT)),
    scenario(
        "server-resets",
        "the server itself resets: every point saw it, and nobody else is to blame",
        stage -> {
          stage.serve("reset-after-request");
          Peer client = stage.connect();
          client.send(Http.get());
          stage.attempt(client::recv);
          client.close();
        },
        View.at(Tap.CLIENT_SIDE).ends(RST_AFTER_DATA, SERVER, "abortive-close"),
        Expectation.of(RST_AFTER_DATA, SERVER).client("ECONNRESET")),
  };

  static final List<Scenario> ALL = List.of(TABLE);

  private PathScenarios() {}

  private static Scenario scenario(
      String name, String teaches, Scenario.Script script, View view, Expectation... expected) {
    return new Scenario(name, teaches, true, List.of(expected), script, view);
  }

  /** One packet is lost and sent again, in an exchange that the client ends, or the server when it is its FIN. */
  private static Scenario lost(
      String name, String what, Role sender, String flags, Tap tap) {
    Role closer = sender == SERVER && flags.equals(FIN) ? SERVER : CLIENT;
    return scenario(
        name,
        what + " is lost between two points and sent again",
        stage -> {
          stage.route().lose(sender, flags);
          Peer client =
              closer == SERVER
                  ? exchanged(stage, "idle-timeout", Service.Settings.ofIdle(SHORT_WAIT_MS))
                  : exchanged(stage, "html");
          if (closer == SERVER) {
            client.drain();
          }
          client.close();
          stage.serverCloses();
          stage.pause(SHORT_WAIT_MS); // a FIN is sent again after 200 ms
        },
        View.at(tap).ends(GRACEFUL, closer, null),
        Expectation.of(GRACEFUL, closer));
  }

  private static Expectation[] times(int count, Expectation each) {
    return Collections.nCopies(count, each).toArray(new Expectation[0]);
  }

  private static void translate(Stage stage) throws IOException, InterruptedException {
    stage.route().change("addresses", "nat", POSTROUTING, "tcp dport " + stage.port() + " masquerade random");
    stage.route().changed("ports");
  }

  /** Has a host cut what leaves it there, as its network card would have done behind the capture. */
  private static void segmentAt(Stage stage, Point point, String interfaceName)
      throws IOException, InterruptedException {
    stage.network().on(point, "ip", "link", "set", interfaceName, "gso_max_segs", "1");
  }

  private static void exchange(Stage stage) throws IOException, InterruptedException {
    exchanged(stage, "html").close();
    stage.serverCloses();
  }

  /** One more after two connections: behind what was refused, so that every capture shows that it went on. */
  private static void exchangeAgain(Stage stage) throws IOException, InterruptedException {
    try (Peer client = stage.connect()) {
      client.send(Http.get());
      client.recv();
    }
    stage.serverCloses(1); // to the server it is the second one
  }

  private static Peer exchanged(Stage stage, String service) throws IOException, InterruptedException {
    return exchanged(stage, service, Service.Settings.USUAL);
  }

  /** A connection that has been used once, and on which everything is acknowledged. */
  private static Peer exchanged(Stage stage, String service, Service.Settings settings)
      throws IOException, InterruptedException {
    stage.serve(service, settings);
    Peer client = stage.connect();
    client.send(Http.get());
    client.recv();
    stage.arrival();
    return client;
  }
}
