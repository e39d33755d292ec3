package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.golden.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab from the command line. */
@Timeout(180)
class LabIT {
  private static void mayCapture() {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assumeTrue(Interfaces.refusal("lo") == null, "no right to capture on lo");
  }

  @Test
  void packetsAgreeWithSocketsInEveryScenario() throws Exception {
    mayCapture();
    Launch.Result run = Launch.of(FINRST, "lab", "run", "all").run();
    assertThat(Stream.of(run.out().split("\n\n")).filter(scenario -> scenario.contains("DISAGREES"))).isEmpty();
    assertThat(run.out()).containsPattern("(?m)^\\d+ scenarios: \\d+ agree$");
    assertThat(run.exit()).isZero();
  }

  @Test
  void savedScenarioIsACaptureAndWhatFinrstSaysOfIt(@TempDir Path folder) throws Exception {
    mayCapture();
    Launch.Result run = Launch.of(FINRST, "lab", "run", "closed-port", "--save", folder).run();
    assertThat(run.exit()).isZero();
    Launch.Result again = Launch.of(FINRST, "--json", folder.resolve("closed-port.pcapng")).run();
    Object connection = Json.parse(again.out()).get(0);
    assertThat(Json.text(connection, "verdict")).isEqualTo("rst-to-syn");
    Object saved = ((List<?>) Json.read(folder.resolve("closed-port.expected.json"))).get(0);
    assertThat(Json.text(saved, "verdict")).isEqualTo("rst-to-syn");
  }

  @Test
  void unknownNamesGetTheNearestOnes() throws Exception {
    Launch.Result run = Launch.of(FINRST, "lab", "run", "closed-prot").run();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).startsWith("finrst: unknown scenario 'closed-prot'; ").contains("closed-port");
    assertThat(Launch.of(FINRST, "lab", "serve", "htlm").run().err()).contains("html");
  }

  @Test
  void serviceAnswersLogsAndCountsUntilItIsStopped() throws Exception {
    Process lab = Launch.of(FINRST, "lab", "serve", "reset-on-accept", "--base-port", "0").start();
    try (BufferedReader log = lab.errorReader(StandardCharsets.UTF_8)) {
      String first = log.readLine();
      assertThat(first).matches("finrst: 127\\.0\\.0\\.1:\\d+  reset-on-accept: .*");
      int port = Integer.parseInt(first.replaceAll(".*:(\\d+)  .*", "$1"));
      try (Socket client = new Socket("127.0.0.1", port)) {
        client.getInputStream().read();
      } catch (IOException reset) {
        // that is the service
      }
      assertThat(log.readLine()).startsWith("finrst: reset-on-accept #1: accept from port ");
      assertThat(log.readLine()).isEqualTo("finrst: reset-on-accept #1: close with SO_LINGER 0");
      lab.toHandle().destroy(); // destroy() of the process itself would close its streams
      assertThat(log.readLine()).isEqualTo("finrst: reset-on-accept: 1 connection");
      assertThat(lab.waitFor()).isZero();
    } finally {
      lab.destroyForcibly();
    }
  }
}
