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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts whose folders for temporary files let no program be run: native libraries are unpacked somewhere else. */
class NoexecIT {
  private static final Path SAMPLE = SAMPLES.resolve("keep-alive-race.pcap");

  @TempDir private Path folder;

  private Path temp;

  @BeforeEach
  void mayMount() throws Exception {
    temp = Files.createDirectory(folder.resolve("temp"));
    assumeTrue(inMounts("true").exit() == 0, "no right to mount in a namespace of its own");
  }

  /** Runs a command where {@code temp} and {@code mounts} are noexec. */
  private Result inMounts(String command, String... mounts) throws Exception {
    StringBuilder script = new StringBuilder("mount -t tmpfs -o noexec n " + temp);
    for (String mount : mounts) {
      script.append(" && { [ ! -d ").append(mount).append(" ] || mount -t tmpfs -o noexec n ").append(mount).append("; }");
    }
    script.append(" && exec ").append(command);
    Launch launch = Launch.of("unshare", "-m", "sh", "-c", script, FINRST, SAMPLE, folder.resolve("z.pcap.zst"));
    launch.with("XDG_RUNTIME_DIR", null).with("XDG_CACHE_HOME", null).with("FINRST_JAVA_OPTS", options());
    return launch.run();
  }

  private String options() {
    return "-Djava.io.tmpdir=" + temp + " -Duser.home=" + temp;
  }

  @Test
  void anotherFolderServes() throws Exception {
    Files.write(folder.resolve("z.pcap.zst"), Zstd.compress(Files.readAllBytes(SAMPLE)));
    assertThat(inMounts("$0 $2").out()).contains("rst-after-fin");
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assertThat(inMounts("$0 $1 -- tcp").out()).contains("rst-after-fin");
  }

  @Test
  void whereNoneServesTheReasonIsSaid() throws Exception {
    Result filter = inMounts("$0 $1 -- tcp", "/var/tmp", "/dev/shm");
    assertThat(filter.err()).startsWith("finrst: a capture filter needs libpcap: no folder").contains("noexec");
    assertThat(filter.exit()).isEqualTo(2);
    Files.write(folder.resolve("z.pcap.zst"), Zstd.compress(Files.readAllBytes(SAMPLE)));
    assertThat(inMounts("$0 $2", "/var/tmp", "/dev/shm").err()).contains("noexec").hasLineCount(1);
  }
}
