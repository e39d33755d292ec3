package io.finrst.capture;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** Any number of zstd frames one after the other (RFC 8878). Needs the native library that zstd-jni brings along. */
final class ZstdInput extends InputStream {
  private final InputStream frames;

  ZstdInput(InputStream in) throws IOException {
    UnpackFolder.name("ZstdTempFolder");
    try {
      frames = new ZstdInputStreamNoFinalizer(in);
    } catch (RuntimeException | LinkageError e) {
      String reason = UnpackFolder.obstacle() == null ? "it does not load on this system" : UnpackFolder.obstacle();
      throw new IOException("the zstd library cannot be used, decompress the file first: " + reason, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return frames.read(target, offset, length);
    } catch (IOException e) {
      throw new IOException("zstd data is damaged or ends early (" + e.getMessage() + ")", e);
    } catch (RuntimeException | LinkageError e) {
      throw new IOException("the native zstd library fails at this data (" + e + ")", e);
    }
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
