package io.finrst.lab;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.Packet;
import io.finrst.capture.RingFile;
import io.finrst.capture.pcap4j.LiveOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Captures at the client, the router and the server at once, a file each: {@code NAME.client.pcap} and so on. */
public final class PointRecorder implements Recorder {
  private static final int LONGEST_S = 10;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final long PAUSE_NS = NS_PER_S / 4; // longer than what is between packets of one exchange

  private final Network network;
  private final View view;
  private final Path directory;
  private final String name;
  private final LiveRecorder client;
  private final List<Process> others = new ArrayList<>();

  /**
   * @param network this process runs on its client's host
   * @param scenario has a view
   * @param directory where the files go
   */
  public PointRecorder(Network network, Scenario scenario, Path directory) {
    this.network = network;
    this.directory = directory;
    view = scenario.view();
    name = scenario.name();
    client = new LiveRecorder(view.interfaceOf(Point.CLIENT), null, file(Point.CLIENT).toString());
  }

  /** The capture of {@code point}. */
  private Path file(Point point) {
    return directory.resolve(String.format(Locale.ROOT, "%s.%s.pcap", name, point.id()));
  }

  @Override
  public void start(int port) throws IOException {
    for (Point point : List.of(Point.ROUTER, Point.SERVER)) {
      List<String> command = new ArrayList<>(network.as(point));
      command.addAll(Self.command(CaptureProcess.class));
      command.addAll(List.of(view.interfaceOf(point), file(point).toString()));
      others.add(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }
    for (Process each : others) {
      BufferedReader said = each.inputReader(StandardCharsets.UTF_8);
      String first = said.readLine();
      if (!CaptureProcess.READY.equals(first)) {
        kill();
        throw new IOException("no capture in another namespace: " + first);
      }
    }
    client.start(port);
  }

  @Override
  public List<Observed> stop() throws IOException, InterruptedException {
    try {
      List<Observed> observed = client.stop();
      for (Process each : others) {
        each.getOutputStream().close();
      }
      for (Process each : others) {
        if (!each.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
          throw new IOException("a capture in another namespace did not end within " + LONGEST_S + " s");
        }
      }
      setClocks();
      return observed;
    } finally {
      kill();
    }
  }

  private void kill() {
    others.forEach(Process::destroyForcibly);
  }

  private void setClocks() throws IOException {
    List<Packet> seen = packets(file(Point.CLIENT));
    if (seen.isEmpty()) {
      return;
    }
    List<Long> pauses = view.pauseS() == 0 ? List.of() : pauses(seen);
    for (Point point : Point.values()) {
      if (view.pauseS() > 0 || view.clocks().containsKey(point)) {
        rewrite(point, seen.get(0).timeNs, pauses);
      }
    }
  }

  /** The middle of each pause of all points, which the client sees as well as the others. */
  private static List<Long> pauses(List<Packet> packets) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < packets.size(); i++) {
      long beforeNs = packets.get(i - 1).timeNs;
      long pauseNs = packets.get(i).timeNs - beforeNs;
      if (pauseNs > PAUSE_NS) {
        pauses.add(beforeNs + pauseNs / 2);
      }
    }
    return pauses;
  }

  private void rewrite(Point point, long beginNs, List<Long> pauses) throws IOException {
    Path original = file(point);
    Path copy = directory.resolve(name + "." + point.id() + ".rewritten.pcap");
    try (RingFile kept = new RingFile(copy.toString(), LiveOptions.USUAL_SNAPLEN, RingFile.Limits.NONE)) {
      for (Packet packet : packets(original)) {
        long timeNs = packet.timeNs;
        long pausedNs = pauses.stream().filter(pause -> pause < timeNs).count() * view.pauseS() * NS_PER_S;
        packet.timeNs = view.clock(point).shows(beginNs, timeNs - beginNs + pausedNs);
        kept.write(packet);
      }
    }
    Files.move(copy, original, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Packet> packets(Path file) throws IOException {
    List<Packet> packets = new ArrayList<>();
    Packet packet = new Packet();
    try (CaptureSet capture = CaptureSet.open(List.of(file.toString()), InputStream.nullInputStream())) {
      while (capture.next(packet)) {
        packets.add(packet.copy());
      }
    }
    return packets;
  }
}
