package io.finrst.analysis;

import com.sun.management.ThreadMXBean;
import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.PacketSource;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Run interpreted, in a JVM of its own: prints what N more data and ACK segments allocate, in bytes. */
final class AllocationProbe {
  private static final int SEGMENTS = 2000;
  private static final int PCAP_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int CAPTURED_LENGTH = 8;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocationProbe() {}

  public static void main(String[] args) throws IOException {
    Frames few = transfer(SEGMENTS);
    Frames many = transfer(2 * SEGMENTS);
    print("memory", () -> few.source(), () -> many.source());
    Frames fewRequests = requests(SEGMENTS);
    Frames manyRequests = requests(2 * SEGMENTS);
    print("http", () -> fewRequests.source(), () -> manyRequests.source());
    for (CaptureFormat format : List.of(CaptureFormat.PCAP_US_LE, CaptureFormat.PCAPNG_NS_BE)) {
      byte[] fewBytes = few.bytes(format);
      byte[] manyBytes = many.bytes(format);
      print(format.name(), () -> pipe(fewBytes), () -> pipe(manyBytes));
    }
    List<String> fewFiles = dealt(few.bytes(CaptureFormat.PCAP_US_LE));
    List<String> manyFiles = dealt(many.bytes(CaptureFormat.PCAP_US_LE));
    print("merged", () -> files(fewFiles), () -> files(manyFiles));
  }

  private static PacketSource files(List<String> names) {
    return CaptureSet.open(names, InputStream.nullInputStream());
  }

  /** The packets of a capture by turns in two files. */
  private static List<String> dealt(byte[] capture) throws IOException {
    ByteBuffer records = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).position(PCAP_HEADER);
    List<String> names = new ArrayList<>();
    List<OutputStream> files = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path file = Files.createTempFile("finrst", ".pcap");
      file.toFile().deleteOnExit();
      names.add(file.toString());
      files.add(new BufferedOutputStream(Files.newOutputStream(file)));
      files.get(i).write(capture, 0, PCAP_HEADER);
    }
    for (int i = 0; records.hasRemaining(); i++) {
      int length = RECORD_HEADER + records.getInt(records.position() + CAPTURED_LENGTH);
      files.get(i % 2).write(capture, records.position(), length);
      records.position(records.position() + length);
    }
    for (OutputStream file : files) {
      file.close();
    }
    return names;
  }

  private static PacketSource pipe(byte[] bytes) {
    return CaptureSet.open(List.of("-"), new ByteArrayInputStream(bytes));
  }

  private static void print(String name, Supplier<PacketSource> few, Supplier<PacketSource> many) throws IOException {
    allocated(many); // classes are loaded and call sites linked once
    long growth = allocated(many) - allocated(few);
    System.out.println(name + " " + growth);
  }

  private static long allocated(Supplier<PacketSource> source) throws IOException {
    try (PacketSource open = source.get()) {
      Analysis analysis = new Analysis(AnalysisOptions.DEFAULT, connection -> {});
      long before = THREADS.getCurrentThreadAllocatedBytes();
      analysis.run(open);
      return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
  }

  /** {@code segments} segments of requests and responses by turns. */
  private static Frames requests(int segments) {
    StringBuilder script = new StringBuilder(Openings.HANDSHAKE);
    for (int i = 0; i < segments / 2; i++) {
      int request = 1 + 18 * i; // GET / HTTP/1.1 and two line ends
      int response = 1 + 40 * i;
      script.append("+0.1 C > S [P.] ").append(request).append(" ack ").append(response);
      script.append(" \"GET / HTTP/1.1\\r\\n\\r\\n\"\n");
      script.append("+0.1 S > C [P.] ").append(response).append(" ack ").append(request + 18);
      script.append(" \"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok\"\n");
    }
    return Script.parse(script.toString());
  }

  /** A request and then {@code segments} segments of response and acknowledgment. */
  private static Frames transfer(int segments) {
    StringBuilder script = new StringBuilder(Openings.EXCHANGE);
    for (int i = 0; i < segments / 2; i++) {
      int next = 201 + 100 * i;
      script.append("+0.001 S > C [.] ").append(next).append(':').append(next + 100).append(" ack 101\n");
      script.append("+0.001 C > S [.] 101 ack ").append(next + 100).append('\n');
    }
    return Script.parse(script.toString());
  }
}
