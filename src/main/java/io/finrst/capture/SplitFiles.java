package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of chosen connections in files of a folder, each a capture of its own. One file is open at a time: what is
 * to be written gathers in memory, up to a bound, and goes to its file in large pieces.
 */
public final class SplitFiles implements CopySink, Closeable {
  /** A piece so large is worth the opening of its file, bytes. */
  private static final int LARGE = 1 << 20;

  /** Most bytes that gather. */
  private static final long MOST_WAITING = 32L << 20;

  private static final List<String> NO_COMMENTS = List.of();
  private static final byte[] NO_OPTIONS = {};

  /** Which packets go where. */
  public interface Groups {
    /** Number of the file, from 0, that gets the packets of connection {@code stream}; -1 for none. */
    int of(long stream);

    /** Name of a file without folder and ending. */
    String name(int group);
  }

  private final String folder;
  private final String ending;
  private final List<String> inputs;
  private final FrameStreams streams;
  private final Groups groups;
  private final List<Target> targets = new ArrayList<>(); // by number, null before their first packet
  private final Redirected redirected = new Redirected();
  private final CaptureOutput window = new CaptureOutput(redirected);
  private long waiting;
  private int files;

  private static final class Target {
    private PcapngCopy copy;
    private ByteArrayOutputStream waiting; // null for nothing
    private boolean created;
  }

  /** Hands on to where it was told last. */
  private static final class Redirected extends OutputStream {
    private OutputStream to;

    @Override
    public void write(int b) throws IOException {
      to.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      to.write(bytes, offset, length);
    }
  }

  /**
   * Prepares to write.
   *
   * @param folder where the files go; where its name ends in {@code .gz} or {@code .zst}, they are compressed so
   * @param inputs what is read, which must not be overwritten
   * @param streams which connection each frame belongs to
   */
  public SplitFiles(String folder, List<String> inputs, FrameStreams streams, Groups groups) {
    this.folder = folder;
    this.inputs = inputs;
    this.streams = streams;
    this.groups = groups;
    ending = ".pcapng" + OutputFiles.compression(folder);
  }

  /**
   * Makes the folder where there is none.
   *
   * @throws IOException when it cannot be made; the message says why and begins with the name
   */
  public static void prepare(String folder) throws IOException {
    Path path = RawNames.path(folder);
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectory(path);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + ": is no folder", e);
    } catch (NoSuchFileException e) {
      throw new IOException(folder + ": the folder for it does not exist", e);
    } catch (IOException e) {
      throw new IOException(folder + ": cannot be made", e);
    }
  }

  /** Gets everything from {@code captures}. */
  public void from(CaptureCopy captures) {
    captures.to(this);
  }

  @Override
  public void packet(Packet packet, PacketBlock block) throws IOException {
    long stream = streams.of(packet.frame);
    int group = stream < 0 ? -1 : groups.of(stream);
    if (group < 0) {
      return;
    }
    Target target = target(group);
    if (target.waiting == null) {
      target.waiting = new ByteArrayOutputStream(packet.capturedLength + 256);
    }
    redirected.to = target.waiting;
    int before = target.waiting.size();
    if (target.copy == null) {
      target.copy = new PcapngCopy(window);
      target.copy.begin(NO_OPTIONS);
    }
    target.copy.packet(packet, block, NO_COMMENTS);
    window.flush();
    waiting += target.waiting.size() - before;
    if (target.waiting.size() >= LARGE) {
      write(group, target);
    } else if (waiting >= MOST_WAITING) {
      writeAll();
    }
  }

  private Target target(int group) {
    while (targets.size() <= group) {
      targets.add(null);
    }
    Target target = targets.get(group);
    if (target == null) {
      target = new Target();
      targets.set(group, target);
    }
    return target;
  }

  private void writeAll() throws IOException {
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      if (target != null && target.waiting != null) {
        write(i, target);
      }
    }
  }

  private void write(int group, Target target) throws IOException {
    String name = new File(folder, groups.name(group) + ending).getPath();
    try (OutputStream out = target.created ? OutputFiles.append(name) : OutputFiles.create(name, inputs)) {
      target.waiting.writeTo(out);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(name) ? e : new IOException(name + ": " + message, e);
    }
    files += target.created ? 0 : 1;
    target.created = true;
    waiting -= target.waiting.size();
    target.waiting = null;
  }

  /** Each file describes an interface before its first packet of it. */
  @Override
  public void description(InterfaceDescription description) {}

  @Override
  public void statistics(InterfaceDescription description, byte[] body) {}

  @Override
  public void block(int type, byte[] body) {}

  /** Files written so far. */
  public int files() {
    return files;
  }

  @Override
  public void close() throws IOException {
    writeAll();
  }
}
