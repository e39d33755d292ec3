package io.finrst.cli;

import io.finrst.report.ReportWriter;
import io.finrst.report.TimeStyle;
import io.finrst.report.csv.CsvWriter;
import io.finrst.report.json.JsonWriter;
import io.finrst.report.text.ExplainWriter;
import io.finrst.report.text.GroupWriter;
import io.finrst.report.text.Grouping;
import io.finrst.report.text.TableWriter;
import io.finrst.report.text.TextStyle;
import java.io.OutputStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the report looks like. */
final class OutputOptions {
  /** Packets kept per connection for the ladder of --explain. */
  private static final int LADDER_PACKETS = 24;

  private static final int ALL = 0;

  @ArgGroup(exclusive = true)
  private Format format = new Format();

  /** At most one of these. */
  static final class Format {
    @Option(names = "--explain", description = "A note on each connection: who, how, why, with the deciding packets.")
    private boolean explain;

    @Option(names = "--json", description = "One JSON object a line, a summary last; --json=array for one document.")
    private boolean json;

    @Option(names = "--json-array", hidden = true)
    private boolean jsonArray;

    @Option(names = "--csv", description = "One row a connection.")
    private boolean csv;

    @Option(names = "--group-by", paramLabel = "WHAT", description = "Groups by ${COMPLETION-CANDIDATES}.")
    private Grouping groupBy;
  }

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "100",
      description = "Rows of text at most, worst first; 0 for all. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = {"-t", "--time"},
      paramLabel = "STYLE",
      defaultValue = "absolute",
      description = "Times in text: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private TimeStyle times;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES}. NO_COLOR and CLICOLOR_FORCE count, too.")
  private Console.Color color;

  @Option(names = "-n", description = "Accepted for habit's sake: addresses are never looked up.")
  private boolean numeric;

  /** Packets the tracker must keep per connection. */
  int ladderPackets() {
    return format.explain ? LADDER_PACKETS : 0;
  }

  /** The writer asked for. */
  ReportWriter writer(OutputStream out, Surroundings surroundings, boolean streaming) {
    if (format.json || format.jsonArray) {
      JsonWriter.Layout layout = format.jsonArray ? JsonWriter.Layout.ARRAY : JsonWriter.Layout.LINES;
      return new JsonWriter(out, layout, streaming);
    }
    if (format.csv) {
      return new CsvWriter(out, streaming);
    }
    Console console = surroundings.console();
    TextStyle style =
        new TextStyle(
            console.columns(), console.palette(color, surroundings.environment()), console.unicode(), times);
    int rows = Math.max(ALL, top);
    if (format.explain) {
      return new ExplainWriter(out, style, rows);
    }
    return format.groupBy == null
        ? new TableWriter(out, style, rows)
        : new GroupWriter(out, style, format.groupBy, rows);
  }
}
