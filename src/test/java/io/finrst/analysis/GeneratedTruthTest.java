package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator of the benchmarks knows how it ended each connection, retransmissions and reordering included. */
@Tag("slow")
class GeneratedTruthTest {
  private static final Map<String, String> ENDINGS =
      Map.of(
          "fin-client", "graceful client",
          "fin-server", "graceful server",
          "fin-simultaneous", "graceful either",
          "fin-then-rst", "rst-after-fin server",
          "rst-client", "rst-after-data client",
          "rst-server", "rst-after-data server",
          "refused", "rst-to-syn server",
          "open", "open nobody",
          "half-closed", "half-close nobody",
          "syn-unanswered", "syn-unanswered nobody");

  @TempDir Path directory;

  @Test
  void everyGeneratedConnectionEndsAsItWasMade() throws IOException, InterruptedException {
    Path capture = directory.resolve("mixed.pcap");
    Path truth = directory.resolve("truth.csv");
    generate("--out", capture.toString(), "--truth", truth.toString(), "--conns", "3000", "--dup", "30", "--ooo", "30");

    Map<String, String> found = new HashMap<>();
    for (ConnectionRecord connection : Found.inFiles(capture).connections()) {
      found.put(connection.client().address() + " " + connection.client().port(), ending(connection));
    }
    List<String> wrong = new ArrayList<>();
    List<String> lines = Files.readAllLines(truth);
    for (String line : lines.subList(1, lines.size())) {
      String[] part = line.split(",");
      String said = found.get(part[1] + " " + part[2]);
      String right = ENDINGS.get(part[5]);
      if (!right.equals(said) && !(right.endsWith("either") && said != null && said.startsWith("graceful"))) {
        wrong.add(line + " said " + said);
      }
    }
    assertThat(lines).hasSize(3001);
    assertThat(wrong).isEmpty();
  }

  private static String ending(ConnectionRecord connection) {
    boolean graceful = connection.verdict().id().equals("graceful");
    String by =
        graceful ? connection.firstFin().id()
            : connection.resets().isEmpty() ? "nobody" : Found.endedBy(connection).role().id();
    return connection.verdict().id() + " " + by;
  }

  private static void generate(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(Path.of("src", "bench", "GenCapture.java").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
