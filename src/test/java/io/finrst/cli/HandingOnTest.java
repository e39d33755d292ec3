package io.finrst.cli;

import static io.finrst.cli.Run.DROPPED;
import static io.finrst.cli.Run.GRACEFUL;
import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.UNREAD;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.Reading;
import io.finrst.golden.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --annotate} and {@code --split}. */
class HandingOnTest {
  @TempDir private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Reading read(Path... files) throws IOException {
    return Reading.of(
        CaptureSet.open(Stream.of(files).map(Path::toString).toList(), InputStream.nullInputStream()));
  }

  @Test
  void allOfItInOneRunChangesNothingInTheReport() throws IOException {
    String copy = file("a.pcapng");
    String parts = file("parts");

    Run run = finrst("--annotate", copy, "--split", parts, "--json", SAMPLES);

    assertThat(run).isEqualTo(finrst("--json", SAMPLES));
    assertThat(in(Path.of(parts))).hasSize(37).allMatch(name -> name.matches("stream-[0-9]+_[-_.0-9a-z]+\\.pcapng"));
    assertThat(read(Path.of(copy)).bytes()).isEqualTo(read(Path.of(SAMPLES)).bytes());
    assertThat(in(folder)).containsExactly("a.pcapng", "parts");
  }

  @Test
  void partsTogetherAreThePacketsOfTheChosen() throws IOException {
    Path parts = folder.resolve("parts");
    for (String by : new String[] {"connection", "verdict", "cause", "server"}) {
      assertThat(finrst("--only", "rst", "--split", parts.toString(), "--by", by, SAMPLES).status()).isZero();
      List<String> packets = new ArrayList<>();
      for (String name : in(parts)) {
        packets.addAll(read(parts.resolve(name)).bytes());
        Files.delete(parts.resolve(name));
      }
      List<String> all = read(Path.of(SAMPLES)).bytes();
      assertThat(all.containsAll(packets)).as("by %s", by).isTrue();
      assertThat(packets.size()).as("by %s", by).isEqualTo(packetsOfResets());
    }
  }

  private static int packetsOfResets() {
    return finrst("--only", "rst", "--json", SAMPLES).lines().stream()
        .map(line -> Json.parse(line).get(0))
        .filter(object -> object instanceof Map<?, ?> each && "connection".equals(each.get("type")))
        .mapToInt(object -> packets(object, "client") + packets(object, "server") + icmpErrors(object))
        .sum();
  }

  private static int packets(Object connection, String side) {
    Map<?, ?> traffic = (Map<?, ?>) ((Map<?, ?>) connection).get("traffic");
    return ((Number) ((Map<?, ?>) traffic.get(side)).get("packets")).intValue();
  }

  private static int icmpErrors(Object connection) {
    return ((List<?>) ((Map<?, ?>) connection).get("icmpErrors")).size();
  }

  @Test
  void namesSayWhatIsInside() throws IOException {
    Path parts = folder.resolve("parts");
    finrst("--split", parts.toString(), RACE);
    finrst("--split", parts.toString(), "--by", "verdict", RACE);
    finrst("--split", parts.toString(), "--by", "cause", RACE, GRACEFUL);
    finrst("--split", parts.toString(), "--by", "server", RACE);
    assertThat(in(parts))
        .containsExactlyInAnyOrder(
            "stream-0_10.65.183.10_48173_to_10.65.183.130_9000_rst-after-fin_keepalive-race.pcapng",
            "rst-after-fin.pcapng", "keepalive-race.pcapng", "no-cause.pcapng", "10.65.183.130_9000.pcapng");
  }

