package io.finrst.lab;

import io.finrst.teardown.Role;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One service behind one listening socket, until it is closed.
 *
 * <p>The sockets are those of channels: closing one is the system's close() and nothing else. Closing Java's plain
 * socket sends a FIN first, whatever is unread, so that the reset of a close with unread data would come after it.
 */
public final class LabServer implements Closeable {
  private static final int MOST_CONNECTIONS = 256;
  private static final int USUAL_BACKLOG = 50;
  private static final int RETRY_MS = 10;

  private final Service service;
  private final Service.Settings settings;
  private final CallLog log;
  private final ServerSocketChannel listener;
  private final ExecutorService threads;
  private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * Begins to serve.
   *
   * @param address where to listen, port 0 for a free one
   * @param log told of every call
   * @throws IOException when the address cannot be had; the message names it
   */
  public LabServer(Service service, Service.Settings settings, InetSocketAddress address, CallLog log)
      throws IOException {
    this.service = service;
    this.settings = settings;
    this.log = log;
    listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(address, service.accepts() ? USUAL_BACKLOG : 1);
    } catch (IOException e) {
      listener.close();
      throw new IOException(
          service.name() + ": " + address.getAddress().getHostAddress() + ":" + address.getPort() + ": "
              + e.getMessage(),
          e);
    }
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "lab " + service.name());
              thread.setDaemon(true);
              return thread;
            });
    if (service.accepts()) {
      threads.execute(this::accept);
    }
  }

  private void accept() {
    try {
      while (listener.isOpen()) {
        free.acquire(); // more wait in the queue of the listening socket
        acceptOne();
      }
    } catch (InterruptedException closed) {
      // the service has ended
    }
  }

  private void acceptOne() throws InterruptedException {
    try {
      Socket socket = listener.accept().socket();
      open.add(socket);
      int number = connections.getAndIncrement();
      threads.execute(() -> serve(socket, number));
    } catch (RejectedExecutionException ending) {
      // close() goes through the open sockets
    } catch (IOException e) {
      free.release();
      Thread.sleep(RETRY_MS); // the client has gone already, or the system has no more sockets
    }
  }

  private void serve(Socket socket, int number) {
    try (Peer client = new Peer(log, number, Role.SERVER, socket)) {
      log.add(number, Role.SERVER, "accept", "from port " + socket.getPort(), "");
      service.handler().handle(client, settings);
    } catch (IOException theClientWasFirst) {
      // it is in the log
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
      free.release();
    }
  }

  /** Port it listens on. */
  public int port() {
    return listener.socket().getLocalPort();
  }

  /** The service. */
  public Service service() {
    return service;
  }

  /** Connections accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** Stops listening and drops what is still connected. */
  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
    for (Socket socket : open) {
      socket.close(); // wakes a thread that waits for the client
    }
  }
}
