package io.finrst.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The kernel's trace file system (Documentation/trace/ftrace.rst), and the private instances of it that finrst makes
 * there: each run has one of its own, so that it disturbs no other trace.
 */
public final class Tracefs {
  static final String SEND_EVENT = "events/tcp/tcp_send_reset";
  static final String RECEIVE_EVENT = "events/tcp/tcp_receive_reset";
  private static final String PREFIX = "finrst-";
  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private final Path root;

  private Tracefs(Path root) {
    this.root = root;
  }

  /**
   * Finds it.
   *
   * @throws IOException one line on what is missing and what to do
   */
  public static Tracefs find() throws IOException {
    if (!Files.exists(MOUNTS)) {
      throw new IOException("kernel reasons need Linux 6.10 or newer");
    }
    String below = null;
    for (String mount : Files.readAllLines(MOUNTS, StandardCharsets.ISO_8859_1)) {
      String[] words = mount.split(" ");
      if (words.length > 2 && words[2].equals("tracefs")) {
        return new Tracefs(Path.of(words[1])).checked();
      }
      if (words.length > 2 && words[2].equals("debugfs")) {
        below = words[1];
      }
    }
    if (below != null && Files.exists(Path.of(below, "tracing", "instances"))) {
      return new Tracefs(Path.of(below, "tracing")).checked();
    }
    throw new IOException("tracefs is not mounted: mount -t tracefs nodev /sys/kernel/tracing");
  }

  private Tracefs checked() throws IOException {
    Path instances = root.resolve("instances");
    if (!Files.isWritable(instances)) {
      throw new IOException("no right to use " + root + ": kernel reasons need root");
    }
    Path format = root.resolve(SEND_EVENT).resolve("format");
    if (!Files.exists(format) || !Files.readString(format, StandardCharsets.ISO_8859_1).contains("reason")) {
      throw new IOException("this kernel (" + System.getProperty("os.version") + ") tells no reset reasons; 6.10 does");
    }
    return this;
  }

  /** Where it is mounted. */
  public Path root() {
    return root;
  }

  /**
   * Makes an instance whose name nobody else has: process ids alone are the same in several containers.
   *
   * @throws IOException when none can be made
   */
  Path makeInstance() throws IOException {
    String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path instance = root.resolve("instances").resolve(PREFIX + ProcessHandle.current().pid() + "-" + unique);
    if (!instance.toFile().mkdir()) {
      throw new IOException("no trace instance can be made at " + instance);
    }
    return instance;
  }

  /**
   * Removes instances that runs left behind which were killed, and tells their names. The kernel itself knows which
   * these are, of any container: one that somebody reads cannot be removed.
   *
   * @throws IOException when they cannot be listed
   */
  public List<String> removeStale() throws IOException {
    List<String> removed = new ArrayList<>();
    try (DirectoryStream<Path> instances = Files.newDirectoryStream(root.resolve("instances"), PREFIX + "*")) {
      for (Path instance : instances) {
        if (instance.toFile().delete()) {
          removed.add(instance.getFileName().toString());
        }
      }
    }
    return removed;
  }
}
