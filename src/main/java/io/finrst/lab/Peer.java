package io.finrst.lab;

import io.finrst.teardown.Role;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One side of a connection, every call of which is written into a log. What it cannot do it throws. */
public final class Peer implements Closeable {
  private static final int RECV_BYTES = 64 << 10;

  private final CallLog log;
  private final int connection;
  private final Role side;
  private final Socket socket;
  private final byte[] buffer = new byte[RECV_BYTES];

  Peer(CallLog log, int connection, Role side, Socket socket) {
    this.log = log;
    this.connection = connection;
    this.side = side;
    this.socket = socket;
  }

  /** Which connection of its server or scenario, from 0. */
  int connection() {
    return connection;
  }

  /** The socket, for its options. */
  Socket socket() {
    return socket;
  }

  /** What was received last, as far as {@link #recv} said. */
  byte[] received() {
    return buffer;
  }

  /** Bytes now in {@link #received}, -1 at the end of the stream. */
  int recv() throws IOException {
    return recv(RECV_BYTES);
  }

  /** The same, of at most {@code most} bytes. */
  int recv(int most) throws IOException {
    try {
      int count = socket.getInputStream().read(buffer, 0, Math.min(most, RECV_BYTES));
      log("recv", count < 0 ? "end of file" : bytes(count), "");
      return count;
    } catch (SocketTimeoutException e) {
      log("recv", "nothing within " + socket.getSoTimeout() + " ms", "");
      throw e;
    } catch (IOException e) {
      throw failed("recv", e);
    }
  }

  /** Receives to the end of the stream; one line in the log for all of it. */
  long drain() throws IOException {
    long total = 0;
    try {
      int count = socket.getInputStream().read(buffer);
      while (count >= 0) {
        total += count;
        count = socket.getInputStream().read(buffer);
      }
      log("recv", bytes(total) + ", then end of file", "");
      return total;
    } catch (IOException e) {
      log("recv", bytes(total), "");
      throw failed("recv", e);
    }
  }

  void send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      log("send", bytes(bytes.length), "");
    } catch (IOException e) {
      throw failed("send", e);
    }
  }

  /** Closes the sending side: a FIN; receiving goes on. */
  void shutdown() throws IOException {
    try {
      socket.shutdownOutput();
      log("shutdown", "sending closed", "");
    } catch (IOException e) {
      throw failed("shutdown", e);
    }
  }

  /** Closes with SO_LINGER 0: a RST and no FIN. */
  void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
    log("close", "with SO_LINGER 0", "");
  }

  @Override
  public void close() {
    if (socket.isClosed()) {
      return;
    }
    try {
      socket.close();
      log("close", "", "");
    } catch (IOException e) {
      failed("close", e);
    }
  }

  private IOException failed(String call, IOException e) {
    log(call, String.valueOf(e.getMessage()), Call.errorOf(e));
    return e;
  }

  private void log(String call, String result, String error) {
    log.add(connection, side, call, result, error);
  }

  private static String bytes(long count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }
}
