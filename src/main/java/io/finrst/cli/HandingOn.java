package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisSummary;
import io.finrst.capture.AnnotatedCopy;
import io.finrst.capture.CaptureCopy;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.FrameStreams;
import io.finrst.capture.OutputFiles;
import io.finrst.capture.PacketTaker;
import io.finrst.capture.PcapngWriter;
import io.finrst.capture.SectionOptions;
import io.finrst.capture.SplitFiles;
import io.finrst.capture.Spool;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.packets.FrameComments;
import io.finrst.report.packets.SplitBy;
import io.finrst.report.packets.SplitPlan;
import io.finrst.report.text.PlainSummary;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * The packets for others to look at: a copy with comments, and files of single connections. What is to be said of a packet
 * is known only when its connection has ended, so captures are read twice; what can be read only once is kept meanwhile.
 */
final class HandingOn implements Closeable {
  private final String annotated; // null for none
  private final String folder; // null for none
  private final boolean quiet;
  private final Surroundings surroundings;
  private final Spool spool;
  private final SectionOptions sections = new SectionOptions();
  private final FrameComments comments = new FrameComments();
  private final SplitPlan plan;
  private FrameStreams streams; // null unless packets are split
  private CaptureSet captures; // null when live
  private Recording kept; // of a live capture
  private boolean failed;

  private HandingOn(OutputOptions options, boolean quiet, Surroundings surroundings) {
    annotated = options.annotated;
    folder = options.split;
    this.quiet = quiet;
    this.surroundings = surroundings;
    File parent = annotated == null ? null : new File(annotated).getParentFile();
    spool = new Spool(folder != null ? folder : parent == null ? "" : parent.getPath());
    plan = new SplitPlan(options.splitBy == null ? SplitBy.CONNECTION : options.splitBy);
  }

  /** Null where nothing is to be handed on. */
  static HandingOn of(OutputOptions options, boolean quiet, Surroundings surroundings) {
    return options.handsOn() ? new HandingOn(options, quiet, surroundings) : null;
  }

  /**
   * Prepares to read files and pipes.
   *
   * @throws IOException when what is asked for cannot be written
   */
  CaptureSet open(List<String> names, InputStream in) throws IOException {
    captures = CaptureSet.openTwice(names, in, spool, sections);
    prepare(captures.files());
    return captures;
  }

  /**
   * Prepares to keep what a live capture brings.
   *
   * @param trouble told why it can be kept no longer
   */
  Recording keep(int snaplen, Consumer<String> trouble) throws IOException {
    prepare(List.of());
    kept = new Recording(new PcapngWriter(spool.output(), snaplen), trouble);
    return kept;
  }

  private void prepare(List<String> inputs) throws IOException {
    if (annotated != null) {
      OutputFiles.check(annotated, inputs);
    }
    if (folder != null) {
      SplitFiles.prepare(folder);
      streams = new FrameStreams(spool);
    }
  }

  /** Who wants to know which connection each packet belongs to, null for nobody. */
  PacketTaker taker() {
    return streams;
  }

  /** A writer that hands on before it ends its report, and goes on where nobody reads that any more. */
  ReportWriter with(ReportWriter report) {
    return new ReportWriter() {
      private Reading reading = Reading.UNKNOWN;

      @Override
      public void reads(Reading what) {
        reading = what;
        report.reads(what);
      }

      @Override
      public void onConnection(AnalysedConnection connection) {
        if (annotated != null) {
          comments.add(connection);
        }
        if (folder != null) {
          plan.add(connection);
        }
        report.onConnection(connection);
      }

      @Override
      public void onTime(Analysis analysis, long nowNs) {
        report.onTime(analysis, nowNs);
      }

      @Override
      public void finish(AnalysisSummary summary) throws IOException {
        try {
          copy(summary, reading);
        } catch (IOException e) {
          failed = true;
          surroundings.say(e.getMessage());
        }
        report.finish(summary);
      }

      @Override
      public boolean failed() {
        return false;
      }
    };
  }

  private void copy(AnalysisSummary summary, Reading reading) throws IOException {
    if (kept != null) {
      kept.end();
      failed = kept.failed();
    }
    long frames =
        captures == null ? Long.MAX_VALUE : summary.captures().stream().mapToLong(each -> each.packets()).sum();
    List<String> inputs = captures == null ? List.of() : captures.files();
    try (CaptureCopy copy = captures == null ? new CaptureCopy(List.of("-"), spool) : new CaptureCopy(captures, spool);
        AnnotatedCopy whole = annotated == null ? null : annotatedCopy(summary, reading, inputs);
        SplitFiles parts = folder == null ? null : new SplitFiles(folder, inputs, streams, plan)) {
      if (whole != null) {
        whole.from(copy);
      }
      if (parts != null) {
        parts.from(copy);
      }
      Progress progress = quiet ? null : Progress.start(copy.captures(), surroundings);
      try {
        copy.run(frames);
      } finally {
        if (progress != null) {
          progress.stop();
        }
      }
    }
    sayLeftOut();
  }

  private AnnotatedCopy annotatedCopy(AnalysisSummary summary, Reading reading, List<String> inputs)
      throws IOException {
    return new AnnotatedCopy(
        annotated, OutputFiles.create(annotated, inputs), sections, PlainSummary.of(summary, reading), comments);
  }

  private void sayLeftOut() {
    if (comments.leftOut() > 0) {
      failed = true;
      surroundings.say(annotated + ": " + Quantity.count(comments.leftOut(), "comment") + " left out to bound memory;"
          + " --only and other filters choose which connections get some");
    }
    if (plan.leftOut() > 0) {
      failed = true;
      surroundings.say(folder + ": " + Quantity.count(SplitPlan.MOST_FILES) + " files are the most, "
          + Quantity.count(plan.leftOut(), "connection") + " left out; --only chooses some, --by verdict needs fewer");
    }
  }

  /** Whether something is missing from what was handed on. */
  boolean failed() {
    return failed;
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
