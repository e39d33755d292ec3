package io.finrst.lab;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.capture.CaptureSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what another tool records meanwhile, such as {@code tcpdump -i lo -U -w FILE}. */
public final class FileRecorder implements Recorder {
  /** For the other tool to write what it has. */
  private static final int WRITING_MS = 1_000;

  private final String file;
  private int port;
  private long startNs;

  /**
   * @param file the other tool's capture; read when the scenario has ended
   */
  public FileRecorder(String file) {
    this.file = file;
  }

  @Override
  public void start(int scenarioPort) {
    port = scenarioPort;
    startNs = System.currentTimeMillis() * 1_000_000L;
  }

  @Override
  public List<Observed> stop() throws IOException, InterruptedException {
    Thread.sleep(WRITING_MS);
    List<Observed> observed = new ArrayList<>();
    Analysis analysis =
        new Analysis(
            AnalysisOptions.DEFAULT,
            connection -> {
              if (connection.serverPort() == port && connection.record().first().timeNs() >= startNs) {
                observed.add(new Observed(connection.record(), connection.diagnosis()));
              }
            });
    try (CaptureSet packets = CaptureSet.open(List.of(file), InputStream.nullInputStream())) {
      analysis.run(packets);
    }
    observed.sort(Comparator.comparingLong(each -> each.connection().tcpStream()));
    return observed;
  }
}
