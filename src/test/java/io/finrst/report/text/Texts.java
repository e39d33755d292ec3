package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.report.ReportWriter;
import io.finrst.report.TimeStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Runs text writers over connections of every kind. */
final class Texts {
  static final Reading A_FILE = new Reading(FrameOrigins.UNKNOWN, List.of("a.pcap"));

  private Texts() {}

  /** As an analysis hands it on that has looked into it. */
  static AnalysedConnection looked(Records connection, Diagnosis diagnosis) {
    AnalysedConnection told = connection.told(diagnosis);
    told.diagnosis();
    return told;
  }

  static TextStyle ascii(int width) {
    return new TextStyle(width, Palette.PLAIN, false, TimeStyle.RELATIVE);
  }

  static TextStyle unicode(int width) {
    return new TextStyle(width, Palette.PLAIN, true, TimeStyle.ISO);
  }

  /** What the writer says of one connection and a summary without faults. */
  static String of(Function<OutputStream, ReportWriter> writer, Records connection, Diagnosis diagnosis)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportWriter report = writer.apply(out);
    report.reads(A_FILE);
    report.onConnection(looked(connection, diagnosis));
    report.finish(Records.emptySummary());
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Of seven connections, each with another verdict or address, and the given summary. */
  static String ofAll(Function<OutputStream, ReportWriter> writer, AnalysisSummary summary) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportWriter report = writer.apply(out);
    report.reads(A_FILE);
    report.onConnection(looked(Records.aGracefulClose().stream(2), Diagnosis.NONE));
    report.onConnection(looked(Records.aReset().withLadder().stream(1), Records.unreadData()));
    report.onConnection(looked(Records.aRefusal().stream(33), Records.portClosed()));
    report.onConnection(looked(Records.anInjectedReset().stream(4), Diagnosis.NONE));
    report.onConnection(looked(Records.aHalfClose().stream(5), Diagnosis.NONE));
    report.onConnection(looked(Records.anOpenOne().stream(6), Diagnosis.NONE));
    report.onConnection(looked(Records.aPoorCapture(), Diagnosis.NONE));
    report.finish(summary);
    return out.toString(StandardCharsets.UTF_8);
  }
}
