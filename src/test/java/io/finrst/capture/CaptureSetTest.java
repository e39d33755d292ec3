package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSetTest {
  @TempDir Path folder;

  private static byte[] capture(int... seconds) {
    PcapBytes file = PcapBytes.usual();
    for (int second : seconds) {
      file.packet(second, 0, data(second, 60));
    }
    return file.bytes();
  }

  private String write(String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, bytes).toString();
  }

  private static CaptureSet open(String... names) {
    return CaptureSet.open(List.of(names), InputStream.nullInputStream());
  }

  private static Reading read(String... names) throws IOException {
    return Reading.of(open(names));
  }

  private static List<Long> seconds(Reading reading) {
    return reading.times().stream().map(ns -> ns / 1_000_000_000L).toList();
  }

  @Test
  void filesFormOneStreamInTheOrderOfTheirFirstPackets() throws IOException {
    String late = write("a.pcap", capture(30, 31));
    String early = write("b.pcap", CompressionTest.gzip(capture(10, 11), 0, capture(10, 11).length));
    String middle = write("c.pcap", PcapngBytes.usual().enhanced(0, 20_000_000, data(1, 60)).bytes());

    Reading reading = read(late, early, middle);

    assertThat(seconds(reading)).containsExactly(10L, 11L, 20L, 30L, 31L);
    assertThat(reading.packets()).extracting(Reading.Seen::frame).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(reading.captures()).extracting(CaptureInfo::name).containsExactly(early, middle, late);
    assertThat(reading.captures()).extracting(CaptureInfo::firstFrame).containsExactly(1L, 3L, 4L);
  }

  @Test
  void filesThatOverlapAreMergedByTime() throws IOException {
    String left = write("left.pcap", capture(10, 12, 14, 20));
    String right = write("right.pcap", capture(11, 12, 15));
    String inside = write("inside.pcap", capture(13));
    String after = write("after.pcap", capture(30));

    Reading reading = read(right, after, left, inside);

    assertThat(seconds(reading)).containsExactly(10L, 11L, 12L, 12L, 13L, 14L, 15L, 20L, 30L);
    assertThat(reading.packets()).extracting(Reading.Seen::frame).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(reading.captures()).extracting(CaptureInfo::name).containsExactly(left, right, inside, after);
    assertThat(reading.captures()).extracting(CaptureInfo::firstFrame).containsExactly(1L, 2L, 5L, 9L);
    assertThat(reading.captures()).extracting(CaptureInfo::packets).containsExactly(4L, 3L, 1L, 1L);
  }

  @Test
  void damageToOneOfThoseThatOverlapComesAfterItsLastPacketAndStopsNoOther() throws IOException {
    String whole = write("whole.pcap", capture(10, 13, 16));
    String cut = write("cut.pcap", Arrays.copyOf(capture(11, 12), 24 + 76 + 30));
    CaptureSet set = open(whole, cut);
    Packet packet = new Packet();

    assertThat(set.next(packet) && set.next(packet)).isTrue();
    assertThat(packet.timeNs).isEqualTo(11_000_000_000L);
    assertThatThrownBy(() -> set.next(packet)).hasMessage(cut + ": truncated record (30 of 76 bytes) at byte 100");
    assertThat(set.next(packet) && set.next(packet)).isTrue();
    assertThat(packet.timeNs).isEqualTo(16_000_000_000L);
    assertThat(set.next(packet)).isFalse();
  }

  /** As many as a directory of rotated files has; each is opened shortly before its turn and closed behind it. */
  @Test
  void manyFilesNeedFewDescriptors() throws IOException {
    assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean, "counts file descriptors");
    UnixOperatingSystemMXBean process = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    String[] names = new String[300];
    for (int i = 0; i < names.length; i++) {
      names[i] = write("ring-" + i + ".pcap", capture(2 * i, 2 * i + 3));
    }
    long before = process.getOpenFileDescriptorCount();
    long lastNs = 0;
    Packet packet = new Packet();
    try (CaptureSet set = open(names)) {
      for (int i = 0; i < 2 * names.length; i++) {
        assertThat(set.next(packet)).isTrue();
        assertThat(packet.timeNs).isGreaterThanOrEqualTo(lastNs);
        assertThat(process.getOpenFileDescriptorCount()).isLessThan(before + 30);
        lastNs = packet.timeNs;
      }
      assertThat(set.next(packet)).isFalse();
    }
  }

  /** Eight of the windows alone, were they kept, would be more than what all those files may take. */
  @Test
  void filesThatHaveEndedTakeNoMemory() throws IOException {
    String[] names = new String[400];
    for (int i = 0; i < names.length; i++) {
      names[i] = write("ring-" + i + ".pcap", capture(i));
    }
    Packet packet = new Packet();
    try (CaptureSet set = open(names)) {
      assertThat(set.next(packet)).isTrue();
      long before = heap();
      while (packet.frame < names.length) {
        assertThat(set.next(packet)).isTrue();
      }
      assertThat(heap() - before).isLessThan(8 * OpenCapture.READING);
      assertThat(set.captures()).hasSize(names.length);
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void nameThatCannotBeReadDoesNotKeepItsNeighboursFromBeingMerged() throws IOException {
    String left = write("left.pcap", capture(10, 12));
    String right = write("right.pcap", capture(11, 13));
    for (String bad : List.of("missing.pcap", "no*match", "empty")) {
      String name = folder.resolve(bad).toString();
      Files.createDirectories(folder.resolve("empty"));

      Reading reading = read(left, name, right);

      assertThat(seconds(reading)).as(bad).containsExactly(10L, 11L, 12L, 13L);
      assertThat(reading.damage()).singleElement().satisfies(damage -> assertThat(damage.file()).isEqualTo(name));
      assertThat(reading.captures()).extracting(CaptureInfo::packets).containsExactly(2L, 2L, 0L);
    }
  }

  /** More than can be open at a time: nothing is lost, and what came late is said. */
  @Test
  void packetsOfMoreFilesThanCanBeOpenAtATimeComeLateAndSaidToBe() throws IOException {
    String[] names = new String[CaptureSequence.MOST_OPEN + 2];
    for (int i = 0; i < names.length; i++) {
      names[i] = write("long-" + i + ".pcap", capture(i, 10_000 + i));
    }

    Reading reading = read(names);

    assertThat(reading.times().stream().sorted()).hasSize(2 * names.length).doesNotHaveDuplicates();
    assertThat(reading.captures())
        .filteredOn(capture -> capture.damage() != null)
        .allSatisfy(
            capture ->
                assertThat(capture.damage())
                    .isEqualTo("more than 512 captures overlap in time; its first packets came late"))
        .hasSize(2);
    assertThat(seconds(read(Arrays.copyOf(names, CaptureSequence.MOST_OPEN)))).isSorted();
  }

  @Test
  void capturesCountWhatWasDelivered() throws IOException {
    String left = write("left.pcap", capture(10, 13, 14));
    String right = write("right.pcap", capture(12, 15));
    String later = write("later.pcap", capture(14));
    CaptureSet set = open(left, right, later);
    Packet packet = new Packet();
    for (int i = 0; i < 3; i++) {
      assertThat(set.next(packet)).isTrue();
    }

    assertThat(set.captures()).extracting(CaptureInfo::packets).containsExactly(2L, 1L);
    set.close();
    assertThat(set.captures()).extracting(CaptureInfo::name).containsExactly(left, right);
  }

  @Test
  void standardInputKeepsItsPlaceAndStaysOpen() throws IOException {
    String late = write("late.pcap", capture(30));
    String early = write("early.pcap", capture(10));
    boolean[] closed = new boolean[1];
    InputStream input =
        new ByteArrayInputStream(capture(99)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    Reading reading = Reading.of(CaptureSet.open(List.of(late, "-", early), input));

    assertThat(seconds(reading)).containsExactly(10L, 99L, 30L);
    assertThat(closed[0]).isFalse();
  }

  @Test
  void everythingReadableIsReadWhateverIsWrongWithTheOthers() throws IOException {
    String good = write("good.pcap", capture(40, 41));
    String cut = write("cut.pcap", Arrays.copyOf(capture(20, 21), 24 + 76 + 30));
    String empty = write("empty.pcap", new byte[0]);
    String text = write("notes.pcap", "hello".getBytes(StandardCharsets.US_ASCII));
    String program = write("program", new byte[] {0x7f, 'E', 'L', 'F', 2});
    String tiny = write("tiny", new byte[] {(byte) 0xd4, (byte) 0xc3});
    String missing = folder.resolve("missing.pcap").toString();
    String nothing = Files.createDirectory(folder.resolve("nothing")).toString();

    Reading reading = read(missing, good, cut, empty, text, program, tiny, nothing);

    assertThat(seconds(reading)).containsExactly(20L, 40L, 41L);
    assertThat(reading.messages())
        .containsExactlyInAnyOrder(
            missing + ": no such file",
            cut + ": truncated record (30 of 76 bytes) at byte 100",
            empty + ": empty file at byte 0",
            text + ": not a capture: begins with 68 65 6c 6c, this is text at byte 0",
            program + ": not a capture: begins with 7f 45 4c 46, this is an ELF program at byte 0",
            tiny + ": not a capture: begins with d4 c3 at byte 0",
            nothing + ": directory without captures");
    assertThat(reading.captures()).hasSize(8);
    assertThat(reading.captures()).filteredOn(c -> c.name().equals(cut)).singleElement()
        .satisfies(c -> assertThat(c.damage()).isEqualTo("truncated record (30 of 76 bytes) at byte 100"));
    assertThat(reading.captures()).filteredOn(c -> c.name().equals(missing)).singleElement()
        .satisfies(c -> assertThat(c.format()).isEqualTo("unknown"));
  }

  @Test
  void fileWithoutReadPermissionIsNamed() throws IOException {
    String name = write("secret.pcap", capture(1));
    assumeTrue(folder.resolve("secret.pcap").toFile().setReadable(false), "the file system knows no permissions");
    assumeTrue(!Files.isReadable(folder.resolve("secret.pcap")), "this user may read everything");

    assertThat(read(name).messages()).containsExactly(name + ": permission denied");
    assertThat(read(folder.toString()).messages()).containsExactly(name + ": permission denied");
  }

  @Test
  void directoryStandsForTheCapturesInIt() throws IOException {
    String second = write("set/x2", capture(20));
    String damaged = write("set/x1", Arrays.copyOf(capture(1), 10));
    write("set/readme.txt", "text".getBytes(StandardCharsets.US_ASCII));
    write("set/log.gz", CompressionTest.gzip(new byte[100], 0, 100));
    write("set/empty.pcap", new byte[0]);
    write("set/deeper/x3", capture(30));

    assertThat(CaptureSet.expand(List.of(folder.resolve("set").toString()))).containsExactly(damaged, second);
  }

  @Test
  void patternThatTheShellLeftAloneIsExpanded() throws IOException {
    String a = write("p/day1/a.pcap", capture(2));
    String b = write("p/day2/b.pcap", capture(1));
    write("p/day2/b.txt", capture(1));
    write("p/day2/.hidden.pcap", capture(1));
    String pattern = folder.resolve("p") + "/day?/*.pcap";

    assertThat(CaptureSet.expand(List.of(pattern, "-"))).containsExactly(a, b, "-");
    assertThat(CaptureSet.inOrder(List.of(pattern))).containsExactly(b, a);
  }

  @Test
  void patternWithoutAMatchIsReportedWhenReached() throws IOException {
    String pattern = folder + "/*.pcap";

    assertThat(read(pattern).messages()).containsExactly(pattern + ": no file matches");
    assertThat(read(folder + "/[").messages()).containsExactly(folder + "/[: no file matches");
  }

  @Test
  void nameThatOnlyLooksLikeAPatternIsTakenAsItIs() throws IOException {
    String odd = write("odd[1].pcap", capture(1));
    write("odd1.pcap", capture(2));

    assertThat(seconds(read(odd))).containsExactly(1L);
  }

  @Test
  void progressCountsBytesAsTheyAreStored() throws IOException {
    byte[] gzip = CompressionTest.gzip(capture(1, 2, 3), 0, capture(1, 2, 3).length);
    String one = write("one.pcap.gz", gzip);
    String two = write("two.pcap", capture(4));
    long total = gzip.length + capture(4).length;

    CaptureSet set = open(one, two);
    assertThat(set.bytesTotal()).isEqualTo(total);
    assertThat(set.bytesRead()).isZero();
    assertThat(Reading.of(set).damage()).isEmpty();
    assertThat(set.bytesRead()).isEqualTo(total);
    assertThat(open(one, "-").bytesTotal()).isEqualTo(-1);
  }

  @Test
  void closedSetHasNoMorePackets() throws IOException {
    CaptureSet set = open(write("one.pcap", capture(1, 2)));
    Packet packet = new Packet();
    assertThat(set.next(packet)).isTrue();

    set.close();

    assertThat(set.next(packet)).isFalse();
    assertThat(set.captures()).singleElement().satisfies(c -> assertThat(c.packets()).isEqualTo(1));
  }
}
