package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.golden.Json;
import io.finrst.kernel.Tracefs;
import io.finrst.lab.Network;
import io.finrst.lab.Scenario;
import io.finrst.lab.Scenarios;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab from the command line. */
@Timeout(600)
class LabIT {
  private static void mayCapture() {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assumeTrue(Interfaces.refusal("lo") == null, "no right to capture on lo");
  }

  /**
   * Verdict, who ended it, cause and its certainty of every connection of a scenario, where the kernel is asked. Where
   * two causes stand, both are true and it is a matter of moments which one the kernel looks at first.
   */
  private static final Map<String, Pattern> PROVEN =
      Map.ofEntries(
          proven("reset-on-accept", "rst-before-data, ended by the server, abortive-close"),
          proven("closed-port", "rst-to-syn, ended by the server, port-closed"),
          ordinary("client-closes-first", "graceful, ended by the client"),
          ordinary("server-closes-first", "graceful, ended by the server, answer-cut-short \\(certain\\)"),
          ordinary("half-close", "half-close, ended by the client"),
          proven("unread-before-response", "rst-after-data, ended by the server, unread-data-at-close"),
          proven("unread-after-response", "rst-after-data, ended by the server, unread-data-at-close"),
          ordinary("lingering-close", "graceful, ended by the server"),
          proven("abort-when-idle", "rst-after-data, ended by the server, abortive-close"),
          proven("abort-in-mid-response", "rst-after-data, ended by the server, abortive-close"),
          proven("client-aborts", "rst-after-data, ended by the client, (unread-data-at-close|abortive-close)"),
          proven("data-after-close", "rst-after-fin, ended by the server, (data-after-close|keepalive-race)"),
          proven("keep-alive-race", "rst-after-fin, ended by the server, keepalive-race"),
          proven("zero-window", "rst-after-data, ended by the server, (zero-window-abort|unread-data-at-close)"),
          proven("read-timeout", "rst-after-fin, ended by the client, data-after-close"),
          ordinary("no-answer", "graceful, ended by the client, client-gave-up \\(likely\\)"),
          proven("tls-reset", "rst-after-data, ended by the server, (abortive-close|unread-data-at-close)"),
          ordinary("close-unanswered", "graceful, ended by the server, closed-without-answer \\(certain\\)"),
          ordinary("truncated-chunks", "graceful, ended by the server, answer-cut-short \\(likely\\)"),
          ordinary("client-stops-in-request", "graceful, ended by the client, request-cut-short \\(certain\\)"),
          ordinary("request-timeout", "graceful, ended by the server, request-cut-short \\(certain\\)"),
          ordinary("refused-in-words", "graceful, ended by the server, protocol-refusal \\(certain\\)"),
          ordinary("tls-alert", "graceful, ended by the server, tls-alert \\(certain\\)"),
          ordinary("tls-close", "graceful, ended by the server, tls-closed-in-handshake \\(.*\\)"),
          ordinary("idle-session", "graceful, ended by the server, idle-timer-close \\(possible\\)"));

  private static Map.Entry<String, Pattern> proven(String scenario, String found) {
    return Map.entry(scenario, Pattern.compile(found + " \\(certain\\)"));
  }

  private static Map.Entry<String, Pattern> ordinary(String scenario, String found) {
    return Map.entry(scenario, Pattern.compile(found));
  }

  private static List<Launch.Result> all;

  /** Every scenario, played once for all tests, since that takes its time; with the kernel where it can be asked. */
  private static synchronized List<Launch.Result> all() throws Exception {
    mayCapture();
    if (all == null) {
      all =
          List.of(
              play(scenario -> !scenario.needsNetwork()),
              play(scenario -> scenario.needsNetwork() && scenario.view() == null),
              play(scenario -> scenario.view() != null));
    }
    return all;
  }

  private static Launch.Result play(Predicate<Scenario> which) throws Exception {
    List<Object> words = new ArrayList<>(List.of("lab", "run"));
    Scenarios.ALL.stream().filter(which).forEach(scenario -> words.add(scenario.name()));
    if (kernelObstacle() == null) {
      words.add("--kernel");
    }
    return Launch.of(FINRST, words.toArray()).run();
  }

  private static String kernelObstacle() {
    try {
      Tracefs.find();
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void kernelProvesEveryResetAndNothingIsNamedWrongly() throws Exception {
    assumeTrue(kernelObstacle() == null, kernelObstacle());
    Map<String, String> found = new TreeMap<>();
    for (String scenario : all().get(0).out().split("\n\n")) {
      String name = scenario.substring(0, scenario.indexOf(' '));
      if (PROVEN.containsKey(name)) {
        found.put(name, scenario.replaceAll("(?s).*\n  packets: (\\V*)\\v.*", "$1"));
      }
    }
    assertThat(found).containsOnlyKeys(PROVEN.keySet());
    assertThat(found).allSatisfy((name, text) -> assertThat(text).matches(PROVEN.get(name)));
  }

  @Test
  void packetsAgreeWithSocketsInEveryScenario() throws Exception {
    for (Launch.Result run : all()) {
      assertThat(Stream.of(run.out().split("\n\n")).filter(scenario -> scenario.contains("DISAGREES"))).isEmpty();
      assertThat(run.out()).containsPattern("(?m)^\\d+ scenarios: \\d+ agree$");
      assertThat(run.exit()).isZero();
    }
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
  void runIsCapturedAtEveryPointWithItsTruthAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
    mayCapture();
    assumeTrue(Network.obstacle() == null, Network.obstacle());
    Process run = Launch.of(FINRST, "lab", "run", "rejected-by-reset", "clocks-apart", "--save", folder).start();
    String out = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(out).isZero();
    assertThat(Launch.of("ip", "netns", "list").run().out()).doesNotContain("finrst-" + run.pid());

    assertThat(verdicts(folder.resolve("rejected-by-reset.client.pcap")))
        .containsExactly("graceful", "rst-to-syn", "graceful");
    assertThat(verdicts(folder.resolve("rejected-by-reset.router.pcap"))).hasSize(3);
    assertThat(verdicts(folder.resolve("rejected-by-reset.server.pcap"))).containsExactly("graceful", "graceful");
    Object connection = Json.list(Json.read(folder.resolve("rejected-by-reset.truth.json")), "connections").get(1);
    Object lost = Json.list(connection, "lost").get(0);
    assertThat(Json.text(lost, "flags")).isEqualTo("SYN");
    assertThat(Json.get(lost, "packets")).isEqualTo(1L);
    assertThat(Json.list(lost, "between")).asString().isEqualTo("[router, server]");
    assertThat(Json.text(Json.list(connection, "added").get(0), "flags")).isEqualTo("RST,ACK");
    assertThat(Json.get(Json.get(connection, "socketErrors"), "client")).asString().isEqualTo("[ECONNREFUSED]");

    Instant here = Instant.parse(Json.text(told(folder.resolve("clocks-apart.client.pcap")).get(0), "start"));
    Instant there = Instant.parse(Json.text(told(folder.resolve("clocks-apart.router.pcap")).get(0), "start"));
    assertThat(Duration.between(here, there)).isCloseTo(Duration.ofHours(2).plusMillis(125), Duration.ofMillis(50));
  }

  private static List<Object> told(Path capture) throws Exception {
    return Json.parse(Launch.of(FINRST, "--json", capture).run().out());
  }

  private static List<String> verdicts(Path capture) throws Exception {
    return told(capture).stream().map(each -> Json.text(each, "verdict")).filter(Objects::nonNull).toList();
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
