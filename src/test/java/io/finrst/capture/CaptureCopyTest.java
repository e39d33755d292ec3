package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy keeps of captures, and what it adds. */
class CaptureCopyTest {
  private static final byte[] DATA = {1, 2, 3, 4, 5};
  private static final PacketComments NONE = frame -> List.of();

  @TempDir private Path folder;

  /** A block of a copy. */
  private record Block(int type, byte[] body) {
    ByteBuffer at(int index) {
      return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).position(index);
    }

    /** Values of the options with this code, where options begin at {@code from}. */
    List<byte[]> options(int from, int code) {
      List<byte[]> found = new ArrayList<>();
      ByteBuffer options = at(from);
      while (options.remaining() >= 4) {
        int each = options.getShort() & 0xffff;
        byte[] value = new byte[options.getShort() & 0xffff];
        options.get(value).position(Math.min(options.limit(), options.position() + (-value.length & 3)));
        if (each == code) {
          found.add(value);
        }
      }
      return found;
    }

    List<String> comments(int from) {
      return options(from, 1).stream().map(CaptureCopyTest::text).toList();
    }

    /** Of a packet of {@link #DATA}. */
    List<String> packetComments() {
      return comments(28);
    }

    long ticks() {
      return (long) at(4).getInt() << 32 | at(8).getInt() & 0xffffffffL;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] copy(PacketComments comments, byte[]... captures) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < captures.length; i++) {
      String letter = Character.toString('a' + i); // no digits: each is a series of its own
      names.add(Files.write(folder.resolve(letter.repeat(3)), captures[i]).toString());
    }
    return copy(comments, names, new byte[0]);
  }

  private byte[] copy(PacketComments comments, List<String> names, byte[] standardInput) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SectionOptions sections = new SectionOptions();
    try (Spool spool = new Spool(folder.toString())) {
      CaptureSet first = CaptureSet.openTwice(names, new ByteArrayInputStream(standardInput), spool, sections);
      long frames = Reading.of(first).packets().size();
      try (CaptureCopy again = new CaptureCopy(first, spool);
          AnnotatedCopy copy = new AnnotatedCopy("copy", out, sections, "the whole", comments)) {
        copy.from(again);
        again.run(frames);
      }
    }
    return out.toByteArray();
  }

  private static List<Block> blocks(byte[] copy) {
    List<Block> blocks = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int type = in.getInt();
      int length = in.getInt();
      byte[] body = new byte[length - 12];
      in.get(body);
      assertThat(in.getInt()).isEqualTo(length);
      blocks.add(new Block(type, body));
    }
    return blocks;
  }

  private static List<Block> blocks(byte[] copy, int type) {
    return blocks(copy).stream().filter(block -> block.type == type).toList();
  }

  @Test
  void commentsGoToTheirFramesBehindThoseThatWereThere() throws IOException {
    PcapngBytes in = PcapngBytes.usual();
    in.enhanced(0, 1, DATA, in.option(1, bytes("was there")), in.option(0, new byte[0])).enhanced(0, 2, DATA);
    Map<Long, List<String>> comments = Map.of(1L, List.of("first", "was there"), 2L, List.of("second \u2192", "third"));

    byte[] copy = copy(frame -> comments.getOrDefault(frame, List.of()), in.bytes());

    List<Block> packets = blocks(copy, 6);
    assertThat(packets.get(0).packetComments()).containsExactly("was there", "first");
    assertThat(packets.get(1).packetComments()).containsExactly("second \u2192", "third");
    assertThat(Reading.of(copy)).extracting(Reading::packets).isEqualTo(Reading.of(in.bytes()).packets());
  }

  @Test
  void aSecondCopyDoesNotSayItAgain() throws IOException {
    byte[] once = copy(frame -> List.of("said"), PcapngBytes.usual().enhanced(0, 1, DATA).bytes());
    assertThat(copy(frame -> List.of("said"), once)).isEqualTo(once);
  }

  /** A capture with every kind of block. */
  private static PcapngBytes everything(ByteOrder order) {
    PcapngBytes in = new PcapngBytes().section(order);
    byte[] end = in.option(0, new byte[0]);
    in.networkInterface(
        1, 128, in.option(2, bytes("eth0")), in.option(8, 1_000_000_000L), in.option(9, new byte[] {9}), end);
    ByteBuffer secret = ByteBuffer.allocate(12).order(order).putInt(0x544c534b).putInt(3).put(bytes("key"));
    in.block(10, secret.array());
    ByteBuffer names = ByteBuffer.allocate(16).order(order).putShort((short) 1).putShort((short) 7);
    names.put(new byte[] {10, 0, 0, 1}).put(bytes("ab\0")).put((byte) 0).putInt(0);
    in.block(4, names.array());
    byte[] flags = ByteBuffer.allocate(4).order(order).putInt(2).array();
    in.enhanced(0, 1_795_202_614_438_146_789L, DATA, in.option(2, flags), in.option(4, 7L), end);
    in.statistics(0, in.option(4, 77L), end);
    byte[] toCopy = ByteBuffer.allocate(8).order(order).putInt(32473).put(bytes("mine")).array();
    in.block(0xbad, toCopy).block(0x40000bad, toCopy);
    return in;
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void whatLiesIsCopiedAsFarAsItCanBeRead(String name) throws IOException {
    byte[] in = everything(name.startsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN).bytes();
    for (int i = 0; i < in.length; i++) {
      for (byte lie : new byte[] {0, 4, 0x7f, -1}) {
        byte[] mutated = in.clone();
        mutated[i] = lie;
        byte[] copy = copy(frame -> List.of("said"), List.of("-"), mutated);
        if (copy.length > 0) {
          assertThat(Reading.of(copy).damage()).as("byte %s is %s", i, lie).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void everythingThatIsKnownIsKeptInEitherByteOrder(String name) throws IOException {
    PcapngBytes in = everything(name.startsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);

    byte[] copy = copy(NONE, in.bytes());

    Block description = blocks(copy, 1).get(0);
    assertThat(description.options(8, 2)).containsExactly(bytes("eth0"));
    assertThat(description.options(8, 9)).containsExactly(new byte[] {9});
    assertThat(description.at(4).getInt()).isEqualTo(128);
    assertThat(ByteBuffer.wrap(description.options(8, 8).get(0)).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .isEqualTo(1_000_000_000L);
    Block secrets = blocks(copy, 10).get(0);
    assertThat(secrets.at(0).getInt()).isEqualTo(0x544c534b);
    assertThat(secrets.at(4).getInt()).isEqualTo(3);
    assertThat(text(Arrays.copyOfRange(secrets.body, 8, 11))).isEqualTo("key");
    Block resolution = blocks(copy, 4).get(0);
    assertThat(resolution.at(0).getShort()).isOne();
    assertThat(resolution.at(2).getShort()).isEqualTo((short) 7);
    Block packet = blocks(copy, 6).get(0);
    assertThat(packet.ticks()).isEqualTo(1_795_202_614_438_146_789L);
    assertThat(packet.options(28, 2)).containsExactly(new byte[] {2, 0, 0, 0});
    assertThat(packet.options(28, 4)).containsExactly(new byte[] {7, 0, 0, 0, 0, 0, 0, 0});
    assertThat(blocks(copy, 5).get(0).options(12, 4)).containsExactly(new byte[] {77, 0, 0, 0, 0, 0, 0, 0});
    assertThat(blocks(copy, 0xbad).get(0).at(0).getInt()).isEqualTo(32473);
    assertThat(blocks(copy, 0x40000bad)).isEmpty();
    assertThat(Reading.of(copy).packets()).isEqualTo(Reading.of(in.bytes()).packets());
  }

  @Test
  void oneSectionHasTheCommentsOfAll() throws IOException {
    PcapngBytes one = new PcapngBytes();
    one.block(0x0a0d0d0a, section(one.option(1, bytes("one")), one.option(3, bytes("Linux"))));
    one.networkInterface(1, 0).enhanced(0, 1, DATA);
    PcapngBytes two = new PcapngBytes();
    two.block(0x0a0d0d0a, section(two.option(1, bytes("two")), two.option(3, bytes("BSD"))));
    two.networkInterface(1, 0).enhanced(0, 2, DATA);
    two.block(0x0a0d0d0a, section(two.option(1, bytes("one")))).networkInterface(1, 0).enhanced(0, 3, DATA);

    byte[] copy = copy(NONE, one.bytes(), two.bytes());

    assertThat(blocks(copy, 0x0a0d0d0a)).hasSize(1);
    Block header = blocks(copy).get(0);
    assertThat(header.comments(16)).containsExactly("one", "two", "the whole");
    assertThat(header.options(16, 3)).containsExactly(bytes("Linux"));
    assertThat(blocks(copy, 1)).as("the second file's two sections describe the same interface").hasSize(2);
    assertThat(Reading.of(copy).packets()).hasSize(3);
  }

  private static byte[] section(byte[]... options) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0x1a2b3c4d).putShort((short) 1)
            .putShort((short) 0).putLong(-1).array());
    for (byte[] option : options) {
      body.writeBytes(option);
    }
    return body.toByteArray();
  }

  @Test
  void filesThatOverlapAreMergedWithAnInterfaceEach() throws IOException {
    PcapngBytes one = PcapngBytes.usual().enhanced(0, 1_000, DATA).enhanced(0, 3_000, DATA);
    PcapngBytes two = new PcapngBytes().section(ByteOrder.BIG_ENDIAN);
    two.networkInterface(1, 0, two.option(9, new byte[] {9})).enhanced(0, 2_000_001, DATA);

    byte[] copy = copy(NONE, one.bytes(), two.bytes());

    assertThat(Reading.of(copy).times()).containsExactly(1_000_000L, 2_000_001L, 3_000_000L);
    List<Integer> interfaces = blocks(copy, 6).stream().map(packet -> packet.at(0).getInt()).toList();
    assertThat(interfaces.get(0)).isEqualTo(interfaces.get(2)).isNotEqualTo(interfaces.get(1));
  }

  @Test
  void packetsOfOlderKindsBecomeEnhancedOnes() throws IOException {
    PcapngBytes in = PcapngBytes.usual().enhanced(0, 5, DATA).simple(5, DATA).obsolete(0, 9, DATA);
    byte[] copy = copy(frame -> List.of("frame " + frame), in.bytes());
    assertThat(blocks(copy, 6)).extracting(Block::packetComments)
        .containsExactly(List.of("frame 1"), List.of("frame 2"), List.of("frame 3"));
    assertThat(Reading.of(copy).times()).containsExactly(5_000L, 5_000L, 9_000L);
  }

  @Test
  void whatComesBehindTheLastPacketIsKeptToo() throws IOException {
    PcapngBytes in = PcapngBytes.usual().enhanced(0, 1, DATA);
    in.statistics(0, in.option(5, 3L)).block(10, new byte[8]);
    List<Block> blocks = blocks(copy(NONE, in.bytes()));
    assertThat(blocks).extracting(Block::type).containsExactly(0x0a0d0d0a, 1, 6, 5, 10);
  }

  @Test
  void damageIsLeftOutAndWhatComesAfterItIsNot() throws IOException {
    byte[] cut = PcapngBytes.usual().enhanced(0, 1, DATA).raw(new byte[] {6, 0, 0, 0, 99}).bytes();
    byte[] whole = PcapngBytes.usual().enhanced(0, 2, DATA).bytes();
    assertThat(Reading.of(copy(NONE, cut, whole)).packets()).hasSize(2);
  }

  @Test
  void whatCameThroughAPipeIsCopiedFromWhatWasKept() throws IOException {
    byte[] in = PcapngBytes.usual().enhanced(0, 1, DATA).enhanced(0, 2, DATA).bytes();
    byte[] copy = copy(frame -> List.of("frame " + frame), List.of("-"), in);
    assertThat(blocks(copy, 6)).extracting(Block::packetComments).containsExactly(List.of("frame 1"), List.of("frame 2"));
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsWrittenForALiveCaptureIsReadWhenItHasBeenClosed() throws IOException {
    byte[] in = PcapngBytes.usual().enhanced(0, 1, DATA).bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Spool spool = new Spool(folder.toString())) {
      try (OutputStream kept = spool.output()) {
        kept.write(in);
      }
      try (CaptureCopy again = new CaptureCopy(List.of("-"), spool);
          AnnotatedCopy copy = new AnnotatedCopy("copy", out, new SectionOptions(), "", NONE)) {
        copy.from(again);
        assertThat(again.run(1)).isOne();
      }
    }
    assertThat(Reading.of(out.toByteArray()).bytes()).isEqualTo(Reading.of(in).bytes());
  }

  @Test
  void filesThatHaveShrunkAreNoticed() throws IOException {
    Path file = Files.write(folder.resolve("in"), PcapngBytes.usual().enhanced(0, 1, DATA).bytes());
    try (Spool spool = new Spool(folder.toString());
        CaptureCopy again = new CaptureCopy(List.of(file.toString()), spool)) {
      assertThat(again.run(2)).isOne();
    }
  }

  @Test
  void aCopyThatCannotBeWrittenIsSaidByName() throws IOException {
    byte[] in = PcapngBytes.usual().enhanced(0, 1, new byte[100_000]).bytes();
    String file = Files.write(folder.resolve("in"), in).toString();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (Spool spool = new Spool(folder.toString());
        CaptureCopy again = new CaptureCopy(List.of(file), spool)) {
      AnnotatedCopy copy = new AnnotatedCopy("copy", full, new SectionOptions(), "", NONE);
      copy.from(again);
      assertThatThrownBy(() -> again.run(1)).hasMessage("copy: No space left on device");
    }
  }

  @Test
  void streamsOfFramesAreReadAsTheyWereWritten() throws IOException {
    try (Spool spool = new Spool(folder.toString())) {
      FrameStreams streams = new FrameStreams(spool);
      Packet packet = new Packet();
      for (packet.frame = 3; packet.frame <= 60_000; packet.frame += 3) {
        streams.add(packet.frame / 3, packet);
      }
      for (long frame = 1; frame <= 70_000; frame++) {
        assertThat(streams.of(frame)).isEqualTo(frame % 3 == 0 && frame <= 60_000 ? frame / 3 : -1);
      }
    }
  }

  @Test
  void anInputIsNeverOverwrittenWhateverItIsCalled() throws IOException {
    Path in = Files.write(folder.resolve("in"), new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);
    for (Path name : List.of(in, link, folder.resolve("../" + folder.getFileName() + "/in"))) {
      assertThatThrownBy(() -> OutputFiles.create(name.toString(), List.of("-", "nix", in.toString())))
          .hasMessage(name + ": is being read and must not be overwritten");
    }
    assertThat(Files.size(in)).isOne();
    OutputFiles.create(folder.resolve("other").toString(), List.of(in.toString())).close();
  }
}
