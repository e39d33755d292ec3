package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * File names as they are. To Unix a name is bytes; Java decodes them by the locale and replaces what does not fit, and
 * so loses the file. Here such a name is read as UTF-8, and each byte that does not fit becomes one of the lone
 * surrogates U+DC80 to U+DCFF, as in Python (PEP 383): nothing is lost, and a report shows {@code \xff}.
 */
public final class RawNames {
  private static final char FIRST_ESCAPE = 0xDC80;
  private static final char LAST_ESCAPE = 0xDCFF;
  private static final int ESCAPE_BASE = 0xDC00;
  private static final char UNDECODABLE = 0xFFFD;
  private static final char UNIX_SEPARATOR = '/';

  /** Linux's word for the working directory; null where Java knows the name of that itself. */
  private static final Path UNNAMED_DIRECTORY =
      hasUndecodable(System.getProperty("user.dir")) ? Path.of("/proc/self/cwd") : null;

  private RawNames() {}

  /** Whether Java has lost bytes of it: it holds the character that stands for them. */
  public static boolean hasUndecodable(String text) {
    return text.indexOf(UNDECODABLE) >= 0;
  }

  /** The name of these bytes. */
  public static String of(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what does not fit
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE_BASE | in.get() & 0xFF));
      }
    }
  }

  /**
   * The file of this name.
   *
   * @throws InvalidPathException when no file can be called so
   */
  public static Path path(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException notInLocale) {
      if (File.separatorChar != UNIX_SEPARATOR || name.indexOf('\0') >= 0) {
        throw notInLocale;
      }
      path = ofBytes(name);
    }
    return UNNAMED_DIRECTORY == null ? path : UNNAMED_DIRECTORY.resolve(path);
  }

  /** Whether there is a file or folder of this name. */
  public static boolean exists(String name) {
    try {
      return Files.exists(path(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A path of Java can hold any bytes, but only a URI can say them. */
  private static Path ofBytes(String name) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : bytes(name)) {
      uri.append(b == UNIX_SEPARATOR ? "/" : String.format("%%%02X", b));
    }
    Path absolute = Path.of(URI.create(uri.toString().replaceFirst("^file:/+", "file:///")));
    return name.charAt(0) == UNIX_SEPARATOR ? absolute : absolute.subpath(0, absolute.getNameCount());
  }

  private static byte[] bytes(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    name.codePoints()
        .forEach(
            c -> {
              if (c >= FIRST_ESCAPE && c <= LAST_ESCAPE) {
                bytes.write(c); // its low byte
              } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  /** The names of what is in a folder, in order; empty when it cannot be listed. */
  static List<String> in(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path(folder))) {
      children.forEach(child -> names.add(last(child)));
    } catch (IOException | InvalidPathException notListed) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  /** The last word of a path that Java has listed itself. */
  private static String last(Path path) {
    String name = path.getFileName().toString();
    if (!hasUndecodable(name)) {
      return name;
    }
    String raw = path.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    String word = raw.substring(raw.lastIndexOf('/', end - 1) + 1, end).replace("+", "%2B"); // a plus is no blank here
    return of(URLDecoder.decode(word, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
  }
}
