package io.finrst.kernel;

import io.finrst.record.KernelReset;
import io.finrst.wire.Address;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/**
 * The resets this kernel sends and accepts from now on, through an instance of {@link Tracefs} that is removed with
 * {@link #close}, or when the JVM ends in any way but being killed.
 */
public final class LiveTrace implements Closeable {
  private static final String MONOTONIC = "mono"; // CLOCK_MONOTONIC, which System.nanoTime reads on Linux
  private static final String BUFFER_KB = "1024";

  private final Path instance;
  private final FileChannel pipe;
  private final KernelLog log = new KernelLog(this::hears);
  private final Thread hook = new Thread(this::remove, "remove trace");

  /**
   * Begins to watch.
   *
   * @throws IOException one line on why that cannot be
   */
  public LiveTrace() throws IOException {
    Tracefs tracefs = Tracefs.find();
    tracefs.removeStale();
    instance = tracefs.makeInstance();
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      // first: an instance without a reader is taken for a dead run's
      pipe = FileChannel.open(instance.resolve("trace_pipe"), StandardOpenOption.READ);
      write("trace_clock", MONOTONIC);
      write("buffer_size_kb", BUFFER_KB);
      write(Tracefs.SEND_EVENT + "/enable", "1");
      write(Tracefs.RECEIVE_EVENT + "/enable", "1");
    } catch (IOException e) {
      close();
      throw new IOException("kernel reasons cannot be had: " + e.getMessage(), e);
    }
    log.watch(ownAddresses());
    Thread reader = new Thread(this::read, "kernel trace");
    reader.setDaemon(true);
    reader.start();
  }

  private static List<Address> ownAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(LiveTrace::address)
        .toList();
  }

  private static Address address(InetAddress address) {
    return Address.of(address);
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(instance.resolve(file), value, StandardOpenOption.WRITE);
  }

  private void read() {
    // over a stream: a reader of the channel itself waits for a whole bufferful
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(pipe), StandardCharsets.ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line);
      }
    } catch (IOException closed) {
      log.lost();
    }
  }

  private void take(String line) {
    KernelReset reset = TraceLine.parse(line);
    if (reset != null) {
      log.add(reset.later(offsetNs()));
    } else if (line.contains("LOST")) { // CPU:1 [LOST 27 EVENTS]
      log.lost();
    }
  }

  /** From the kernel's clock to that of packets; asked for each record, as clocks are set and machines sleep. */
  private static long offsetNs() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
  }

  /**
   * Whether the kernel still tells of every reset: anybody with the right can switch events off, as {@code trace-cmd
   * reset} does everywhere. Once it does not, absence proves nothing any more.
   */
  public boolean hears() {
    boolean hears =
        says(Tracefs.SEND_EVENT + "/enable", "1")
            && says(Tracefs.RECEIVE_EVENT + "/enable", "1")
            && says(Tracefs.SEND_EVENT + "/filter", "none")
            && says("tracing_on", "1");
    if (!hears) {
      log.lost();
    }
    return hears;
  }

  /** Where the kernel tells it. */
  public Path instance() {
    return instance;
  }

  private boolean says(String file, String value) {
    // in one read: the kernel gives nothing to a second one
    try (InputStream in = Files.newInputStream(instance.resolve(file))) {
      byte[] said = new byte[value.length()];
      return in.read(said) == said.length && new String(said, StandardCharsets.ISO_8859_1).equals(value);
    } catch (IOException gone) {
      return false;
    }
  }

  /** What the kernel has told so far, and will. */
  public KernelLog log() {
    return log;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // the hook has run or is running
    }
  }

  /** In this order: an instance that is being read cannot be removed. */
  private synchronized void remove() {
    try {
      if (Files.isDirectory(instance)) {
        write("events/enable", "0");
      }
      if (pipe != null) {
        pipe.close();
      }
    } catch (IOException e) {
      // what matters is the removal
    }
    instance.toFile().delete();
  }
}
