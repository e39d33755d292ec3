package io.finrst.capture;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files without a name for what must be read a second time, such as what a pipe has brought. They lie in the folder of
 * what is written from them, where room for it must be anyway, and are gone when the process ends, however it does.
 */
public final class Spool implements Closeable {
  private final Path folder;
  private final List<FileChannel> files = new ArrayList<>();
  private final Deque<FileChannel> kept = new ArrayDeque<>(); // inputs, in the order of reading
  private volatile IOException failure;

  /**
   * @param folder to write to; empty for the working directory
   */
  public Spool(String folder) {
    this.folder = RawNames.path(folder);
  }

  /** A new file to write and to read. */
  FileChannel file() throws IOException {
    while (true) {
      Path path = folder.resolve(".finrst-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
      try {
        FileChannel file =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.DELETE_ON_CLOSE);
        files.add(file);
        return file;
      } catch (FileAlreadyExistsException another) {
        // the next name
      }
    }
  }

  /** An input of which all that is read is kept; when that fails, reading goes on without. */
  InputStream keeping(InputStream in) throws IOException {
    OutputStream out = output();
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int got = in.read(target, offset, length);
        if (got > 0 && failure == null) {
          try {
            out.write(target, offset, got);
          } catch (IOException e) {
            failure = e;
          }
        }
        return got;
      }
    };
  }

  /** A file for an input that is written by somebody else. */
  public OutputStream output() throws IOException {
    FileChannel file = file();
    kept.add(file);
    return Channels.newOutputStream(file);
  }

  /**
   * The next of the inputs that were kept, from its beginning.
   *
   * @throws IOException when it could not be kept
   */
  InputStream again() throws IOException {
    if (failure != null) {
      throw failure;
    }
    FileChannel file = kept.remove();
    file.position(0);
    return Channels.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    for (FileChannel file : files) {
      file.close();
    }
  }
}
