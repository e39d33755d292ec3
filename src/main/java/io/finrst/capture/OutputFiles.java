package io.finrst.capture;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Makes the files that captures are copied to: compressed where their names end so, and never one that is being read. */
public final class OutputFiles {
  private static final int WINDOW = 64 << 10;

  private OutputFiles() {}

  /**
   * Sees, before anything is read, whether a file could be written; leaves alone what is there.
   *
   * @param inputs what is read, which must not be overwritten
   * @throws IOException when it could not; the message says why and begins with the name
   */
  public static void check(String name, List<String> inputs) throws IOException {
    requireOther(name, inputs);
    Path file = RawNames.path(name);
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new IOException(name + ": is a folder");
    }
    if (!Files.exists(file) && !Files.isDirectory(folder)) {
      throw new IOException(name + ": no such folder");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new IOException(name + ": permission denied");
    }
  }

  /**
   * Opens a file for writing, emptied if it is there.
   *
   * @param inputs what is read, which must not be overwritten
   * @throws IOException when it cannot be written or is one of {@code inputs}; the message says why and begins with the
   *     name
   */
  public static OutputStream create(String name, List<String> inputs) throws IOException {
    requireOther(name, inputs);
    return packed(name, new WholeWrites(name));
  }

  /** Opens a file for writing behind what it holds. */
  static OutputStream append(String name) throws IOException {
    return packed(name, new WholeWrites(name, true));
  }

  /** {@code .gz}, {@code .zst}, or nothing: the ending of a name that says how to compress. */
  static String compression(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".gz") ? ".gz" : lower.endsWith(".zst") ? ".zst" : "";
  }

  private static OutputStream packed(String name, OutputStream file) throws IOException {
    return switch (compression(name)) {
      case ".gz" -> new GZIPOutputStream(file, WINDOW);
      case ".zst" -> zstd(file);
      default -> file;
    };
  }

  private static OutputStream zstd(OutputStream file) throws IOException {
    UnpackFolder.name("ZstdTempFolder");
    try {
      return new ZstdOutputStreamNoFinalizer(file);
    } catch (RuntimeException | LinkageError e) {
      file.close();
      throw new IOException("the zstd library cannot be used, name it without .zst: " + e.getMessage(), e);
    }
  }

  /** Whatever it is called there, through links and other folders. */
  static void requireOther(String name, List<String> inputs) throws IOException {
    if (!RawNames.exists(name)) {
      return;
    }
    for (String input : inputs) {
      if (isSame(name, input)) {
        throw new IOException(name + ": is being read and must not be overwritten");
      }
    }
  }

  private static boolean isSame(String name, String input) {
    try {
      return RawNames.exists(input) && Files.isSameFile(RawNames.path(name), RawNames.path(input));
    } catch (IOException | InvalidPathException cannotTell) {
      return false;
    }
  }
}
