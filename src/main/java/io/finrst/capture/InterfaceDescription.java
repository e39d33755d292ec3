package io.finrst.capture;

import java.util.HashMap;
import java.util.Map;
import java.nio.ByteBuffer;

/** An interface of one capture or of several that belong together, as a copy of them describes it. Compared by identity. */
final class InterfaceDescription {
  private static final int IF_TSRESOL = 9;

  /** The body of its block, least significant byte first. */
  final byte[] body;

  private InterfaceDescription(byte[] body) {
    this.body = body;
  }

  /** Those met so far. The same description in the same place of a series of files is one interface. */
  static final class Registry {
    private record Key(String series, int place, ByteBuffer body) {}

    private final Map<Key, InterfaceDescription> known = new HashMap<>();

    /**
     * The interface.
     *
     * @param series what the names of the files have in common
     * @param place position in its section
     */
    InterfaceDescription of(String series, int place, byte[] body) {
      return known.computeIfAbsent(
          new Key(series, place, ByteBuffer.wrap(body)), any -> new InterfaceDescription(body));
    }

    /** The only interface of a capture whose format describes none. */
    InterfaceDescription of(String series, Packet packet, int snaplen) {
      boolean nanoseconds = packet.fractionDigits > 6;
      ByteBuffer body = Pcapng.buffer(nanoseconds ? 20 : 8);
      body.putShort((short) packet.linkType).putShort((short) 0).putInt(snaplen);
      if (nanoseconds) {
        body.putShort((short) IF_TSRESOL).putShort((short) 1).putInt(9).putInt(0);
      }
      return of(series, 0, body.array());
    }
  }
}
