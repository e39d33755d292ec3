package io.finrst.lab;

import java.util.List;

/** How this very program is started again. */
public final class Self {
  private Self() {}

  /**
   * The command without arguments.
   *
   * @param main has the method that runs
   */
  public static List<String> command(Class<?> main) {
    String java = System.getProperty("java.home") + "/bin/java";
    return List.of(
        java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        main.getName());
  }
}
