package io.finrst.script;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks tshark, as an oracle. A test that needs it is skipped by name where it is not installed. */
public final class Tshark {
  private static final boolean INSTALLED = probe();

  private Tshark() {}

  private static boolean probe() {
    try {
      Process process = new ProcessBuilder("tshark", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether tshark can be run. */
  public static boolean installed() {
    return INSTALLED;
  }

  /** One line a packet, the named fields parted by bars, checksums verified. Skips the calling test without tshark. */
  public static String fields(Path capture, String... fields) throws IOException, InterruptedException {
    assumeTrue(INSTALLED, "tshark is not installed");
    List<String> command =
        new ArrayList<>(
            List.of("tshark", "-r", capture.toString(), "-T", "fields", "-E", "separator=|",
                "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"));
    for (String field : fields) {
      command.add("-e");
      command.add(field);
    }
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("tshark failed: " + command);
    }
    return output;
  }
}
