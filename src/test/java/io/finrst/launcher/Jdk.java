package io.finrst.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Java installations of this machine. */
final class Jdk {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private Jdk() {}

  /** The home of Java {@code version}; skips the calling test where there is none. */
  static Path home(int version) throws IOException {
    Optional<Path> found = find(version);
    assumeTrue(
        found.isPresent(),
        "no Java " + version + ": set JAVA" + version + "_HOME, or install it under " + INSTALLED);
    return found.get();
  }

  private static Optional<Path> find(int version) throws IOException {
    String named = System.getenv("JAVA" + version + "_HOME");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    if (Runtime.version().feature() == version) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    if (Files.isDirectory(INSTALLED)) {
      try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED, "*" + version + "*")) {
        for (Path home : homes) {
          if (Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.of(home);
          }
        }
      }
    }
    return Optional.empty();
  }
}
