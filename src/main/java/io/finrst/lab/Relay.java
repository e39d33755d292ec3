package io.finrst.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * A proxy that reads no protocol: what comes from one side goes to the other, an end of file as an end of file, a reset
 * as a reset.
 */
final class Relay {
  static final String NAME = "relay";
  private static final int BUFFER = 16 << 10;

  private Relay() {}

  /** The service that relays to {@code upstream}, a connection for each of its own. */
  static Service to(InetSocketAddress upstream) {
    return new Service(NAME, 0, "", true, (client, settings) -> relay(client.socket(), upstream));
  }

  private static void relay(Socket client, InetSocketAddress upstream) throws IOException, InterruptedException {
    try (SocketChannel channel = SocketChannel.open(upstream)) {
      Socket server = channel.socket();
      Thread requests = new Thread(() -> pump(client, server), "lab relay");
      requests.setDaemon(true);
      requests.start();
      pump(server, client);
      requests.join();
    }
  }

  private static void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, count);
      }
      to.shutdownOutput();
    } catch (IOException reset) {
      abort(to);
    }
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyClosed) {
      // by the other direction
    }
  }
}
