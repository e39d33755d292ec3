package io.finrst.lab;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.capture.RecordedSource;
import io.finrst.capture.RingFile;
import io.finrst.capture.pcap4j.LiveOptions;
import io.finrst.capture.pcap4j.LiveSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Captures in another network namespace, a program of its own: says {@code ready}, or why not, on standard output, and
 * ends with standard input.
 */
final class CaptureProcess {
  static final String READY = "ready";
  static final String FILTER = "tcp or icmp";

  private CaptureProcess() {}

  /** Arguments: the interface and the file. */
  public static void main(String[] args) throws IOException {
    capture(args[0], args[1], System.in, System.out);
  }

  private static void capture(String interfaceName, String file, InputStream end, PrintStream told)
      throws IOException {
    LiveSource live;
    try {
      live = new LiveSource(LiveOptions.of(List.of(interfaceName), FILTER));
    } catch (IOException obstacle) {
      told.println(obstacle.getMessage());
      return;
    }
    RingFile kept = new RingFile(file, LiveOptions.USUAL_SNAPLEN, RingFile.Limits.NONE);
    Thread watch = new Thread(() -> stopAtEnd(live, end), "end of input");
    watch.setDaemon(true);
    watch.start();
    try (PacketSource packets = new RecordedSource(live, kept)) {
      told.println(READY);
      told.flush();
      Packet packet = new Packet();
      boolean more = true;
      while (more) {
        more = packets.next(packet);
      }
    }
  }

  private static void stopAtEnd(LiveSource live, InputStream end) {
    try {
      end.read(); // nothing comes
    } catch (IOException ended) {
      // as well
    }
    live.stop();
  }
}
