package io.finrst.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code [ADDRESS:]PORT}; without an address the loopback's, since what is served tells who talks to whom. */
final class ListenAddress implements ITypeConverter<ListenAddress.Of> {

  /** Address and port, 0 for any free one. */
  record Of(InetSocketAddress socket) {}

  @Override
  public Of convert(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    String port = text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xFFFF) {
      throw new TypeConversionException("'" + text + "' is not [ADDRESS:]PORT");
    }
    try {
      InetAddress address = host.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
      return new Of(new InetSocketAddress(address, Integer.parseInt(port)));
    } catch (UnknownHostException e) {
      throw new TypeConversionException("'" + host + "' is not an address of this host");
    }
  }
}
