package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live capture whose circumstances fail: what was seen until then is told, and the exit status is true. */
@Timeout(120)
class EndsIT {
  /** Of a recording; more than a native library, which is unpacked under the same limit. */
  private static final int MOST_BYTES = 2 << 20;

  private static final int BLOCK = 512; // of ulimit -f

  // room for more packets than there are, since a lost one would change the verdict
  private static final int SNAPLEN = 16 << 10;
  private static final int BUFFER_MIB = 256;

  @TempDir private Path folder;

  private Process finrst;
  private BufferedReader out;
  private BufferedReader err;
  private int port;

  @BeforeEach
  void mayCapture() throws Exception {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assumeTrue(Interfaces.refusal("lo") == null, "no right to capture on lo");
    try (ServerSocket any = new ServerSocket(0)) {
      port = any.getLocalPort();
    }
  }

  @AfterEach
  void end() {
    if (finrst != null) {
      finrst.destroyForcibly();
    }
  }

  /** Runs a shell's words, in which "$@" is the live capture, and waits until it listens. */
  private void live(String script, Object... options) throws IOException, InterruptedException {
    Object[] words = new Object[6 + options.length];
    List<Object> first = List.of("-c", script, "sh", FINRST, "live", "--json");
    for (int i = 0; i < words.length; i++) {
      words[i] = i < first.size() ? first.get(i) : options[i - first.size()];
    }
    finrst = Launch.hearing("sh", words).start();
    out = finrst.inputReader(StandardCharsets.UTF_8);
    err = finrst.errorReader(StandardCharsets.UTF_8);
    assertThat(err.readLine()).startsWith("finrst: listening on ");
  }

  private Object[] onOurPort(Object... options) {
    Object[] all = new Object[options.length + 3];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "-i";
    all[options.length + 1] = "lo";
    all[options.length + 2] = "tcp port " + port;
    return all;
  }

  /** One connection that closes, with so many bytes. */
  private void talk(int bytes) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket listener = new ServerSocket(port, 1, loopback);
        Socket client = new Socket(loopback, port);
        Socket server = listener.accept();
        InputStream in = server.getInputStream()) {
      for (int sent = 0; sent < bytes; sent += 1 << 15) {
        client.getOutputStream().write(new byte[1 << 15]);
        in.readNBytes(1 << 15);
      }
      client.shutdownOutput();
      in.read();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " $0", Long.toString(finrst.pid())).start();
    assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private String rest(BufferedReader reader) {
    return reader.lines().reduce("", (text, line) -> text + line + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full.pcap", "full.pcapng"})
  void recordingThatFindsNoRoomEndsWholeAndTheWatchingGoesOn(String name) throws Exception {
    Path recording = folder.resolve(name);
    live("ulimit -f " + MOST_BYTES / BLOCK + " && exec \"$@\"", onOurPort("-s", SNAPLEN, "-B", BUFFER_MIB, "-w", recording));
    talk(8 * MOST_BYTES); // in segments of 32 KiB and more
    assertThat(err.readLine()).isEqualTo(
        "finrst: " + recording + ": File too large; the recording ends here, the watching goes on");
    assertThat(out.readLine()).contains("\"verdict\":\"graceful\"");
    talk(1);
    assertThat(out.readLine()).contains("\"verdict\":\"graceful\"");
    signal("TERM");
    assertThat(rest(out)).contains("\"type\":\"summary\"");
    assertThat(finrst.waitFor()).isEqualTo(74);

    Launch.Result recorded = Launch.of(FINRST, "--json", recording).run();
    assertThat(recorded.err()).isEmpty();
    assertThat(recorded.out()).contains("\"verdict\":\"open\"");
    assertThat(recorded.exit()).isZero();
  }

  @Test
  void recordingThatFindsNoRoomAtItsVeryEndIsToldOf() throws Exception {
    live("exec \"$@\"", onOurPort("-w", "/dev/full", "--save-only", "rst"));
    talk(1);
    out.readLine();
    signal("TERM");
    assertThat(finrst.waitFor()).isEqualTo(74);
    assertThat(rest(err)).contains("finrst: /dev/full: No space left on device; the recording ends here\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void signalEndsItWithASummary(String signal) throws Exception {
    live("exec \"$@\"", onOurPort());
    talk(1);
    signal(signal);
    assertThat(rest(out)).contains("\"verdict\":\"graceful\"").contains("\"type\":\"summary\"");
    assertThat(finrst.waitFor()).isZero();
  }

  @Test
  void scriptsBackgroundJobHearsCtrlC() throws Exception {
    live("trap '' INT && exec \"$@\"", onOurPort()); // as & without job control does
    signal("INT");
    assertThat(rest(out)).contains("\"type\":\"summary\"");
    assertThat(finrst.waitFor()).isZero();
  }

  @Test
  void nohupIsHeeded() throws Exception {
    live("trap '' HUP && exec \"$@\"", onOurPort());
    signal("HUP");
    talk(1);
    assertThat(out.readLine()).contains("\"verdict\":\"graceful\"");
    assertThat(finrst.isAlive()).isTrue();
  }

  @Test
  void interfaceThatVanishesIsToldOfAndTheOthersAreWatchedOn() throws Exception {
    String veth = "ip link set lo up && ip link add v0 type veth peer name v1 && ip link set v0 up";
    boolean able = Launch.of("unshare", "-n", "sh", "-c", veth).run().exit() == 0;
    assumeTrue(able, "no right to make network interfaces in a namespace of its own");
    String script = veth + " && { (sleep 4; ip link del v0) & } && exec \"$@\"";
    live("exec unshare -n sh -c '" + script + "' sh \"$@\"", "-i", "v0", "-i", "lo");
    assertThat(err.readLine()).isEqualTo("finrst: v0: The interface disappeared");
    assertThat(finrst.isAlive()).isTrue();
    signal("TERM");
    assertThat(rest(out)).contains("\"damage\":\"The interface disappeared\"");
    assertThat(finrst.waitFor()).isEqualTo(3);
  }
}
