package io.finrst.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A client, a router and a server, each a private network namespace of this host (Linux, root): what happens there
 * reaches nothing else. The one who makes them removes them; others join by their common name.
 */
public final class Network implements Closeable {
  private static final String CLIENT = "10.231.7.2";
  private static final String CLIENT_GATEWAY = "10.231.7.1";
  private static final String SERVER = "10.231.8.2";
  private static final String SERVER_GATEWAY = "10.231.8.1";
  private static final String CLIENT_DETOUR = "10.231.9.2";
  private static final String SERVER_DETOUR = "10.231.9.3";
  private static final String DETOUR = "detour";
  /** What client and server call their interface to the router. */
  static final String UPLINK = "eth0";
  private static final String PREFIX_LENGTH = "/24";
  private static final String SLOW_RATE = "100mbit"; // 0.1 ms for a full segment
  /** As ip(7)'s netfilter names them: dstnat and srcnat. */
  private static final Map<String, String> NAT_PRIORITIES = Map.of("prerouting", "-100", "postrouting", "100");
  private static final int LONGEST_S = 10;
  private static final Map<String, String> PACKAGES =
      Map.of("ip", "iproute2", "tc", "iproute2", "nft", "nftables", "sysctl", "procps");

  private final String name;
  private final Thread hook = new Thread(this::remove, "remove namespaces");

  private Network(String name) {
    this.name = name;
  }

