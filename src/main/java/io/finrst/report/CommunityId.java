package io.finrst.report;

import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Community ID version 1 with seed 0, the flow hash that Zeek, Suricata, Wireshark and Elastic share: SHA-1 over the
 * seed, both addresses, the protocol, a zero byte and both ports, in Base64. The endpoint with the smaller address
 * (then port) goes first, so that both directions get one id. Not thread-safe.
 */
public final class CommunityId {
  private static final String VERSION = "1:";
  private static final byte TCP = 6;
  private static final int SEED_BYTES = 2; // seed 0: they are never written
  private static final int SHA_1_BYTES = 20;

  private final MessageDigest sha1;
  private final byte[] input = new byte[SEED_BYTES + 16 + 16 + 2 + 2 + 2];
  private final byte[] output = new byte[SHA_1_BYTES];

  /** Ready for any number of connections. */
  public CommunityId() {
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  /** The id of the connection between two endpoints, in either order. */
  public String of(Endpoint a, Endpoint b) {
    boolean inOrder = compare(a, b) <= 0;
    Endpoint first = inOrder ? a : b;
    Endpoint second = inOrder ? b : a;
    int end = put(second.address(), put(first.address(), SEED_BYTES));
    input[end++] = TCP;
    input[end++] = 0;
    end = putBytes(first.port(), 2, end);
    end = putBytes(second.port(), 2, end);
    sha1.update(input, 0, end);
    try {
      sha1.digest(output, 0, SHA_1_BYTES);
    } catch (DigestException e) {
      throw new AssertionError("the output has room for a SHA-1", e);
    }
    return VERSION + Base64.getEncoder().encodeToString(output);
  }

  private static int compare(Endpoint a, Endpoint b) {
    int order = Long.compareUnsigned(a.address().hi(), b.address().hi());
    if (order == 0) {
      order = Long.compareUnsigned(a.address().lo(), b.address().lo());
    }
    return order == 0 ? Integer.compare(a.port(), b.port()) : order;
  }

  private int put(Address address, int at) {
    if (address.version() == 4) {
      return putBytes(address.lo(), 4, at);
    }
    return putBytes(address.lo(), 8, putBytes(address.hi(), 8, at));
  }

  private int putBytes(long value, int count, int at) {
    for (int i = 0; i < count; i++) {
      input[at + i] = (byte) (value >>> 8 * (count - 1 - i));
    }
    return at + count;
  }
}
