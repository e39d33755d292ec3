package io.finrst.capture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Where native libraries that come inside finrst are unpacked to be loaded. Hardened hosts mount {@code /tmp} noexec,
 * and a library there cannot be loaded; so the first folder is taken whose files may be executed.
 */
public final class UnpackFolder {
  private UnpackFolder() {}

  private static final class Found {
    static final Path FOLDER = first(candidates());
  }

  /**
   * Says by a system property of a library's own where to unpack it, unless the user has said so or no folder will do.
   */
  public static void name(String property) {
    if (System.getProperty(property) == null && Found.FOLDER != null) {
      System.setProperty(property, Found.FOLDER.toString());
    }
  }

  /** What stands in the way of loading any library, for a message; null when nothing does. */
  public static String obstacle() {
    return Found.FOLDER != null
        ? null
        : "no folder for unpacked native code lets files be executed (mount option noexec), neither "
            + String.join(", ", candidates()) + "; FINRST_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another";
  }

  private static List<String> candidates() {
    List<String> folders = new ArrayList<>(List.of(System.getProperty("java.io.tmpdir")));
    for (String variable : new String[] {"XDG_RUNTIME_DIR", "XDG_CACHE_HOME"}) {
      if (System.getenv(variable) != null) {
        folders.add(System.getenv(variable));
      }
    }
    String home = System.getProperty("user.home");
    folders.addAll(List.of(home + File.separator + ".cache", home, "/var/tmp", "/dev/shm"));
    return folders;
  }

  static Path first(List<String> folders) {
    for (String folder : folders) {
      Path path = Path.of(folder);
      if (Files.isDirectory(path) && mayExecuteIn(path)) {
        return path;
      }
    }
    return null;
  }

  /** By an executable file, for which the system says no where the mount has noexec. */
  private static boolean mayExecuteIn(Path folder) {
    if (File.separatorChar != '/') {
      return Files.isWritable(folder);
    }
    try {
      Path probe =
          Files.createTempFile(
              folder, "finrst", null, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        return Files.isExecutable(probe);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException notOurs) {
      return false;
    }
  }
}
