package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureSet;
import io.finrst.property.Draw;
import io.finrst.property.Property;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.teardown.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a complete capture the verdict is the truth, and nothing that happens to a capture on its way changes it. */
class SameAnswerTest {
  private static final int TCP_FLAGS = 14 + 20 + 13; // in the Ethernet frames of an IPv4 script

  private static Conversation conversation(Draw draw) {
    return new Conversation(draw.list(1, 5, () -> draw.between(1, 6_000)), draw.any(Conversation.Ending.class));
  }

  private static List<Integer> places(Draw draw) {
    return draw.list(0, 255, () -> draw.between(0, 40));
  }

  private static void assertTold(Conversation conversation, Found found) {
    ConnectionRecord connection = found.only();
    assertThat(connection.verdict()).isEqualTo(conversation.ending().verdict);
    Role resetter = connection.resets().isEmpty() ? null : Found.endedBy(connection).role();
    assertThat(resetter).isEqualTo(conversation.ending().resetter);
  }

  @Test
  void completeCaptureTellsTheTruth() {
    Property.holds(
        draw -> {
          Conversation conversation = conversation(draw);
          assertTold(conversation, Found.in(conversation.frames()));
        });
  }

  @Test
  void copiesOfEveryPacketChangeNothing() {
    Property.holds(
        draw -> {
          Conversation conversation = conversation(draw);
          assertTold(conversation, Found.in(conversation.frames().doubled()));
        });
  }

  @Test
  void vlansWrappingAndAddressOrderChangeNothing() {
    Property.holds(draw -> assertSameAnyhow(conversation(draw)));
  }

  private static void assertSameAnyhow(Conversation conversation) {
    Frames frames = conversation.frames();
    ConnectionRecord plain = Found.in(frames).only();

    assertTold(conversation, Found.in(frames.inVlan(7).inVlan(8)));
    assertTold(conversation, Found.in(frames.addressesSwapped()));
    assertThat(Relative.of(Found.in(frames.acrossWrap()).only())).isEqualTo(Relative.of(plain));
  }

  @Test
  void shortSnapshotChangesNothing() {
    Property.holds(
        draw -> {
          Conversation conversation = conversation(draw);
          assertTold(conversation, Found.in(conversation.frames().cutAt(draw.between(54, 200))));
        });
  }

  @Test
  void retransmissionsChangeNothing() {
    Property.holds(draw -> assertSameWithRetransmissions(conversation(draw), places(draw)));
  }

  private static void assertSameWithRetransmissions(Conversation conversation, List<Integer> places) {
    List<Frame> frames = new ArrayList<>(conversation.frames().list());
    int resetAt = firstReset(frames);
    for (int place : places) {
      int from = 3 + place;
      if (from < resetAt && isDataOrFin(frames.get(from))) {
        int to = Math.min(from + 1 + place % 3, resetAt);
        frames.add(to, retransmission(frames.get(from), frames.get(to - 1).timeNs() + 1_000_000));
        resetAt++;
      }
    }
    assertTold(conversation, Found.in(new Frames(frames)));
  }

  @Test
  void neighboursOfOneBurstInAnotherOrderChangeNothing() {
    Property.holds(draw -> assertSameWithSwaps(conversation(draw), places(draw)));
  }

  private static void assertSameWithSwaps(Conversation conversation, List<Integer> places) {
    List<Frame> frames = new ArrayList<>(conversation.frames().list());
    for (int place : places) {
      int at = 3 + place;
      if (at + 1 < frames.size() && isData(frames.get(at)) && sameBurst(frames.get(at), frames.get(at + 1))) {
        long earlier = frames.get(at).timeNs();
        frames.set(at, frames.get(at).at(frames.get(at + 1).timeNs()));
        frames.set(at + 1, frames.get(at + 1).at(earlier));
        Collections.swap(frames, at, at + 1);
      }
    }
    assertTold(conversation, Found.in(new Frames(frames)));
  }

  @Test
  void fileSetAndPipeInEveryFormatAreTheSame() {
    Property.holds(
        50, draw -> assertSameByAnyWay(conversation(draw), draw.any(CaptureFormat.class), draw.between(1, 4)));
  }

  private static void assertSameByAnyWay(Conversation conversation, CaptureFormat format, int parts)
      throws IOException {
    Frames frames = conversation.frames();
    Path directory = Files.createTempDirectory("finrst");
    List<Path> files = frames.writeSet(directory, parts, format);
    byte[] whole = frames.bytes(format);
    Path file = Files.write(directory.resolve("whole." + format.extension()), whole);

    ConnectionRecord fromFile = Found.inFiles(file).only();
    ConnectionRecord fromSet = Found.inFiles(files.toArray(Path[]::new)).only();
    CaptureSet pipe = CaptureSet.open(List.of("-"), new ByteArrayInputStream(whole));
    ConnectionRecord fromPipe = Found.in(pipe, AnalysisOptions.DEFAULT).only();

    assertThat(fromFile.verdict()).isEqualTo(conversation.ending().verdict);
    assertThat(fromSet).isEqualTo(fromFile);
    assertThat(fromPipe).isEqualTo(fromFile);
    for (Path written : files) {
      Files.delete(written);
    }
    Files.delete(file);
    Files.delete(directory);
  }

  @Test
  void eachDirectionInAFileOfItsOwnIsTheSame() {
    Property.holds(50, draw -> assertSameByDirections(conversation(draw)));
  }

  /** A tap hands out each direction by itself. */
  private static void assertSameByDirections(Conversation conversation) throws IOException {
    Frames frames = conversation.frames();
    Path directory = Files.createTempDirectory("finrst");
    List<Path> files = new ArrayList<>();
    for (boolean byClient : new boolean[] {false, true}) {
      List<Frame> direction = frames.list().stream().filter(frame -> isByClient(frame) == byClient).toList();
      files.add(new Frames(direction).write(directory.resolve(byClient + ".pcap"), CaptureFormat.PCAP_NS_LE));
    }

    assertThat(Found.inFiles(files.toArray(Path[]::new)).only()).isEqualTo(Found.in(frames).only());

    for (Path written : files) {
      Files.delete(written);
    }
    Files.delete(directory);
  }

  private static boolean isByClient(Frame frame) {
    return frame.bytes()[14 + 15] == 1; // the last byte of the source address
  }

  private static int flags(Frame frame) {
    return frame.bytes()[TCP_FLAGS];
  }

  private static boolean isData(Frame frame) {
    return (flags(frame) & 7) == 0 && frame.bytes().length > 14 + 20 + 32;
  }

  private static boolean isDataOrFin(Frame frame) {
    return isData(frame) || (flags(frame) & 7) == 1;
  }

  private static boolean sameBurst(Frame one, Frame other) {
    return isData(other) && one.bytes()[14 + 15] == other.bytes()[14 + 15];
  }

  private static int firstReset(List<Frame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if ((flags(frames.get(i)) & 4) != 0) {
        return i;
      }
    }
    return frames.size();
  }

  /** The segment again: a new packet, so with another IP identification (its header checksum is left as it was). */
  private static Frame retransmission(Frame frame, long timeNs) {
    byte[] bytes = frame.bytes().clone();
    bytes[14 + 4] ^= 0x40;
    return new Frame(bytes, frame.wireLength(), timeNs, frame.linkType());
  }
}
