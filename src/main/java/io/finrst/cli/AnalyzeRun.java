package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.RawNames;
import io.finrst.kernel.KernelLog;
import io.finrst.kernel.SavedTrace;
import io.finrst.record.Shown;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One run of {@code analyze}: one report, or one a file. */
final class AnalyzeRun {
  private final AnalyzeCommand command;
  private final Surroundings surroundings;
  private final String captureFilter;
  private final Reports reports;
  private final Interrupt interrupt;
  private final KernelLog kernelLog;
  private final Matches matches;
  private final BuildReport build; // null where no build asks

  private boolean somethingRead;
  private boolean complete = true;
  private boolean handedOn = true;

  /**
   * @param captureFilter in the language of pcap-filter(7), empty for none
   */
  AnalyzeRun(AnalyzeCommand command, Surroundings surroundings, String captureFilter) throws IOException {
    this.command = command;
    this.surroundings = surroundings;
    this.captureFilter = captureFilter;
    matches = new Matches(command.report.failOn);
    build =
        command.report.isForBuild(surroundings.environment()) ? BuildReport.of(command.report, surroundings) : null;
    reports = new Reports(command.report, surroundings, command.typed());
    kernelLog = command.kernelLog == null ? null : SavedTrace.read(RawNames.path(command.kernelLog), command.kernelLog);
    interrupt = Interrupt.handled(surroundings, false);
  }

  ExitCode run() throws IOException {
    if (command.separate) {
      for (String file : CaptureSet.expand(command.inputs)) {
        if (!interrupt.happened()) {
          report(List.of(file));
        }
      }
    } else {
      report(command.inputs);
    }
    if (interrupt.happened() && !command.tracking.quiet) {
      surroundings.say("interrupted; this is what was read until then");
    }
    return exitCode(build == null ? ExitCode.OK : build.finish(somethingRead));
  }

  private ExitCode exitCode(ExitCode ofBuild) {
    if (!somethingRead) {
      return ExitCode.UNUSABLE;
    }
    if (matches.areEnough()) {
      surroundings.say(matches.message());
      return ExitCode.FOUND;
    }
    if (ofBuild != ExitCode.OK) {
      return ofBuild;
    }
    if (!handedOn || reports.lacksSomething()) {
      return ExitCode.OUTPUT_FAILED;
    }
    return complete ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private void report(List<String> names) throws IOException {
    try (HandingOn handingOn = handingOn();
        Input input = Input.open(names, command.reader, captureFilter, surroundings.in(), handingOn)) {
      boolean streaming = input.isStreaming();
      ReportWriter report = reports.writer(streaming, () -> {});
      ReportWriter writer = handingOn == null ? report : handingOn.with(report);
      Reading reading = new Reading(input.source().origins(), again(names, streaming));
      writer.reads(reading);
      if (build != null) {
        build.reads(reading);
      }
      FilteredWriter listener =
          new FilteredWriter(
              writer,
              command.report.filter,
              matches,
              build == null ? List.of() : List.of(build),
              () -> {},
              interrupt::stop);
      Analysis analysis =
          new Analysis(
              command.tracking.analysis(
                  command.report.output, streaming && command.report.output.isPerConnection(), Integer.MAX_VALUE),
              listener)
              .with(kernelLog)
              .with(handingOn == null ? null : handingOn.taker());
      interrupt.watch(analysis::stop, streaming);
      AnalysisSummary summary = analyze(analysis, input).filteredOut(input.filteredOut());
      summary.captures().forEach(this::sayDamage);
      if (build != null) {
        build.read(summary.captures());
      }
      sayFiltered(summary);
      command.tracking.sayImpossible(analysis, surroundings);
      boolean readable = summary.captures().stream().anyMatch(c -> c.damage() == null || c.packets() > 0);
      somethingRead |= readable;
      complete &= summary.complete() && (!interrupt.happened() || input.isAtPipe());
      if (readable || command.report.output.isForPrograms()) {
        if (command.separate) {
          reports.title(names.get(0));
        }
        writer.finish(summary);
      }
      handedOn &= handingOn == null || !handingOn.failed();
    }
  }

  /** Null where nothing is to be handed on. */
  private HandingOn handingOn() {
    OutputOptions output = command.report.output;
    return output.handsOn() ? new HandingOn(output, command.tracking.quiet, surroundings) : null;
  }

  /** The words that make finrst read the same again; none for what a pipe has brought. */
  private List<String> again(List<String> names, boolean streaming) {
    if (streaming) {
      return List.of();
    }
    List<String> words = new ArrayList<>(names);
    if (!captureFilter.isEmpty()) {
      words.addAll(List.of("--", captureFilter));
    }
    return words;
  }

  private AnalysisSummary analyze(Analysis analysis, Input input) throws IOException {
    Progress progress = command.tracking.quiet ? null : Progress.start(input.files(), surroundings);
    try {
      return analysis.run(input.source());
    } finally {
      if (progress != null) {
        progress.stop();
      }
    }
  }

  /** A filter that tells segments apart takes away what causes are known by. */
  private void sayFiltered(AnalysisSummary summary) {
    long robbed = Math.max(summary.missing().of(Shown.SEGMENTS), summary.missing().of(Shown.EVERY_BYTE));
    if (summary.filteredOut() > 0 && robbed > 0 && !command.tracking.quiet) {
      surroundings.say(
          "the filter behind -- removed packets of " + Quantity.count(robbed, "connection")
              + " that are still reported: without their data and ACKs few causes can be named and none is certain."
              + " Filter by host and port, and choose endings with --only");
    }
  }

  private void sayDamage(CaptureInfo capture) {
    if (capture.damage() != null) {
      surroundings.say(capture.name() + ": " + capture.damage());
    }
  }
}
