package io.finrst.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;

/** A file that holds each write as a whole or not at all, also when the disk is full in the middle of one. */
final class WholeWrites extends OutputStream {
  private final FileChannel file;
  private long size;

  /**
   * Makes an empty file.
   *
   * @throws IOException when it cannot be made; the message says why and begins with the name
   */
  WholeWrites(String name) throws IOException {
    this(name, false);
  }

  /**
   * The same, or with {@code append} a file that goes on at its end.
   */
  WholeWrites(String name, boolean append) throws IOException {
    try {
      file =
          FileChannel.open(
              RawNames.path(name),
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
      size = append ? file.size() : 0;
    } catch (NoSuchFileException e) {
      throw new IOException(name + ": no such folder", e);
    } catch (AccessDeniedException e) {
      throw new IOException(name + ": permission denied", e);
    } catch (FileSystemException e) {
      throw new IOException(name + ": " + e.getReason(), e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (left.hasRemaining()) {
        file.write(left);
      }
      size += length;
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  private void takeBack(IOException cause) {
    try {
      file.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e); // a pipe, say
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
