package io.finrst.wire;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * An IP address as a value.
 *
 * @param version 4 or 6
 * @param hi upper 64 bits of an IPv6 address, 0 for IPv4
 * @param lo lower 64 bits, or the IPv4 address in the lower 32
 */
public record Address(int version, long hi, long lo) {

  /** The same address as Java has it; an IPv4-mapped one is IPv4 there. */
  public static Address of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == 4
        ? new Address(4, 0, bytes.getInt() & 0xFFFFFFFFL)
        : new Address(6, bytes.getLong(), bytes.getLong());
  }

  // those that Java makes for records are linked at run time, which takes longer than a small capture
  @Override
  public boolean equals(Object other) {
    return other instanceof Address it && it.lo == lo && it.hi == hi && it.version == version;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hi * 31 + lo);
  }

  /** RFC 5952 text for IPv6, dotted decimal for IPv4. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(39);
    appendTo(text);
    return text.toString();
  }

  /** Appends what {@link #toString} returns. */
  public void appendTo(StringBuilder text) {
    if (version == 4) {
      text.append(lo >>> 24 & 255).append('.').append(lo >>> 16 & 255).append('.');
      text.append(lo >>> 8 & 255).append('.').append(lo & 255);
      return;
    }
    if (hi == 0 && lo >>> 32 == 0xFFFF) { // IPv4-mapped, RFC 5952 section 5
      text.append("::ffff:");
      new Address(4, 0, lo & 0xFFFFFFFFL).appendTo(text);
      return;
    }
    int runStart = -1;
    int runLength = 1; // a single zero group is not shortened, RFC 5952 section 4.2.2
    for (int i = 0; i < 8; i++) {
      int j = i;
      while (j < 8 && group(j) == 0) {
        j++;
      }
      if (j - i > runLength) {
        runStart = i;
        runLength = j - i;
      }
      i = Math.max(i, j - 1);
    }
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
        continue;
      }
      if (i > 0 && i != runStart + runLength) { // after a run "::" has already parted them
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
  }

  private int group(int index) {
    long half = index < 4 ? hi : lo;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
  }
}
