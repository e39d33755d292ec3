package io.finrst.cli;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.report.syslog.SyslogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The report as lines for journald: each as its connection ends, and no summary, which would be lines of its own. */
final class SyslogLines implements ReportWriter {
  private final TextOutput out;
  private final SyslogFormat format;

  SyslogLines(OutputStream out, SyslogFormat format) {
    this.out = new TextOutput(out, StandardCharsets.UTF_8);
    this.format = format;
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    out.line(format.line(connection));
    out.flush();
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    out.finish();
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
