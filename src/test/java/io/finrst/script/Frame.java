package io.finrst.script;

import java.util.Arrays;

/**
 * One captured packet that owns its bytes.
 *
 * @param bytes captured bytes, link layer first; not to be changed
 * @param wireLength bytes the packet had on the wire
 * @param timeNs ns since 1970
 * @param linkType LINKTYPE_ value
 */
public record Frame(byte[] bytes, int wireLength, long timeNs, int linkType) {

  /** The same packet with other bytes, as long on the wire as they are. */
  Frame with(byte[] changed) {
    return new Frame(changed, Math.max(changed.length, wireLength + changed.length - bytes.length), timeNs, linkType);
  }

  /** The same packet seen at another time. */
  public Frame at(long ns) {
    return new Frame(bytes, wireLength, ns, linkType);
  }

  /** At most {@code snaplen} bytes of it. */
  Frame cutAt(int snaplen) {
    return bytes.length <= snaplen
        ? this
        : new Frame(Arrays.copyOf(bytes, snaplen), wireLength, timeNs, linkType);
  }
}
