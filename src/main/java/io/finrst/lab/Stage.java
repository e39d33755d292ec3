package io.finrst.lab;

import io.finrst.teardown.Role;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Where a scenario is played: one port of a server's address, and everything on it, taken down at the end. */
public final class Stage implements Closeable {
  private static final int CONNECT_MS = 5_000;
  private static final int CLOSE_MS = 5_000;
  private static final int RECV_MS = 10_000; // a scenario that goes wrong ends all the same
  private static final int ON_ITS_WAY_MS = 60;

  private final CallLog log;
  private final Network network;
  private final InetSocketAddress address;
  private final Route route;
  private InetSocketAddress dialed;
  private final List<Closeable> open = new ArrayList<>();
  private int connections;

  /**
   * @param port to play on; nobody listens there yet
   * @param log told of every socket call
   */
  public Stage(int port, CallLog log) {
    this.log = log;
    network = null;
    route = null;
    address = new InetSocketAddress(loopback(), port);
    dialed = address;
  }

  /**
   * A stage whose server is another host.
   *
   * @param network this process runs on its client's host
   * @param tap where on the router packets are captured, if they are
   */
  public Stage(int port, CallLog log, Network network, Tap tap) throws IOException {
    this.log = log;
    this.network = network;
    route = new Route(network, port, tap);
    address = new InetSocketAddress(network.serverAddress(), port);
    dialed = address;
  }

  /** The hosts around it, null on loopback. */
  Network network() {
    return network;
  }

  /** What the router does, null on loopback. */
  public Route route() {
    return route;
  }

  int port() {
    return address.getPort();
  }

  /** A port that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, loopback())) {
      return any.getLocalPort();
    }
  }

  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (IOException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /** Starts the service of this name. */
  void serve(String service, Service.Settings settings) throws IOException {
    open.add(
        network == null
            ? new LabServer(Services.named(service), settings, address, log)
            : new RemoteServer(network.as(Point.SERVER), new ServerPipe.Order(service, address, settings), log));
  }

  /** Starts a relay to the server on the router, and has the client speak to the router from now on. */
  void relay() throws IOException {
    dialRouter();
    open.add(
        new RemoteServer(
            network.as(Point.ROUTER), new ServerPipe.Order(Relay.NAME, dialed, Service.Settings.USUAL, address),
            new CallLog(call -> {})));
  }

  /** Has the client speak to the router's address from now on. */
  void dialRouter() throws IOException {
    dialed = new InetSocketAddress(InetAddress.getByName(network.address(Point.ROUTER)), port());
  }

  void serve(String service) throws IOException {
    serve(service, Service.Settings.USUAL);
  }

  /** Starts a server that does {@code handler} once a connection. */
  void serve(Service.Handler handler) throws IOException {
    open.add(new LabServer(new Service("scenario", 0, "", true, handler), Service.Settings.USUAL, address, log));
  }

  Peer connect() throws IOException {
    return connect(CONNECT_MS);
  }

  /** Connects; gives up after {@code mostMs}. */
  Peer connect(int mostMs) throws IOException {
    int number = connections++;
    Socket socket = new Socket();
    open.add(socket);
    try {
      socket.setSoTimeout(RECV_MS);
      socket.connect(dialed, mostMs);
    } catch (SocketTimeoutException e) {
      log.add(number, Role.CLIENT, "connect", "no answer within " + mostMs + " ms", "");
      throw e;
    } catch (IOException e) {
      log.add(number, Role.CLIENT, "connect", String.valueOf(e.getMessage()), Call.errorOf(e));
      throw e;
    }
    log.add(number, Role.CLIENT, "connect", "from port " + socket.getLocalPort(), "");
    return new Peer(log, number, Role.CLIENT, socket);
  }

  /** Waits until the first connect has returned to its caller. */
  void clientConnects() throws InterruptedException {
    log.await(0, Role.CLIENT, "connect", CONNECT_MS);
  }

  /**
   * Waits until the server has closed the connection of this number, and what that sent has arrived. A server that
   * takes too long is one that the calls and the packets tell of.
   */
  void serverCloses(int connection) throws InterruptedException {
    log.await(connection, Role.SERVER, "close", CLOSE_MS);
    arrival();
  }

  /** The same, of the first connection. */
  void serverCloses() throws InterruptedException {
    serverCloses(0);
  }

  /** Lets what was sent arrive and be answered by the other side's system. */
  void arrival() throws InterruptedException {
    pause(ON_ITS_WAY_MS);
  }

  void pause(int ms) throws InterruptedException {
    Thread.sleep(ms);
  }

  /** A call that is meant to fail; what came of it is in the log. */
  @FunctionalInterface
  interface Attempt {
    void run() throws IOException;
  }

  /** Runs it and goes on. */
  void attempt(Attempt call) {
    try {
      call.run();
    } catch (IOException inTheLog) {
      // that is what the scenario shows
    }
  }

  /** Kills the servers, as a host does that goes down. */
  void killServers() throws IOException {
    for (Closeable each : open) {
      if (each instanceof RemoteServer server) {
        server.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : open) {
      each.close();
    }
  }
}
