package io.finrst.lab;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.PacketSource;
import io.finrst.capture.RecordedSource;
import io.finrst.capture.RingFile;
import io.finrst.capture.pcap4j.LiveOptions;
import io.finrst.capture.pcap4j.LiveSource;
import io.finrst.kernel.KernelLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Captures by itself. */
public final class LiveRecorder implements Recorder {
  private static final int LONGEST_MS = 10_000;

  private final String interfaceName;
  private final KernelLog kernel;
  private final String saved;
  private final List<Observed> observed = new ArrayList<>();
  private LiveSource live;
  private PacketSource packets;
  private Thread thread;
  private IOException failure;

  /**
   * @param interfaceName where to capture
   * @param kernel the kernel's word on resets, null for none
   * @param saved file to keep the packets in, null for none
   */
  public LiveRecorder(String interfaceName, KernelLog kernel, String saved) {
    this.interfaceName = interfaceName;
    this.kernel = kernel;
    this.saved = saved;
  }

  @Override
  public void start(int port) throws IOException {
    live = new LiveSource(LiveOptions.of(List.of(interfaceName), "tcp port " + port + " or icmp"));
    packets =
        saved == null
            ? live
            : new RecordedSource(live, new RingFile(saved, LiveOptions.USUAL_SNAPLEN, RingFile.Limits.NONE));
    thread = new Thread(this::analyse, "analysis");
    thread.setDaemon(true);
    thread.start();
  }

  private void analyse() {
    Analysis analysis =
        new Analysis(
            AnalysisOptions.DEFAULT,
            connection -> observed.add(new Observed(connection.record(), connection.diagnosis())));
    try {
      analysis.with(kernel).run(packets);
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public List<Observed> stop() throws IOException, InterruptedException {
    live.stop();
    thread.join(LONGEST_MS);
    if (thread.isAlive()) {
      throw new IOException("the packets of " + interfaceName + " were not analysed within " + LONGEST_MS + " ms");
    }
    packets.close();
    if (failure != null) {
      throw failure;
    }
    observed.sort(Comparator.comparingLong(each -> each.connection().tcpStream()));
    return List.copyOf(observed);
  }
}
