package io.finrst.cli;

import io.finrst.ConnectionListener;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.RawNames;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ci.Baseline;
import io.finrst.report.ci.EndingKind;
import io.finrst.report.ci.EndingKinds;
import io.finrst.report.ci.GitHubActions;
import io.finrst.report.ci.JUnitReport;
import io.finrst.report.ci.Occurrence;
import io.finrst.report.json.BaselineFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a build gets beside the report: its baseline compared or written, JUnit's XML, annotations of GitHub Actions. */
final class BuildReport implements ConnectionListener {
  private static final String STEP_SUMMARY = "GITHUB_STEP_SUMMARY";

  /** Lines about endings on stderr; the report and the files have the others. */
  private static final int MOST_TOLD = 20;

  private final ReportOptions options;
  private final Surroundings surroundings;
  private final Baseline baseline; // null for none
  private final EndingKinds found = new EndingKinds();
  private final List<CaptureInfo> captures = new ArrayList<>();
  private boolean failed;

  private BuildReport(ReportOptions options, Surroundings surroundings, Baseline baseline) {
    this.options = options;
    this.surroundings = surroundings;
    this.baseline = baseline;
  }

  /**
   * What {@code options} ask for, of which {@link ReportOptions#isForBuild} says that it is something.
   *
   * @throws IOException when there is no baseline to be compared with
   */
  static BuildReport of(ReportOptions options, Surroundings surroundings) throws IOException {
    return new BuildReport(options, surroundings, options.baseline == null ? null : baseline(options));
  }

  private static Baseline baseline(ReportOptions options) throws IOException {
    try (InputStream in = Files.newInputStream(RawNames.path(options.baseline))) {
      return BaselineFile.read(in);
    } catch (NoSuchFileException e) {
      if (options.writeBaseline) {
        return Baseline.EMPTY;
      }
      throw new IOException(options.baseline + ": no such baseline; --write-baseline makes it", e);
    } catch (IOException e) {
      throw new IOException(options.baseline + ": " + e.getMessage(), e);
    }
  }

  /** Says of what follows where it is read. */
  void reads(Reading reading) {
    found.reads(reading);
  }

  /** Takes what was read. */
  void read(List<CaptureInfo> more) {
    captures.addAll(more);
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    found.onConnection(connection);
  }

  /**
   * Says and writes all of it.
   *
   * @param readable whether anything was read: what nobody could read must not empty a baseline
   * @return {@link ExitCode#FOUND} where {@code --fail-on new} matched, {@link ExitCode#OUTPUT_FAILED} where something
   *     could not be written
   */
  ExitCode finish(boolean readable) {
    Baseline.Comparison comparison = baseline == null || options.writeBaseline ? null : baseline.compare(found);
    List<Occurrence> fresh = options.writeBaseline ? List.of() : comparison == null ? found.bad() : comparison.fresh();
    Set<EndingKind> known =
        found.bad().stream().filter(each -> !fresh.contains(each)).map(Occurrence::kind).collect(Collectors.toSet());
    if (found.badBeyond() > 0) {
      surroundings.say(
          Quantity.count(found.badBeyond(), "connection") + " that did not end well are of more kinds than can be told"
              + " apart; no baseline knows them");
    }
    if (comparison != null) {
      tell(comparison);
    } else if (options.writeBaseline && readable) {
      writeBaseline();
    }
    if (options.junit != null) {
      write(options.junit, out -> JUnitReport.write(found, known, captures, Version.number(), out));
    }
    if (options.isForGitHub(surroundings.environment())) {
      annotate(fresh, baseline == null ? null : known);
    }
    if (comparison != null && options.failOn != null && options.failOn.asksForNew()) {
      long connections = found.badBeyond() + fresh.stream().mapToLong(Occurrence::connections).sum();
      if (connections >= options.failOn.atLeast()) {
        surroundings.say("--fail-on new matched " + Quantity.count(connections, "connection"));
        return ExitCode.FOUND;
      }
    }
    return failed ? ExitCode.OUTPUT_FAILED : ExitCode.OK;
  }

  private void tell(Baseline.Comparison comparison) {
    surroundings.say(
        options.baseline + ": " + Quantity.count(comparison.fresh().size()) + " new, "
            + Quantity.count(comparison.known().size()) + " known, " + Quantity.count(comparison.gone().size()) + " gone");
    List<String> lines = new ArrayList<>();
    for (Occurrence each : comparison.fresh()) {
      lines.add("new: " + each.kind() + " (" + Quantity.count(each.connections(), "connection") + ", tcp.stream "
          + each.stream() + (each.connections() > 1 ? " and others)" : ")"));
    }
    comparison.more().forEach(
        (kind, count) ->
            lines.add(
                "more: " + kind + " (" + Quantity.count(count, "connection") + ", the baseline has "
                    + Quantity.count(baseline.endings().get(kind)) + ")"));
    comparison.gone().forEach(each -> lines.add("gone: " + each));
    lines.stream().limit(MOST_TOLD).forEach(surroundings::say);
    if (lines.size() > MOST_TOLD) {
      surroundings.say("and " + Quantity.count(lines.size() - MOST_TOLD) + " more");
    }
  }

  private void writeBaseline() {
    Baseline next = baseline.renewed(found);
    write(options.baseline, out -> BaselineFile.write(next, out));
    if (!failed) {
      surroundings.say(options.baseline + ": knows " + Quantity.count(next.endings().size(), "kind") + " of ending");
    }
  }

  private void annotate(List<Occurrence> fresh, Set<EndingKind> known) {
    if (options.github == null && !fresh.isEmpty()) {
      surroundings.say("annotates this run of GitHub Actions, since GITHUB_ACTIONS is set; --no-github leaves it out");
    }
    GitHubActions.annotations(fresh).forEach(surroundings.err()::println); // the runner reads both streams
    surroundings.err().flush();
    String page = surroundings.environment().getOrDefault(STEP_SUMMARY, "");
    if (!page.isEmpty()) {
      byte[] text = GitHubActions.summary(found, known).getBytes(StandardCharsets.UTF_8);
      write(page, out -> out.write(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(String name, Content content, StandardOpenOption... how) {
    Path file = RawNames.path(name);
    try (OutputStream out = Files.newOutputStream(file, how)) {
      content.writeTo(out);
    } catch (IOException e) {
      failed = true;
      surroundings.say("cannot write " + name + ": " + e.getMessage());
    }
  }
}
