package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One note for each kind of bad end. */
class RepresentativesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ExplainWriter writer(int top) {
    ExplainWriter writer = ExplainWriter.ofKinds(out, Texts.ascii(0), (bytes, linkType) -> List.of(), top);
    writer.reads(Texts.A_FILE);
    return writer;
  }

  private String text(ExplainWriter writer) throws IOException {
    AnalysisSummary summary = Records.summary(Map.of());
    writer.finish(summary);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void reset(ExplainWriter writer, int stream, int host) {
    Records reset = Records.aReset().stream(stream);
    reset.server = new Endpoint(Records.ipv4(10, 0, 0, host), 443);
    writer.onConnection(reset.told(Records.unreadData()));
  }

  @Test
  void oneStandsForItsServerVerdictAndCauseAndTheMostFrequentKindComesFirst() throws IOException {
    ExplainWriter writer = writer(100);
    writer.onConnection(Records.aRefusal().stream(1).told(Records.portClosed()));
    for (int i = 2; i < 7; i++) {
      reset(writer, i, 9);
    }
    String text = text(writer);
    assertThat(text)
        .startsWith("rst-after-data  10.0.0.5:40002 -> 10.0.0.9:443  tcp.stream eq 2\n")
        .contains(
            "4 more connections ended like this one:\n"
                + "    finrst --explain --cause unread-data-at-close --host 10.0.0.9 --port 443 a.pcap\n")
        .contains("\nrst-to-syn  10.0.0.5:40002 -> 10.0.0.9:443  tcp.stream eq 1\n")
        .contains("Explained: one connection of each of 2 kinds of bad end (6 connections).")
        .doesNotContain("tcp.stream eq 3");
  }

  @Test
  void serversWithOneEachAreOneKind() throws IOException {
    ExplainWriter writer = writer(100);
    for (int i = 1; i < 40; i++) {
      reset(writer, i, i);
    }
    assertThat(text(writer))
        .contains(
            "38 more connections, each to another server, ended like this one:\n"
                + "    finrst --explain --cause unread-data-at-close a.pcap\n")
        .doesNotContain("tcp.stream eq 2\n");
  }

  @Test
  void noMoreKindsAreExplainedThanAskedFor() throws IOException {
    ExplainWriter writer = writer(1);
    reset(writer, 1, 9);
    reset(writer, 2, 9);
    writer.onConnection(Records.aRefusal().stream(3).told(Records.portClosed()));
    assertThat(text(writer))
        .contains("Explained: one connection of the 1 most frequent of 2 kinds of bad end (3 connections).")
        .doesNotContain("rst-to-syn  10");
  }

  @Test
  void whereAllEndedWellTheWorstIsExplained() throws IOException {
    ExplainWriter writer = writer(100);
    writer.onConnection(Records.aGracefulClose().stream(1).told(Diagnosis.NONE));
    writer.onConnection(Records.aHalfClose().stream(2).told(Diagnosis.NONE));
    assertThat(text(writer)).startsWith("half-close  ").doesNotContain("graceful", "Explained:");
  }
}
