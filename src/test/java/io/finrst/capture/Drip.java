package io.finrst.capture;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A pipe without a thread: a read for which nothing has arrived yet, which would block for ever, fails the test. */
final class Drip extends InputStream {
  private final Deque<byte[]> arrived = new ArrayDeque<>();
  private boolean ended;

  void arrives(byte[] bytes) {
    arrived.add(bytes);
  }

  void ends() {
    ended = true;
  }

  @Override
  public int available() {
    return arrived.isEmpty() ? 0 : arrived.peek().length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    byte[] next = arrived.poll();
    if (next == null) {
      if (ended) {
        return -1;
      }
      throw new AssertionError("asked for more than a packet needs");
    }
    int count = Math.min(length, next.length);
    System.arraycopy(next, 0, target, offset, count);
    if (count < next.length) {
      arrived.addFirst(Arrays.copyOfRange(next, count, next.length));
    }
    return count;
  }
}
