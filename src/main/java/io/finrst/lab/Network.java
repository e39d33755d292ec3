package io.finrst.lab;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
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
  private static final String PREFIX_LENGTH = "/24";
  private static final int LONGEST_S = 10;
  private static final Map<String, String> PACKAGES =
      Map.of("ip", "iproute2", "nft", "nftables", "sysctl", "procps");

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
    inside(routerSpace(), "sysctl", "-qw", "net.ipv4.ip_forward=1");
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
    host("ip", "-n", routerSpace(), "link", "add", side, "type", "veth", "peer", "name", "eth0", "netns", space);
    host("ip", "-n", routerSpace(), "addr", "add", gateway + PREFIX_LENGTH, "dev", side);
    host("ip", "-n", routerSpace(), "link", "set", side, "up");
    host("ip", "-n", space, "addr", "add", address + PREFIX_LENGTH, "dev", "eth0");
    host("ip", "-n", space, "link", "set", "eth0", "up");
    host("ip", "-n", space, "link", "set", "lo", "up");
    host("ip", "-n", space, "route", "add", "default", "via", gateway);
  }

  /** The interface of the client, as its own namespace calls it. */
  public String clientInterface() {
    return "eth0";
  }

  InetAddress serverAddress() throws IOException {
    return InetAddress.getByName(SERVER);
  }

  /** Runs a command on the server's host. */
  void onServer(String... command) throws IOException, InterruptedException {
    inside(serverSpace(), command);
  }

  /** Runs a command on the router. */
  void onRouter(String... command) throws IOException, InterruptedException {
    inside(routerSpace(), command);
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
    return List.of("ip", "netns", "exec", clientSpace());
  }

  /** The beginning of a command that runs on the server's host. */
  List<String> asServer() {
    return List.of("ip", "netns", "exec", serverSpace());
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

  private static void inside(String space, String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", space));
    words.addAll(List.of(command));
    host(words.toArray(new String[0]));
  }

  private static void host(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      said = String.valueOf(out.readLine());
    }
    if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
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
