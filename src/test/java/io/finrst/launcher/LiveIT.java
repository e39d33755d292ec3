package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.golden.Json;
import io.finrst.kernel.Tracefs;
import io.finrst.lab.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code finrst live} on the loopback interface with real sockets. */
@Timeout(120)
class LiveIT {
  @TempDir private Path folder;

  private final List<String> errors = new ArrayList<>();
  private Process finrst;
  private BufferedReader out;
  private int port;

  @BeforeEach
  void mayCapture() throws Exception {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assumeTrue(Interfaces.refusal("lo") == null, "no right to capture on lo");
    try (ServerSocket any = new ServerSocket(0)) {
      port = any.getLocalPort(); // only our own traffic, whatever else the machine does
    }
  }

  @AfterEach
  void end() {
    if (finrst != null) {
      finrst.destroyForcibly();
    }
  }

  /** Starts it on our port and waits until it listens. */
  private void live(Object... options) throws IOException, InterruptedException {
    List<Object> arguments = new ArrayList<>(List.of("live", "-i", "lo"));
    arguments.addAll(List.of(options));
    arguments.add("tcp port " + port);
    finrst = Launch.hearing(FINRST, arguments.toArray()).start();
    out = finrst.inputReader(StandardCharsets.UTF_8);
    BufferedReader err = finrst.errorReader(StandardCharsets.UTF_8);
    String line = err.readLine();
    while (line != null && !line.contains("listening on lo")) {
      errors.add(line);
      line = err.readLine();
    }
    if (line != null) {
      errors.add(line);
    }
    assertThat(line).as("%s", errors).isNotNull();
  }

  private void signal(String name) throws IOException, InterruptedException {
    signal(name, finrst);
  }

