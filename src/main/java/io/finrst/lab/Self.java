package io.finrst.lab;

import java.util.List;

/** How this very program is started again. */
public final class Self {
  private Self() {}

  /** The command without arguments. */
  public static List<String> command() {
    String java = System.getProperty("java.home") + "/bin/java";
    return List.of(
        java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        "io.finrst.cli.Main");
  }
}
