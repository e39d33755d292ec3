package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisSummary;
import io.finrst.capture.RawNames;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.html.HtmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** A report, and beside it the page of {@code --html}, whose file is written when the report is. */
final class PageFile implements ReportWriter {
  private static final String BEGINNING = "<!doctype html>";

  private final ReportWriter report;
  private final String name;
  private final Path path;
  private final Consumer<String> trouble;
  private final Later file = new Later();
  private final HtmlWriter page;
  private boolean failed;

  /** Opens the file when the first byte comes, so that nothing is lost of an older page until there is a newer one. */
  private final class Later extends OutputStream {
    private OutputStream out;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (out == null) {
        out = Files.newOutputStream(path);
      }
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
      }
    }
  }

  /**
   * Looks whether the file can be written before anything is read.
   *
   * @param report what is written besides
   * @param trouble told why there is no page
   * @throws IOException when it cannot, or holds something else than a page
   */
  PageFile(ReportWriter report, String name, HtmlWriter.Origin origin, HostNames names, Consumer<String> trouble)
      throws IOException {
    this.report = report;
    this.name = name;
    this.trouble = trouble;
    path = RawNames.path(name);
    Path folder = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path) || !Files.isWritable(Files.exists(path) ? path : folder)) {
      throw new IOException(name + ": --html cannot write there");
    }
    if (Files.isRegularFile(path) && Files.size(path) > 0 && !isPage()) {
      throw new IOException(name + ": --html would overwrite a file that is no HTML page");
    }
    page = new HtmlWriter(file, names, origin);
  }

  private boolean isPage() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String beginning = new String(in.readNBytes(BEGINNING.length()), StandardCharsets.US_ASCII);
      return beginning.toLowerCase(Locale.ROOT).equals(BEGINNING);
    }
  }

  /** Whether there is no page, or not all of it. */
  boolean pageFailed() {
    return failed;
  }

  @Override
  public void reads(Reading reading) {
    report.reads(reading);
    page.reads(reading);
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    report.onConnection(connection);
    page.onConnection(connection);
  }

  @Override
  public void onTime(Analysis analysis, long nowNs) {
    report.onTime(analysis, nowNs);
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    try {
      report.finish(summary);
    } finally { // who reads the report may have gone away; the page is for others
      finishPage(summary);
    }
  }

  private void finishPage(AnalysisSummary summary) {
    try (file) {
      page.finish(summary);
    } catch (IOException e) {
      failed = true;
      String message = String.valueOf(e.getMessage());
      trouble.accept(message.startsWith(name) ? message : name + ": " + message);
    }
  }

  @Override
  public boolean failed() {
    return report.failed();
  }
}