  private static void signal(String name, Process to) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " $0", Long.toString(to.pid())).start();
    assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private enum How {
    GRACEFUL("graceful"),
    ABORT("rst-after-data"),
    ABORT_AT_ONCE("rst-before-data"),
    REFUSED("rst-to-syn"),
    HALF_CLOSE("half-close");

    private final String verdict;

    How(String verdict) {
      this.verdict = verdict;
    }
  }

  /** One connection on our port, ended so. */
  @SuppressWarnings("try") // closing is what is tested, and try closes what a failure leaves open
  private void connect(How how) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetSocketAddress address = new InetSocketAddress(loopback, port);
    if (how == How.REFUSED) {
      try (Socket nobody = new Socket()) {
        nobody.connect(address);
      } catch (IOException refused) {
        return;
      }
    }
    try (ServerSocket listener = new ServerSocket()) {
      listener.setReuseAddress(true);
      listener.bind(address);
      try (Socket client = new Socket(loopback, port);
          Socket server = listener.accept()) {
        switch (how) {
          case ABORT, ABORT_AT_ONCE -> {
            if (how == How.ABORT) {
              client.getOutputStream().write(new byte[10]);
              server.getInputStream().readNBytes(10);
            }
            server.setSoLinger(true, 0);
            server.close();
          }
          case HALF_CLOSE -> {
            client.shutdownOutput();
            server.getInputStream().read();
            server.getOutputStream().write(1);
            client.getInputStream().read();
            server.close();
            client.getInputStream().read();
          }
          default -> {
            client.close();
            server.getInputStream().read();
          }
        }
      }
    }
  }

  private Object nextObject() throws IOException {
    String line = out.readLine();
    assertThat(line).isNotNull();
    return Json.parse(line).get(0);
  }

  @Test
  void connectionIsToldOfWhileTheCaptureGoesOn() throws Exception {
    live("--json");
    connect(How.ABORT);
    Object told = nextObject();
    assertThat(finrst.isAlive()).isTrue();
    assertThat(Json.text(told, "verdict")).isEqualTo("rst-after-data");
    assertThat(Json.text(Json.get(told, "endedBy"), "role")).isEqualTo("server");
    signal("INT");
    assertThat(Json.text(nextObject(), "type")).isEqualTo("summary");
    assertThat(finrst.waitFor()).isZero();
  }

  @Test
  void twoHundredEndingsAreAllThereWhenStoppedAtOnceAndTheRecordingAgrees() throws Exception {
    Path recording = folder.resolve("r.pcapng");
    live("--json", "-w", recording);
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      How how = How.values()[i % How.values().length];
      connect(how);
      expected.merge(how.verdict, 1, Integer::sum);
    }
    Thread.sleep(150); // as users stop it: right after what they wanted to see
    signal("TERM");
    String live = out.lines().reduce("", (text, line) -> text + line + "\n");
    assertThat(finrst.waitFor()).isZero();
    assertThat(verdicts(live)).isEqualTo(expected);
    assertThat(verdicts(Launch.of(FINRST, "--json", recording).run().out())).isEqualTo(expected);
  }

  private static Map<String, Integer> verdicts(String lines) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : lines.lines().toList()) {
      Object object = Json.parse(line).get(0);
      if ("connection".equals(Json.text(object, "type"))) {
        counts.merge(Json.text(object, "verdict"), 1, Integer::sum);
      }
    }
    return counts;
  }

  @Test
  void onlyChosenEndingsAreRecorded() throws Exception {
    Path recording = folder.resolve("only.pcap");
    live("--json", "-w", recording, "--save-only", "rst-to-syn");
    connect(How.GRACEFUL);
    connect(How.REFUSED);
    connect(How.ABORT);
    for (int i = 0; i < 3; i++) {
      nextObject();
    }
    signal("INT");
    assertThat(finrst.waitFor()).isZero();
    assertThat(verdicts(Launch.of(FINRST, "--json", recording).run().out())).isEqualTo(Map.of("rst-to-syn", 1));
  }

  @Test
  void whatIsHandedOnHoldsWhatWasRecorded() throws Exception {
    Path recording = folder.resolve("r.pcapng");
    Path annotated = folder.resolve("a.pcapng.gz");
    Path parts = folder.resolve("parts");
    live("--json", "-w", recording, "--annotate", annotated, "--split", parts, "--by", "verdict");
    connect(How.GRACEFUL);
    connect(How.ABORT);
    connect(How.REFUSED);
    for (int i = 0; i < 3; i++) {
      nextObject();
    }
    signal("INT");
    assertThat(finrst.waitFor()).isZero();
    Map<String, Integer> expected = Map.of("graceful", 1, "rst-after-data", 1, "rst-to-syn", 1);
    assertThat(verdicts(Launch.of(FINRST, "--json", recording).run().out())).isEqualTo(expected);
    assertThat(verdicts(Launch.of(FINRST, "--json", annotated).run().out())).isEqualTo(expected);
    assertThat(verdicts(Launch.of(FINRST, "--json", parts).run().out())).isEqualTo(expected);
    assertThat(parts.resolve("rst-to-syn.pcapng")).exists();
  }

  @Test
  void countersAreServedWhileItRuns() throws Exception {
    live("--json", "--metrics", "0");
    connect(How.ABORT_AT_ONCE);
    nextObject();
    String where = errors.get(errors.size() - 1);
    URI uri = URI.create(where.substring(where.indexOf("http://")));
    assertThat(uri.getHost()).isEqualTo("127.0.0.1");
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body())
        .contains("finrst_connections_ended_total{verdict=\"rst-before-data\"")
        .contains("server_port=\"" + port + "\"} 1");
  }

  @Test
  void linesForJournaldBeginWithTheirSeverity() throws Exception {
    live("--syslog=-");
    connect(How.ABORT);
    connect(How.GRACEFUL);
    assertThat(out.readLine()).startsWith("<4>Server 127.0.0.1:" + port + " reset the connection").contains(" verdict=rst-after-data ");
    assertThat(out.readLine()).startsWith("<6>Both sides closed in order").contains(" harm=none ");
    signal("INT");
    assertThat(out.readLine()).as("no summary, which would be lines of its own").isNull();
    assertThat(finrst.waitFor()).isZero();
  }

  /** Java has no datagrams of this kind, so another program plays the log. */
  @Test
  void theLogOfThisHostGetsDatagrams() throws Exception {
    assumeTrue(new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0, "python3 is not installed");
    Path log = folder.resolve("log");
    String reads =
        "import socket,sys;s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM);s.bind(sys.argv[1]);"
            + "print('bound',flush=True);print(s.recv(4096).decode(),flush=True)";
    Process reader = new ProcessBuilder("python3", "-c", reads, log.toString()).start();
    try (BufferedReader received = reader.inputReader(StandardCharsets.UTF_8)) {
      assertThat(received.readLine()).isEqualTo("bound");
      live("--json", "--syslog=" + log);
      connect(How.ABORT);
      assertThat(received.readLine())
          .matches("<28>[A-Z][a-z]{2} [ 1-3]\\d \\d\\d:\\d\\d:\\d\\d finrst\\[\\d+\\]: Server 127.0.0.1:" + port + " reset .*");
      signal("INT");
      assertThat(finrst.waitFor()).isZero();
    } finally {
      reader.destroyForcibly();
    }
  }

  @Test
  void aScreenOfGroupsGoesBackToTheOwnScreenAndReportsThem() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
    String command = "'" + FINRST + "' live -i lo --top --duration 3 tcp port " + port;
    Process terminal = Launch.of("script", "-qec", command, "/dev/null").with("TERM", "xterm").start();
    BufferedReader screen = terminal.inputReader(StandardCharsets.UTF_8);
    assertThat(screen.readLine()).contains("listening on lo");
    connect(How.REFUSED);
    String shown = screen.lines().collect(Collectors.joining("\n"));
    assertThat(terminal.waitFor()).isZero();
    assertThat(shown).contains("\u001b[?1049h", "rst-to-syn");
    assertThat(shown.substring(shown.lastIndexOf("\u001b[?1049l"))).contains("127.0.0.1:" + port, "Summary");
  }

  @Test
  void endsByItselfAfterPacketsSilenceOrTime() throws Exception {
    live("-c", 2, "--json");
    connect(How.REFUSED);
    assertThat(finrst.waitFor()).isZero();
    live("--idle-exit", "0.2", "--json");
    assertThat(finrst.waitFor()).isZero();
    live("--duration", "0.2", "--fail-on", "rst", "--json");
    assertThat(finrst.waitFor()).isZero();
  }

  @Test
  void dropsAreToldWhileTheyHappenAndAddUp() throws Exception {
    int many = 20_000; // of 242 bytes: several times the buffer
    finrst =
        Launch.hearing(FINRST, "live", "-i", "lo", "-B", "1", "--json", "udp dst port " + port)
            .start();
    out = finrst.inputReader(StandardCharsets.UTF_8);
    BufferedReader err = finrst.errorReader(StandardCharsets.UTF_8);
    assertThat(err.readLine()).contains("listening on lo");
    signal("STOP");
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < many; i++) {
        socket.send(new DatagramPacket(new byte[200], 200, loopback, port));
      }
    }
    signal("CONT");
    String told = err.readLine();
    assertThat(told).contains("packets dropped so far: a missing FIN or RST changes a verdict");
    assertThat(finrst.isAlive()).isTrue();
    signal("INT");
    Object summary = nextObject();
    long dropped = (Long) Json.get(Json.list(summary, "captures").get(0), "dropped");
    assertThat(told.replaceAll("\\D", "")).isEqualTo(Long.toString(dropped));
    assertThat((Long) Json.get(summary, "packets") + dropped).isEqualTo(many);
    assertThat(finrst.waitFor()).isEqualTo(3);
  }

  /** In a network namespace that vanishes with its last process. Tags come beside the packet, not in it. */
  private static final String TAGGED =
      """
      ip link add v0 type veth peer name v1
      sysctl -qw net.ipv6.conf.all.disable_ipv6=1
      ip link set v0 up; ip link set v1 up
      tcpdump -i v1 -s 256 -U --immediate-mode -w tcpdump.pcap 2>tcpdump.err & tcpdump=$!
      "$0" live -i v1 -w finrst.pcap >out 2>finrst.err & finrst=$!
      i=0
      until grep -q listening tcpdump.err && grep -q listening finrst.err || [ $i = 300 ]; do i=$((i+1)); sleep 0.1; done
      python3 - <<END
      import socket
      wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
      wire.bind(("v0", 0))
      for tag in ("", "81000007", "88a8000581000007"):
          for length in (46, 180, 190, 200, 1400):
              head = bytes.fromhex("020000000002020000000001" + tag + "88b5")
              wire.send(head + bytes(i & 255 for i in range(length)))
      END
      sleep 0.5
      kill -TERM $finrst $tcpdump
      wait $finrst $tcpdump
      for file in tcpdump finrst; do tcpdump -r $file.pcap -t -n -e -xx >$file.txt 2>/dev/null; done
      """;

  @Test
  void aRecordingIsWhatTcpdumpRecordsWithTagsOfVlans() throws Exception {
    assumeTrue(Network.obstacle() == null, Network.obstacle());
    for (String tool : List.of("tcpdump", "unshare", "python3")) {
      boolean found = Launch.of("sh", "-c", "command -v " + tool).run().exit() == 0;
      assumeTrue(found, tool + " is not installed");
    }
    Launch.Result played =
        Launch.of("unshare", "-n", "sh", "-c", "cd " + folder + "\n" + TAGGED, Launch.FINRST).run();
    String expected = Files.readString(folder.resolve("tcpdump.txt"));
    assertThat(expected.lines().filter(line -> line.contains("vlan 7"))).as("%s", played).hasSize(10);
    assertThat(Files.readString(folder.resolve("finrst.txt"))).isEqualTo(expected);
  }

  @Test
  void kernelSaysWhyAndItsTraceIsGoneAfterwards() throws Exception {
    Tracefs tracefs = tracefs();
    live("--json", "--kernel");
    assertThat(errors).hasSize(1);
    connect(How.ABORT);
    Object told = nextObject();
    Object cause = Json.list(told, "causes").get(0);
    assertThat(Json.text(cause, "id")).isEqualTo("abortive-close");
    assertThat(Json.text(cause, "confidence")).isEqualTo("certain");
    connect(How.REFUSED);
    Object refusal = Json.list(nextObject(), "causes").get(0);
    assertThat(Json.text(refusal, "id")).isEqualTo("port-closed");
    assertThat(Json.text(refusal, "confidence")).isEqualTo("certain");
    Path instance = instance(tracefs);
    signal("INT");
    assertThat(finrst.waitFor()).isZero();
    assertThat(Files.exists(instance)).isFalse();
  }

  /** The trace instance of the run under test. */
  private Path instance(Tracefs tracefs) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(tracefs.root().resolve("instances"), "finrst-" + finrst.pid() + "-*")) {
      return found.iterator().next();
    }
  }

  @Test
  void whatAKilledRunLeavesTheNextOneRemovesAndNotThatOfAnyThatLives() throws Exception {
    Tracefs tracefs = tracefs();
    live("--json", "--kernel");
    Path dead = instance(tracefs);
    signal("KILL");
    finrst.waitFor();
    assertThat(Files.isDirectory(dead)).isTrue();
    live("--json", "--kernel");
    assertThat(Files.exists(dead)).isFalse();
    Path living = instance(tracefs);
    Process first = finrst;
    live("--json", "--kernel");
    assertThat(Files.isDirectory(living)).isTrue();
    assertThat(instance(tracefs)).isNotEqualTo(living);
    signal("TERM", first);
    assertThat(first.waitFor()).isZero();
    signal("INT");
    assertThat(finrst.waitFor()).isZero();
  }

  @Test
  void aRunWhoseTraceIsSwitchedOffSaysThatItIsBlind() throws Exception {
    Tracefs tracefs = tracefs();
    live("--json", "--kernel");
    BufferedReader err = finrst.errorReader(StandardCharsets.UTF_8);
    connect(How.ABORT);
    nextObject();
    assertThat(err.ready()).isFalse();
    Files.writeString(instance(tracefs).resolve("events/enable"), "0");
    assertThat(err.readLine()).startsWith("finrst: --kernel: blind from now on");
    connect(How.ABORT);
    Object told = nextObject();
    assertThat(Json.text(Json.get(told, "endedBy"), "role")).isEqualTo("server"); // and nobody forged it
    signal("INT");
    assertThat(finrst.waitFor()).isZero();
  }

  private static Tracefs tracefs() {
    try {
      return Tracefs.find();
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
      throw new AssertionError(e);
    }
  }

  @Test
  void pipeFromElsewhereIsToldOfWhileItIsOpen() throws Exception {
    byte[] capture = Files.readAllBytes(Launch.SAMPLES.resolve("connection-refused-by-closed-port.pcap"));
    finrst = Launch.of(FINRST, "--json", "-").start();
    out = finrst.inputReader(StandardCharsets.UTF_8);
    finrst.getOutputStream().write(capture);
    finrst.getOutputStream().flush();
    assertThat(Json.text(nextObject(), "verdict")).isEqualTo("rst-to-syn");
    assertThat(finrst.isAlive()).isTrue();
    finrst.getOutputStream().close();
    assertThat(Json.text(nextObject(), "type")).isEqualTo("summary");
    assertThat(finrst.waitFor()).isZero();
  }
}