  /** Why there can be none here; null when there can. */
  public static String obstacle() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "network namespaces are Linux's";
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      return "network namespaces take root";
    }
    for (String tool : PACKAGES.keySet()) {
      boolean found =
          Arrays.stream("/usr/sbin:/sbin:/usr/bin:/bin".split(":")).anyMatch(p -> Files.exists(Path.of(p, tool)));
      if (!found) {
        return "network namespaces take '" + tool + "' (" + PACKAGES.get(tool) + ")";
      }
    }
    return null;
  }

  /**
   * Makes one.
   *
   * @throws IOException with what the failing command said
   */
  public static Network make() throws IOException, InterruptedException {
    Network network = new Network("finrst-" + ProcessHandle.current().pid());
    Runtime.getRuntime().addShutdownHook(network.hook);
    try {
      network.build();
    } catch (IOException e) {
      network.close();
      throw e;
    }
    return network;
  }

  /** The one that another process has made. */
  public static Network named(String name) {
    return new Network(name);
  }

  /** What {@link #named} takes. */
  public String name() {
    return name;
  }

  private void build() throws IOException, InterruptedException {
    host("ip", "netns", "add", clientSpace());
    host("ip", "netns", "add", routerSpace());
    onRouter("sysctl", "-qw", "net.ipv4.ip_forward=1");
    join(clientSpace(), CLIENT, CLIENT_GATEWAY, "client");
    makeServer();
  }

  private void makeServer() throws IOException, InterruptedException {
    host("ip", "netns", "add", serverSpace());
    join(serverSpace(), SERVER, SERVER_GATEWAY, "server");
  }

  /** Connects a namespace with the router, whose interface is named after it. */
  private void join(String space, String address, String gateway, String side)
      throws IOException, InterruptedException {
    host("ip", "-n", routerSpace(), "link", "add", side, "type", "veth", "peer", "name", UPLINK, "netns", space);
    host("ip", "-n", routerSpace(), "addr", "add", gateway + PREFIX_LENGTH, "dev", side);
    host("ip", "-n", routerSpace(), "link", "set", side, "up");
    host("ip", "-n", space, "addr", "add", address + PREFIX_LENGTH, "dev", UPLINK);
    host("ip", "-n", space, "link", "set", UPLINK, "up");
    host("ip", "-n", space, "link", "set", "lo", "up");
    host("ip", "-n", space, "route", "add", "default", "via", gateway);
  }

  InetAddress serverAddress() throws IOException {
    return InetAddress.getByName(SERVER);
  }

  /** Where {@code point} is met by those before it on the path; the router by the client. */
  String address(Point point) {
    return switch (point) {
      case CLIENT -> CLIENT;
      case ROUTER -> CLIENT_GATEWAY;
      case SERVER -> SERVER;
    };
  }

  /** Runs a command on the server's host. */
  void onServer(String... command) throws IOException, InterruptedException {
    on(Point.SERVER, command);
  }

  /** Runs a command on the router. */
  void onRouter(String... command) throws IOException, InterruptedException {
    on(Point.ROUTER, command);
  }

  /** Runs a command on that host; what it said. */
  String on(Point point, String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(as(point));
    words.addAll(List.of(command));
    return host(words.toArray(new String[0]));
  }

  /** Has a host treat packets so, in the words of nft(8): a chain's type and hook, and the rule. */
  void rule(Point point, String type, String hook, String rule) throws IOException, InterruptedException {
    String chain = type + "-" + hook;
    on(
        point, "nft",
        "add table ip lab; add chain ip lab " + chain + " { type " + type + " hook " + hook + " priority "
            + (type.equals("nat") ? NAT_PRIORITIES.get(hook) : "0") + "; }; add rule ip lab " + chain + " " + rule);
  }

  /**
   * A second path, on which the packets of both hosts pass the router by. Each calls its interface {@link #DETOUR}, and
   * takes what comes there for its own address.
   */
  void addDetour() throws IOException, InterruptedException {
    host("ip", "-n", clientSpace(), "link", "add", DETOUR, "type", "veth", "peer", "name", DETOUR, "netns",
        serverSpace());
    host("ip", "-n", clientSpace(), "addr", "add", CLIENT_DETOUR + PREFIX_LENGTH, "dev", DETOUR);
    host("ip", "-n", serverSpace(), "addr", "add", SERVER_DETOUR + PREFIX_LENGTH, "dev", DETOUR);
    for (Point end : List.of(Point.CLIENT, Point.SERVER)) {
      on(end, "sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0", "net.ipv4.conf." + DETOUR + ".rp_filter=0");
      on(end, "ip", "link", "set", DETOUR, "up");
    }
  }

  /** Sends what the server has for the client by the detour. */
  void answerByDetour() throws IOException, InterruptedException {
    onServer("ip", "route", "add", CLIENT + "/32", "via", CLIENT_DETOUR, "dev", DETOUR);
  }

  /**
   * Lets the first of the next packets for this port out of the router as it comes, and holds the {@code held} after it
   * back by some 0.1 ms: a class of traffic whose rate the first one has used up.
   */
  void holdBack(int port, int held) throws IOException, InterruptedException {
    onRouter("tc", "qdisc", "add", "dev", "server", "root", "handle", "1:", "htb", "default", "1");
    onRouter("tc", "class", "add", "dev", "server", "parent", "1:", "classid", "1:1", "htb", "rate", "10gbit");
    onRouter("tc", "class", "add", "dev", "server", "parent", "1:", "classid", "1:2", "htb", "rate", SLOW_RATE,
        "burst", "1", "cburst", "1");
    rule(
        Point.ROUTER, "filter", "forward",
        "tcp dport " + port + " ip length > 1000 limit rate 1/day burst " + (held + 1) + " packets meta priority set 1:2");
  }

  /** Has the client send everything for this port by both paths. */
  void sendByBothPaths(int port) throws IOException, InterruptedException {
    rule(Point.CLIENT, "filter", "output", "tcp dport " + port + " dup to " + SERVER_DETOUR + " device " + DETOUR);
  }

  /** Has the router treat what it forwards so, in the words of nft(8). */
  void routerRule(String rule) throws IOException, InterruptedException {
    onRouter("nft", "add table ip lab; add chain ip lab forward { type filter hook forward priority 0; };"
        + " add rule ip lab forward " + rule);
  }

  /** Has the server's host treat what comes in so, in the words of nft(8). */
  void serverRule(String rule) throws IOException, InterruptedException {
    onServer("nft", "add table ip lab; add chain ip lab input { type filter hook input priority 0; };"
        + " add rule ip lab input " + rule);
  }

  /** Takes back all rules of the router. */
  void clearRouter() throws IOException, InterruptedException {
    onRouter("nft", "delete table ip lab");
  }

  /** Lets the server's host vanish without a word and come back without a memory. */
  void restartServer() throws IOException, InterruptedException {
    host("ip", "netns", "del", serverSpace());
    host("ip", "-n", routerSpace(), "link", "del", "server");
    makeServer();
  }

  /** The beginning of a command that runs on the client's host. */
  public List<String> asClient() {
    return as(Point.CLIENT);
  }

  /** The beginning of a command that runs on that host. */
  List<String> as(Point point) {
    return inside(
        switch (point) {
          case CLIENT -> clientSpace();
          case ROUTER -> routerSpace();
          case SERVER -> serverSpace();
        });
  }

  private String clientSpace() {
    return name + "-c";
  }

  private String routerSpace() {
    return name + "-r";
  }

  private String serverSpace() {
    return name + "-s";
  }

  private static List<String> inside(String space) {
    return List.of("ip", "netns", "exec", space);
  }

  /** Runs a command; what it said. */
  private static String host(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said;
    try (InputStream out = process.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.lines().findFirst().orElse(""));
    }
    return said;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // the hook has run or is running
    }
  }

  private void remove() {
    for (String space : List.of(clientSpace(), routerSpace(), serverSpace())) {
      try {
        host("ip", "netns", "del", space);
      } catch (IOException notThere) {
        // it was not made, or is gone
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
