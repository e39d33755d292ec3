package io.finrst.lab;

import io.finrst.teardown.Role;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What a {@link RemoteServer} and its {@link ServerProcess} say to each other: an order, then whether it can be
 * followed, then one call after another. Each is handed on at once.
 */
final class ServerPipe {
  private ServerPipe() {}

  /**
   * What to do.
   *
   * @param service its name
   * @param address where to listen
   * @param upstream where a {@link Relay} connects to, null for any other service
   */
  record Order(String service, InetSocketAddress address, Service.Settings settings, InetSocketAddress upstream) {
    Order(String service, InetSocketAddress address, Service.Settings settings) {
      this(service, address, settings, null);
    }

    /** The service itself. */
    Service named() {
      return upstream == null ? Services.named(service) : Relay.to(upstream);
    }
  }

  static void write(DataOutputStream out, Order order) throws IOException {
    out.writeUTF(order.service());
    write(out, order.address());
    out.writeInt(order.settings().delayMs());
    out.writeInt(order.settings().idleMs());
    out.writeInt(order.settings().failures());
    out.writeInt(order.settings().bytes());
    out.writeBoolean(order.upstream() != null);
    if (order.upstream() != null) {
      write(out, order.upstream());
    }
    out.flush();
  }

  private static void write(DataOutputStream out, InetSocketAddress address) throws IOException {
    out.writeUTF(address.getAddress().getHostAddress());
    out.writeInt(address.getPort());
  }

  static Order readOrder(DataInputStream in) throws IOException {
    String service = in.readUTF();
    InetSocketAddress address = readAddress(in);
    Service.Settings settings = new Service.Settings(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    return new Order(service, address, settings, in.readBoolean() ? readAddress(in) : null);
  }

  private static InetSocketAddress readAddress(DataInputStream in) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(in.readUTF()), in.readInt());
  }

  /**
   * Says that the service listens, or why it does not.
   *
   * @param obstacle empty for none
   */
  static void writeStart(DataOutputStream out, String obstacle) throws IOException {
    out.writeUTF(obstacle);
    out.flush();
  }

  /**
   * Waits until the service listens.
   *
   * @throws IOException with the obstacle, when there is one
   */
  static void readStart(DataInputStream in) throws IOException {
    String obstacle = in.readUTF();
    if (!obstacle.isEmpty()) {
      throw new IOException(obstacle);
    }
  }

  static void write(DataOutputStream out, Call call) throws IOException {
    out.writeInt(call.connection());
    out.writeLong(call.sinceStartNs());
    out.writeUTF(call.side().name());
    out.writeUTF(call.name());
    out.writeUTF(call.result());
    out.writeUTF(call.error());
    out.flush();
  }

  /**
   * Waits for the next call.
   *
   * @throws java.io.EOFException when the process has ended
   */
  static Call readCall(DataInputStream in) throws IOException {
    return new Call(
        in.readInt(), in.readLong(), Role.valueOf(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF());
  }
}
