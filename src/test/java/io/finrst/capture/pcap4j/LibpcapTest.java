package io.finrst.capture.pcap4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("environment")
class LibpcapTest {

  @Test
  void versionIsTheLibrarysOwn() {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");

    assertThat(Libpcap.version()).contains("version");
  }

  @Test
  void withoutLibpcapFilesAreReadAndTheRestSaysWhatToInstall() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.pcap4j.core.pcapLibName=nosuchpcap",
                "-cp",
                System.getProperty("java.class.path"),
                Absent.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .contains(
            "available false null",
            "packets 12 []",
            "a capture filter needs libpcap: " + Libpcap.remedy(),
            "this reader needs libpcap: " + Libpcap.remedy());
  }

  /** Runs in a JVM whose pcap4j finds no libpcap. */
  static final class Absent {
    public static void main(String[] args) throws IOException {
      System.out.println("available " + Libpcap.isAvailable() + " " + Libpcap.version());
      String file = "src/test/resources/captures/reader/snaplen-128-linger-zero.pcap";
      Reading reading = Reading.of(CaptureSet.open(List.of(file), InputStream.nullInputStream()));
      System.out.println("packets " + reading.packets().size() + " " + reading.messages());
      try {
        new Bpf("tcp").close();
      } catch (LibpcapException e) {
        System.out.println(e.getMessage());
      }
      try {
        new OfflineSource(List.of(file)).close();
      } catch (LibpcapException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
