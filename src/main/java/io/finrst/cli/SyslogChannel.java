package io.finrst.cli;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One way to a log, open. */
interface SyslogChannel extends Closeable {
  int CONNECT_LIMIT_MS = 5_000;

  /** Hands one message over. */
  void send(byte[] message) throws IOException;

  /** Opens a way to {@code target}, which is not {@link SyslogTarget.Kind#LINES}. */
  static SyslogChannel open(SyslogTarget target) throws IOException {
    return switch (target.kind()) {
      case UDP -> udp(target);
      case TCP -> tcp(target);
      default -> new LocalDatagrams(target.host());
    };
  }

  private static SyslogChannel udp(SyslogTarget target) throws IOException {
    InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(target.host()), target.port());
    DatagramSocket socket = new DatagramSocket();
    return new SyslogChannel() {
      @Override
      public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, to));
      }

      @Override
      public void close() {
        socket.close();
      }
    };
  }

  /** A message of {@code n} bytes follows the text {@code n} and a blank (RFC 6587 section 3.4.1). */
  private static SyslogChannel tcp(SyslogTarget target) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()), CONNECT_LIMIT_MS);
      socket.setKeepAlive(true);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    OutputStream out = socket.getOutputStream();
    return new SyslogChannel() {
      @Override
      public void send(byte[] message) throws IOException {
        byte[] count = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[count.length + message.length];
        System.arraycopy(count, 0, framed, 0, count.length);
        System.arraycopy(message, 0, framed, count.length, message.length);
        out.write(framed);
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }

  /** Java knows Unix sockets as streams only; local logs have datagrams. The C library's calls, on Linux. */
  final class LocalDatagrams implements SyslogChannel {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int PATH_OFFSET = 2; // of sockaddr_un, behind the family
    private static final int MOST_PATH = 107; // and a zero byte

    private final NativeLibrary c;
    private final int socket;

    LocalDatagrams(String path) throws IOException {
      byte[] name = path.getBytes(StandardCharsets.UTF_8);
      if (name.length > MOST_PATH) {
        throw new IOException("the path is longer than a socket's can be");
      }
      try {
        c = NativeLibrary.getInstance("c");
      } catch (LinkageError noNativeLibrary) {
        throw new IOException("JNA cannot be loaded here", noNativeLibrary);
      }
      socket = call("socket", AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      try (Memory address = new Memory(PATH_OFFSET + MOST_PATH + 1)) {
        address.clear();
        address.setShort(0, (short) AF_UNIX);
        address.write(PATH_OFFSET, name, 0, name.length);
        call("connect", socket, address, (int) address.size());
      } catch (IOException e) {
        close();
        throw e;
      }
    }

    private int call(String name, Object... arguments) throws IOException {
      int result = c.getFunction(name).invokeInt(arguments);
      if (result < 0) {
        int errno = Native.getLastError();
        throw new IOException(c.getFunction("strerror").invokeString(new Object[] {errno}, false));
      }
      return result;
    }

    @Override
    public void send(byte[] message) throws IOException {
      call("send", socket, message, (long) message.length, MSG_NOSIGNAL);
    }

    @Override
    public void close() {
      c.getFunction("close").invokeInt(new Object[] {socket});
    }
  }
}
