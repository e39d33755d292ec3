package io.finrst.cli;

import io.finrst.capture.pcap4j.PacketText;
import io.finrst.report.HostNames;
import io.finrst.report.Printable;
import io.finrst.report.ReportWriter;
import io.finrst.report.csv.CsvWriter;
import io.finrst.report.html.HtmlWriter;
import io.finrst.report.json.EcsWriter;
import io.finrst.report.json.JsonWriter;
import io.finrst.report.text.Command;
import io.finrst.report.text.ExplainWriter;
import io.finrst.report.text.GroupWriter;
import io.finrst.report.text.Grouping;
import io.finrst.report.text.LadderWriter;
import io.finrst.report.text.LiveTableWriter;
import io.finrst.report.text.TableWriter;
import io.finrst.report.text.TextStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the writer that the options ask for, one a report. */
final class Reports {
  private final OutputOptions options;
  private final boolean ofAll;
  private final Surroundings surroundings;
  private final ReportOutput out;
  private final TextStyle style;
  private final List<String> typed;
  private CsvWriter csv;
  private LiveScreen screen; // null where lines are printed
  private PageFile page; // null without --html
  private boolean titled;

  /**
   * @param typed the words of the command line, for a page to say
   */
  Reports(ReportOptions report, Surroundings surroundings, List<String> typed) {
    this.typed = typed;
    options = report.output;
    ofAll = report.filter.isEmpty();
    this.surroundings = surroundings;
    out = surroundings.out();
    Console console = surroundings.console();
    style =
        new TextStyle(
            console.columns(),
            console.palette(options.color, surroundings.environment()),
            console.unicode() && !options.ascii,
            options.times,
            options.resolve && !options.numeric ? new ReverseLookup() : HostNames.NONE,
            options.zeekState);
  }

  /**
   * A writer for one report.
   *
   * @param streaming whether the input comes slowly, so that each record should be handed on at once
   * @param before called before a message is printed
   * @throws IOException when a file that is written besides cannot be
   */
  ReportWriter writer(boolean streaming, Runnable before) throws IOException {
    return beside(report(streaming, before));
  }

  /**
   * A report with what is written besides it.
   *
   * @throws IOException when a file that is written besides cannot be
   */
  ReportWriter beside(ReportWriter report) throws IOException {
    if (options.html == null) {
      return report;
    }
    HtmlWriter.Origin origin = new HtmlWriter.Origin(Command.typed(typed), Version.text());
    page = new PageFile(report, options.html, origin, style.names(), surroundings::say);
    return page;
  }

  /** What is drawn over itself, null where lines are printed. */
  LiveScreen screen() {
    return screen;
  }

  /** Whether something that was asked for besides the report could not be written. */
  boolean lacksSomething() {
    return page != null && page.pageFailed();
  }

  private ReportWriter report(boolean streaming, Runnable before) {
    if (streaming && options.screen && options.isText()) {
      Console console = surroundings.console();
      GroupWriter groups = new GroupWriter(out, style, options.groupBy == null ? Grouping.SERVER : options.groupBy, options.top);
      screen = new LiveScreen(groups, out, style, console::rows, System::nanoTime);
      return screen;
    }
    ReportWriter writer = writer(streaming);
    if (!streaming || !surroundings.console().outIsTerminal() || !options.isText() || !options.isPerConnection()) {
      return writer;
    }
    return new PacedWriter(
        writer,
        message -> {
          before.run();
          surroundings.say(message);
        },
        System::nanoTime);
  }

  private ReportWriter writer(boolean streaming) {
    if (options.json == JsonWriter.Layout.ECS) {
      return new EcsWriter(out, streaming, style.names(), Version.number(), options.zeekState);
    }
    if (options.json != null) {
      JsonWriter json = new JsonWriter(out, options.json, streaming, style.names());
      return options.zeekState ? json.withZeek() : json;
    }
    if (options.csv) {
      csv = csv == null ? new CsvWriter(out, streaming, options.zeekState) : csv; // one header for all
      return csv;
    }
    if (options.groupBy != null) {
      return new GroupWriter(out, style, options.groupBy, options.top);
    }
    if (options.explain) {
      return explaining(streaming);
    }
    if (options.ladder != null) {
      return new LadderWriter(out, style, options.ladder);
    }
    return streaming ? new LiveTableWriter(out, style) : new TableWriter(out, style, options.top);
  }

  private ReportWriter explaining(boolean streaming) {
    if (streaming) {
      return ExplainWriter.live(out, style, PacketText::lines);
    }
    if (!options.noPager) {
      Pager.before(surroundings);
    }
    return ofAll && options.top > 0 // who names connections, or wants all, gets each
        ? ExplainWriter.ofKinds(out, style, PacketText::lines, options.top)
        : new ExplainWriter(out, style, PacketText::lines, options.top);
  }

  /** Names the file that the next report is about, in texts; JSON names it in the summary. */
  void title(String file) throws IOException {
    if (options.isText()) {
      String gap = titled ? "\n" : "";
      out.write((gap + Printable.of(file) + "\n\n").getBytes(StandardCharsets.UTF_8));
      titled = true;
    }
  }
}
