package io.finrst.capture;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * A recording: one file, or a series of them of limited size or time of which only the newest are kept. The format goes
 * by the name's end: {@code .pcap} or {@code .cap} is pcap, anything else pcapng.
 *
 * <p>Files of a series are named as dumpcap does, {@code NAME_00001_20261120192334.pcapng}: their number, and the time
 * of their first packet in UTC; or as tcpdump does, where the name holds a {@link TimePattern}, with the number behind it
 * where the time alone would name a file twice.
 */
public final class RingFile implements PacketSink {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long NS_PER_S = 1_000_000_000L;

  private final String name;
  private final int snaplen;
  private final Limits limits;
  private final Deque<Path> files = new ArrayDeque<>();
  private PacketSink current;
  private long currentSinceNs;
  private int number;
  private String lastPatterned = "";
  private long sizeBefore;

  /**
   * When a new file begins and an old one goes.
   *
   * @param bytes size after which the next file begins, 0 for no limit
   * @param seconds time of packets after which the next file begins, 0 for no limit
   * @param files how many to keep, the newest; 0 for all
   */
  public record Limits(long bytes, long seconds, int files) {
    /** One file. */
    public static final Limits NONE = new Limits(0, 0, 0);

    /** Whether there may be more than one file. */
    public boolean series() {
      return bytes > 0 || seconds > 0;
    }
  }

  /**
   * Opens the file, or nothing before the first packet of a series.
   *
   * @throws IOException when it cannot be written
   */
  public RingFile(String name, int snaplen, Limits limits) throws IOException {
    this.name = name;
    this.snaplen = snaplen;
    this.limits = limits;
    if (!limits.series()) {
      current = open(name);
    }
  }

  @Override
  public void write(Packet packet) throws IOException {
    try {
      add(packet);
    } catch (IOException e) {
      throw named(e);
    }
  }

  private IOException named(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(name) ? e : new IOException(name + ": " + message, e);
  }

  private void add(Packet packet) throws IOException {
    if (current != null && limits.series() && isFull(packet)) {
      sizeBefore += current.size();
      current.close();
      current = null;
    }
    if (current == null) {
      begin(packet.timeNs);
    }
    current.write(packet);
  }

  private boolean isFull(Packet packet) {
    return limits.bytes > 0 && current.size() >= limits.bytes
        || limits.seconds > 0 && packet.timeNs - currentSinceNs >= limits.seconds * NS_PER_S;
  }

  private void begin(long timeNs) throws IOException {
    currentSinceNs = timeNs;
    Instant time = Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_S));
    number++;
    String file =
        TimePattern.isIn(name)
            ? patterned(TimePattern.expand(name, time))
            : withBehind(name, String.format(Locale.ROOT, "_%05d_%s", number, STAMP.format(time)));
    current = open(file);
    files.add(RawNames.path(file));
    if (limits.files > 0 && files.size() > limits.files) {
      Files.deleteIfExists(files.poll());
    }
  }

  private String patterned(String file) {
    boolean again = file.equals(lastPatterned);
    lastPatterned = file;
    return again ? withBehind(file, String.format(Locale.ROOT, "_%05d", number)) : file;
  }

  /** {@code addition} before the ending of {@code file}. */
  private static String withBehind(String file, String addition) {
    int dot = file.lastIndexOf('.');
    int end = dot > file.lastIndexOf(File.separatorChar) ? dot : file.length();
    return file.substring(0, end) + addition + file.substring(end);
  }

  /** Whether a recording of this name is pcap and not pcapng. */
  public static boolean isPcap(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".pcap") || lower.endsWith(".cap");
  }

  private PacketSink open(String file) throws IOException {
    OutputStream out = new WholeWrites(file);
    return isPcap(file)
        ? new PcapWriter(file, out, snaplen)
        : new PcapngWriter(out, snaplen);
  }

  @Override
  public void flush() throws IOException {
    try {
      if (current != null) {
        current.flush();
      }
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public long size() {
    return sizeBefore + (current == null ? 0 : current.size());
  }

  @Override
  public void close() throws IOException {
    try {
      if (current != null) {
        current.close();
      }
    } catch (IOException e) {
      throw named(e);
    }
  }
}