  @Test
  void theNameSaysHowToCompress() throws IOException {
    List<String> packets = read(Path.of(RACE)).bytes();
    for (String ending : new String[] {".gz", ".zst"}) {
      Path copy = folder.resolve("a.pcapng" + ending);
      Path parts = folder.resolve("parts" + ending);
      assertThat(finrst("--annotate", copy.toString(), "--split", parts.toString(), RACE).status()).isZero();
      assertThat(read(copy).bytes()).isEqualTo(packets);
      assertThat(read(copy).captures().get(0).format()).isEqualTo(ending.equals(".gz") ? "pcapng+gzip" : "pcapng+zstd");
      assertThat(in(parts)).hasSize(1).allMatch(name -> name.endsWith(".pcapng" + ending));
      assertThat(packets.containsAll(read(parts.resolve(in(parts).get(0))).bytes())).isTrue();
    }
  }

  @Test
  void pipesAreKeptMeanwhile() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(RACE));
    Run run = finrst(new ByteArrayInputStream(bytes), "--annotate", file("a"), "--split", file("parts"), "-");
    assertThat(run.status()).isZero();
    assertThat(read(folder.resolve("a")).bytes()).isEqualTo(read(Path.of(RACE)).bytes());
    assertThat(in(folder.resolve("parts"))).hasSize(1);
  }

  @Test
  void aCaptureFilterChoosesConnectionsAndNotWhatIsCopied() throws IOException {
    Run run = finrst("--annotate", file("a"), "--split", file("parts"), RACE, DROPPED, "--", "port", "48173");
    assumeTrue(!run.err().contains("libpcap"), "libpcap is not installed");
    assertThat(read(folder.resolve("a")).packets()).hasSameSizeAs(read(Path.of(RACE), Path.of(DROPPED)).packets());
    assertThat(in(folder.resolve("parts"))).hasSize(1);
  }

  @Test
  void whatCannotBeWrittenIsSaidBeforeAnythingIsRead() throws IOException {
    String input = Files.copy(Path.of(RACE), folder.resolve("in.pcap")).toString();
    byte[] before = Files.readAllBytes(Path.of(input));
    refused(input + ": is being read and must not be overwritten", "--annotate", input, input);
    refused(folder + ": is a folder", "--annotate", folder.toString(), input);
    refused(file("no/a") + ": no such folder", "--annotate", file("no/a"), input);
    refused(input + ": is no folder", "--split", input, input);
    refused(file("no/b") + ": the folder for it does not exist", "--split", file("no/b"), input);
    assertThat(Files.readAllBytes(Path.of(input))).isEqualTo(before);
  }

  private static void refused(String message, String... words) {
    Run run = finrst(words);
    assertThat(run.err()).isEqualTo("finrst: " + message + "\n");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPartNeverOverwritesAnInput() throws IOException {
    Path parts = Files.createDirectory(folder.resolve("parts"));
    String input = Files.copy(Path.of(RACE), parts.resolve("rst-after-fin.pcapng")).toString();
    Run run = finrst("--split", parts.toString(), "--by", "verdict", input);
    assertThat(run.status()).isEqualTo(74);
    assertThat(run.err()).isEqualTo("finrst: " + input + ": is being read and must not be overwritten\n");
    assertThat(Files.size(Path.of(input))).isEqualTo(Files.size(Path.of(RACE)));
  }

  @Test
  void aFullDiskIsToldOfAndTheReportIsWritten() {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
    Run run = finrst("--annotate", "/dev/full", UNREAD);
    assertThat(run.status()).isEqualTo(74);
    assertThat(run.err()).isEqualTo("finrst: /dev/full: No space left on device\n");
    assertThat(run.out()).isEqualTo(finrst(UNREAD).out());
  }

  @Test
  void nothingReadableLeavesWhatWasThere() throws IOException {
    Files.writeString(folder.resolve("a"), "was there");
    assertThat(finrst("--annotate", file("a"), "no-such.pcap").status()).isEqualTo(2);
    assertThat(folder.resolve("a")).hasContent("was there");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(finrst("--by", "verdict", RACE).err()).startsWith("finrst: --by belongs to --split");
    assertThat(finrst("--annotate", file("a"), "--separate", RACE).err()).startsWith("finrst: --separate makes several");
    assertThat(finrst("--annotate", file("a"), "--reader", "pcap4j", RACE).err()).contains("not --reader pcap4j");
  }
}
