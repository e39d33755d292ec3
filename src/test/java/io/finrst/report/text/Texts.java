package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Records;
import io.finrst.report.ReportWriter;
import io.finrst.report.TimeStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Runs text writers over connections of every kind. */
final class Texts {
  private Texts() {}

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
    report.onConnection(connection.told(diagnosis));
    report.finish(Records.emptySummary());
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Of seven connections, each with another verdict or address, and the given summary. */
  static String ofAll(Function<OutputStream, ReportWriter> writer, AnalysisSummary summary) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportWriter report = writer.apply(out);
    report.onConnection(Records.aGracefulClose().stream(2).told(Diagnosis.NONE));
    report.onConnection(Records.aReset().withLadder().stream(1).told(Records.unreadData()));
    report.onConnection(Records.aRefusal().stream(33).told(Records.portClosed()));
    report.onConnection(Records.anInjectedReset().stream(4).told(Diagnosis.NONE));
    report.onConnection(Records.aHalfClose().stream(5).told(Diagnosis.NONE));
    report.onConnection(Records.anOpenOne().stream(6).told(Diagnosis.NONE));
    report.onConnection(Records.aPoorCapture().told(Diagnosis.NONE));
    report.finish(summary);
    return out.toString(StandardCharsets.UTF_8);
  }
}
