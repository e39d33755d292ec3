package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static io.finrst.launcher.Launch.SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.launcher.Launch.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oldest and the newest Java finrst is held to: same answers, and not a word of the JVM's own. */
class JavaVersionsIT {
  private static final Path SAMPLE = SAMPLES.resolve("server-closes-with-unread-request.pcap");

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void versionAndHelpPrintNothingElse(int java) throws Exception {
    Path home = Jdk.home(java);
    Result version = Launch.of(FINRST, "--version").with("JAVA_HOME", home).run();
    assertQuiet(version);
    assertThat(version.out()).startsWith("finrst ").hasLineCount(1);
    Result help = Launch.of(FINRST, "--help").with("JAVA_HOME", home).run();
    assertQuiet(help);
    assertThat(help.out()).contains("finrst");
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void colourPrintsNothingOfTheJvm(int java) throws Exception {
    assertQuiet(Launch.of(FINRST, "--color=always", SAMPLE).with("JAVA_HOME", Jdk.home(java)).run());
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void zstdPrintsNothingOfTheJvm(int java, @TempDir Path folder) throws Exception {
    Path packed = Files.write(folder.resolve("packed.pcap.zst"), Zstd.compress(Files.readAllBytes(SAMPLE)));
    assertQuiet(Launch.of(FINRST, "--json", packed).with("JAVA_HOME", Jdk.home(java)).run());
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void libpcapPrintsNothingOfTheJvm(int java) throws Exception {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assertQuiet(Launch.of(FINRST, "--json", "--reader=pcap4j", SAMPLE).with("JAVA_HOME", Jdk.home(java)).run());
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void memoryPagesTheKernelLacksAreNoMessage(int java) throws Exception {
    String another = "-XX:-UseTransparentHugePages -XX:+UseHugeTLBFS"; // more kernels lack these than those we ask for
    Launch launch = Launch.of(FINRST, "--version").with("FINRST_JAVA_OPTS", another);
    assertQuiet(launch.with("JAVA_HOME", Jdk.home(java)).run());
  }

  @Test
  void samplesGiveTheSameJsonOnBoth() throws Exception {
    Result old = Launch.of(FINRST, "--json", SAMPLES).with("JAVA_HOME", Jdk.home(17)).run();
    Result current = Launch.of(FINRST, "--json", SAMPLES).with("JAVA_HOME", Jdk.home(25)).run();
    assertQuiet(old);
    assertThat(old.out()).contains("\"type\":\"summary\"");
    assertThat(current).isEqualTo(old);
  }

  private static void assertQuiet(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }
}
