package io.finrst.cli;

import io.finrst.wire.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An address or a network.
 *
 * @param base an address of it
 * @param prefix leading bits that count, 0 to 32 or 128
 */
record HostRange(Address base, int prefix) {

  boolean contains(Address address) {
    if (address.version() != base.version()) {
      return false;
    }
    if (base.version() == 4) {
      return prefix == 0 || (address.lo() ^ base.lo()) >>> (32 - prefix) == 0;
    }
    if (prefix <= 64) {
      return prefix == 0 || (address.hi() ^ base.hi()) >>> (64 - prefix) == 0;
    }
    return address.hi() == base.hi() && (address.lo() ^ base.lo()) >>> (128 - prefix) == 0;
  }

  /** {@code ADDRESS[/LENGTH]}; names are not looked up. */
  static final class Parser implements ITypeConverter<HostRange> {
    @Override
    public HostRange convert(String text) {
      int slash = text.indexOf('/');
      String host = slash < 0 ? text : text.substring(0, slash);
      Address address = address(host);
      int bits = address.version() == 4 ? 32 : 128;
      if (slash < 0) {
        return new HostRange(address, bits);
      }
      try {
        int prefix = Integer.parseInt(text.substring(slash + 1));
        if (prefix >= 0 && prefix <= bits) {
          return new HostRange(address, prefix);
        }
      } catch (NumberFormatException notANumber) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' has no prefix length of 0 to " + bits);
    }

    private static Address address(String host) {
      String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
      boolean numeric = bare.contains(":") || bare.matches("\\d{1,3}(\\.\\d{1,3}){3}");
      try {
        if (numeric) {
          ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(bare).getAddress());
          if (bytes.remaining() == 16) {
            return new Address(6, bytes.getLong(), bytes.getLong());
          }
          long ipv4 = bytes.getInt() & 0xFFFFFFFFL;
          // Java makes ::ffff:10.0.0.1 an IPv4 address; in a packet it is an IPv6 one
          return bare.contains(":") ? new Address(6, 0, 0xFFFF_0000_0000L | ipv4) : new Address(4, 0, ipv4);
        }
      } catch (UnknownHostException notAnAddress) {
        // said below
      }
      throw new TypeConversionException("'" + host + "' is not an IP address (names are not looked up)");
    }
  }
}
