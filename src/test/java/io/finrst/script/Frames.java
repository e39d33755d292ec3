package io.finrst.script;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An immutable list of captured packets, and ways to bend it that must not change what is said about them. */
public final class Frames {
  private static final int WRAP_BEFORE = 50;

  private final List<Frame> list;

  /** These frames. */
  public Frames(List<Frame> list) {
    this.list = List.copyOf(list);
  }

  /** A capture file as a source. */
  public static PacketSource open(Path file) {
    return CaptureSet.open(List.of(file.toString()), InputStream.nullInputStream());
  }

  /** The recorded captures of the project. */
  public static Stream<Path> recorded() throws IOException {
    return Stream.concat(Files.list(Path.of("src/test/resources/truth")), Files.list(Path.of("samples")))
        .filter(file -> file.toString().endsWith(".pcap"))
        .sorted();
  }

  /** Everything a capture file holds. */
  public static Frames read(Path file) throws IOException {
    try (PacketSource source = open(file)) {
      return of(source);
    }
  }

  /** Everything {@code source} holds, copied. */
  public static Frames of(PacketSource source) throws IOException {
    List<Frame> all = new ArrayList<>();
    Packet packet = new Packet();
    while (source.next(packet)) {
      byte[] bytes = Arrays.copyOfRange(packet.data, packet.offset, packet.offset + packet.capturedLength);
      all.add(new Frame(bytes, packet.wireLength, packet.timeNs, packet.linkType));
    }
    return new Frames(all);
  }

  /** The packets in order. */
  public List<Frame> list() {
    return list;
  }

  /** How many. */
  public int count() {
    return list.size();
  }

  /** The frame with this number, from 1. */
  public Frame frame(int number) {
    return list.get(number - 1);
  }

  /** A new source that delivers them. */
  public PacketSource source() {
    return new FramesSource(list);
  }

  /** Frames {@code from} to {@code to}, both counted. */
  public Frames part(int from, int to) {
    return new Frames(list.subList(from - 1, to));
  }

  /** These frames and then {@code others}. */
  public Frames and(Frames others) {
    List<Frame> all = new ArrayList<>(list);
    all.addAll(others.list);
    return new Frames(all);
  }

  /** Every packet twice, 1 microsecond apart, as a capture of {@code any} or of a mirrored port shows it. */
  public Frames doubled() {
    return doubled(1000);
  }

  /** Every packet a second time so many ns later, behind what came in between. */
  public Frames doubled(long delayNs) {
    List<Frame> twice = new ArrayList<>(list);
    for (Frame frame : list) {
      twice.add(frame.at(frame.timeNs() + delayNs));
    }
    twice.sort(Comparator.comparingLong(Frame::timeNs));
    return new Frames(twice);
  }

  /** In a VLAN. Frames that are not Ethernet stay as they are. */
  public Frames inVlan(int id) {
    return each(frame -> frame.linkType() == 1 ? frame.with(LinkHeader.tag(frame.bytes(), id)) : frame);
  }

  /** Captured with a snapshot length. */
  public Frames cutAt(int snaplen) {
    return each(frame -> frame.cutAt(snaplen));
  }

  /** With sequence numbers that begin just below 2^32, so that they wrap in each connection. */
  public Frames acrossWrap() {
    return new Frames(new FrameEditor().acrossWrap(list, WRAP_BEFORE));
  }

  /** With addresses whose order is the other way round. */
  public Frames addressesSwapped() {
    return new Frames(new FrameEditor().addressesSwapped(list));
  }

  /** By IPv6, those that are IPv4. */
  public Frames asVersion6() {
    return each(Version6::of);
  }

  /** As {@code parts} captures of nearly equal length, in order. */
  public List<Frames> split(int parts) {
    List<Frames> result = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      result.add(new Frames(list.subList(list.size() * i / parts, list.size() * (i + 1) / parts)));
    }
    return result;
  }

  /** Each packet changed on its own. */
  public Frames each(UnaryOperator<Frame> change) {
    return new Frames(list.stream().map(change).toList());
  }

  /** A capture file. */
  public byte[] bytes(CaptureFormat format) {
    return format.encode(list);
  }

  /** Writes a capture file and returns its path. */
  public Path write(Path file, CaptureFormat format) throws IOException {
    return Files.write(file, bytes(format));
  }

  /** Writes them as a rotated set of {@code parts} files into {@code directory}. */
  public List<Path> writeSet(Path directory, int parts, CaptureFormat format) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Frames part : split(parts)) {
      files.add(part.write(directory.resolve("part-" + files.size() + "." + format.extension()), format));
    }
    return files;
  }
}
