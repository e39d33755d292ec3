package io.finrst.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * This process's standard input. Unlike {@link System#in}, another thread can end it while a read waits for a pipe that
 * is silent: of Java's ways to read a descriptor only a channel wakes its reader when it is closed.
 */
final class StandardInput extends InputStream {
  private FileChannel channel;
  private volatile boolean ended;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      return channel().read(ByteBuffer.wrap(bytes, offset, length));
    } catch (ClosedChannelException e) {
      if (ended) {
        return -1;
      }
      throw e;
    }
  }

  /** Opened when first needed: a run that reads only files does not pay for loading it. */
  private synchronized FileChannel channel() {
    if (channel == null) {
      channel = new FileInputStream(FileDescriptor.in).getChannel();
    }
    return channel;
  }

  /** From now on nothing more comes, as at the end of a file; a waiting read returns. */
  void end() throws IOException {
    ended = true;
    channel().close();
  }
}
