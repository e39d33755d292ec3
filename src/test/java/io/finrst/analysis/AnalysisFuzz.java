package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.ConnectionListener;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.pcap4j.PacketText;
import io.finrst.flow.Announcing;
import io.finrst.golden.Json;
import io.finrst.report.HostNames;
import io.finrst.report.TimeStyle;
import io.finrst.report.json.JsonWriter;
import io.finrst.report.text.ExplainWriter;
import io.finrst.report.text.Palette;
import io.finrst.report.text.TextStyle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Everything from bytes to reports: whatever a capture holds, each packet is accounted for and both reports end. */
class AnalysisFuzz {
  private static final int LADDER = 8;

  @FuzzTest(maxDuration = "5m")
  void analyse(byte[] capture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter json = new JsonWriter(out, JsonWriter.Layout.LINES, false, HostNames.NONE);
    TextStyle style = new TextStyle(0, Palette.PLAIN, true, TimeStyle.ABSOLUTE, HostNames.NONE);
    ExplainWriter text = new ExplainWriter(new ByteArrayOutputStream(), style, PacketText::lines, 0);
    ConnectionListener both =
        connection -> {
          json.onConnection(connection);
          text.onConnection(connection);
        };
    AnalysisOptions options = new AnalysisOptions(true, false, Integer.MAX_VALUE, LADDER, true, Announcing.NEVER);
    Analysis analysis = new Analysis(options, both);
    AnalysisSummary summary = analysis.run(CaptureSet.open(List.of("-"), new ByteArrayInputStream(capture)));
    json.finish(summary);
    text.finish(summary);

    long skipped = 0;
    for (long each : summary.skipped().values()) {
      skipped += each;
    }
    assertThat(summary.tcpPackets() + skipped).isGreaterThanOrEqualTo(summary.packets());
    assertThat(analysis.impossibleEvents()).isZero();
    long told = 0;
    for (long each : summary.verdicts().values()) {
      told += each;
    }
    assertThat(told).isEqualTo(summary.connections());
    assertThat(Json.parse(out.toString(StandardCharsets.UTF_8))).hasSize((int) told + 1);
  }
}
