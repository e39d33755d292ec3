package io.finrst.cli;

import io.finrst.report.EnumId;
import io.finrst.report.TimeStyle;
import io.finrst.report.json.JsonWriter;
import io.finrst.report.ladder.LadderFormat;
import io.finrst.report.packets.SplitBy;
import io.finrst.report.text.Grouping;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What the report looks like. */
final class OutputOptions {
  private static final String USUAL_TOP = "100";

  @Option(
      names = "--explain",
      description = "Explain one connection of each kind that ended badly, or every selected one: who ended it, how, "
              + "why, what to do, and the packets that decide.",
      order = 1)
  boolean explain;

  @Option(
      names = "--packets",
      description = "With --explain: also show every field of the packets that decide.",
      order = 1)
  boolean packets;

  @Option(names = Pager.NEVER, description = "With --explain: use no pager, even on a terminal.", order = 1)
  boolean noPager;

  @Option(
      names = "--group-by",
      paramLabel = "WHAT",
      completionCandidates = Choice.Groupings.class,
      description = "Count connections by server, client, verdict or cause.",
      order = 2)
  Grouping groupBy;

  @Option(
      names = "--json",
      arity = "0..1",
      paramLabel = "ndjson|brief|array|ecs",
      fallbackValue = LayoutName.LINES,
      preprocessor = OnlyAttached.class,
      converter = LayoutName.class,
      completionCandidates = LayoutName.Words.class,
      description = "Write one JSON object per line, the summary last; brief: the answers alone; array: one document; ecs: "
              + "connections in the names of the Elastic Common Schema. 'finrst schema' describes the objects.",
      order = 3)
  JsonWriter.Layout json;

  @Option(names = "--csv", description = "Write one row per connection.", order = 4)
  boolean csv;

  @Option(
      names = "--html",
      paramLabel = "REPORT.html",
      description = "Also write one self-contained page to hand on: what ended badly and why, when, diagrams, and a table "
              + "of the worst 100,000 connections.",
      order = 4)
  String html;

  @Option(
      names = "--zeek-state",
      description = "Also show what Zeek would log of each connection: conn_state and history.",
      order = 4)
  boolean zeekState;

  @Option(
      names = "--top",
      arity = "0..1",
      paramLabel = "N",
      fallbackValue = USUAL_TOP,
      preprocessor = OnlyNumber.class,
      description = "Show at most N connections or groups, worst first; 0 shows all. Default: 100. With 'live' on a "
              + "terminal: one screen of groups, updated every second.",
      order = 5)
  int top = Integer.parseInt(USUAL_TOP);

  /** Whether groups are to be drawn over themselves on a terminal; {@code live} decides. */
  boolean screen;

  @Option(
      names = "--ladder",
      paramLabel = "svg|mermaid|text",
      completionCandidates = Choice.Ladders.class,
      description = "Write only the diagram of one connection's packets, for a ticket or a web page; needs --stream N.",
      order = 6)
  LadderFormat ladder;

  @Option(
      names = "--annotate",
      paramLabel = "FILE",
      description = "Also write a copy of all packets as pcapng, with comments on those that decided: in Wireshark"
              + " frame.comment contains \"finrst\" finds them. Compressed if FILE ends in .gz or .zst.",
      order = 6)
  String annotated;

  @Option(
      names = "--split",
      paramLabel = "DIR",
      description = "Also write the packets of each reported connection to a file of its own in DIR. Compressed if DIR"
              + " ends in .gz or .zst.",
      order = 6)
  String split;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      completionCandidates = Choice.Splits.class,
      description = "With --split: one file for each connection (default), verdict, cause or server.",
      order = 6)
  SplitBy splitBy;

  @Option(
      names = {"-t", "--time"},
      paramLabel = "STYLE",
      converter = TimeStyleName.class,
      completionCandidates = Choice.Times.class,
      description = "Show times as absolute (time of day), iso, relative or epoch; the first letter is enough. All "
              + "are UTC.",
      order = 6)
  TimeStyle times = TimeStyle.ABSOLUTE;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      completionCandidates = Choice.Colors.class,
      description = "Auto follows NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM.",
      order = 7)
  Console.Color color = Console.Color.AUTO;

  @Option(
      names = "--ascii",
      description = "Use ASCII only, as in a locale that is not UTF-8.",
      order = 7)
  boolean ascii;

  @Option(
      names = "--resolve",
      description = "Show host names if the system finds them in time. Without this option finrst looks up no name.",
      order = 8)
  boolean resolve;

  @Option(names = "-n", description = "Accepted out of habit: names are off by default.", order = 9)
  boolean numeric;

  /** Whether connections are told of one by one, so that it can be done as they end. */
  boolean isPerConnection() {
    return groupBy == null;
  }

  /** Refuses what makes no sense. */
  void check(CommandSpec command) {
    if (top < 0) {
      throw new ParameterException(command.commandLine(), "--top takes 0 (all) or more");
    }
    if (packets && !explain) {
      throw new ParameterException(command.commandLine(), "--packets belongs to --explain");
    }
    if (zeekState && (explain || groupBy != null || json == JsonWriter.Layout.BRIEF)) {
      throw new ParameterException(
          command.commandLine(), "--zeek-state belongs to the table, --csv, --json and --json=ecs");
    }
    if (splitBy != null && split == null) {
      throw new ParameterException(command.commandLine(), "--by belongs to --split; counts go by --group-by");
    }
    if (kinds() > 1) {
      throw new ParameterException(
          command.commandLine(), "--explain, --group-by, --json, --csv and --ladder exclude each other");
    }
  }

  /** Whether packets are to be copied. */
  boolean handsOn() {
    return annotated != null || split != null;
  }

  /** Whether packets of connections are kept for something that shows or tells of them. */
  boolean showsPackets() {
    return explain || ladder != null || html != null || zeekState;
  }

  /** Whether the report is for people: lines that may wait for each other, with a word on what could not be read. */
  boolean isText() {
    return !isForPrograms() && ladder == null;
  }

  /** Whether the report is for programs, which want one whatever could be read. */
  boolean isForPrograms() {
    return json != null || csv;
  }

  private int kinds() {
    return (explain ? 1 : 0) + (groupBy != null ? 1 : 0) + (json != null ? 1 : 0) + (csv ? 1 : 0)
        + (ladder != null ? 1 : 0);
  }

  /** Keeps {@code --top port 80} and {@code --top a.pcap} from taking the word for its number. */
  static final class OnlyNumber implements IParameterPreprocessor {
    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean separate = " ".equals(info.get("separator"));
      if (separate && (words.isEmpty() || !words.peek().matches("-?\\d+"))) {
        words.push(USUAL_TOP);
      }
      return false;
    }
  }

  /** Keeps {@code --json a.pcap} from taking the file for its value: only {@code --json=array} has one. */
  static final class OnlyAttached implements IParameterPreprocessor {
    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        words.push(LayoutName.LINES);
      }
      return false;
    }
  }

  /** {@code ndjson}, {@code brief}, {@code array} or {@code ecs}. */
  static final class LayoutName implements ITypeConverter<JsonWriter.Layout> {
    static final String LINES = "ndjson";
    private static final String BRIEF = "brief";
    private static final String ARRAY = "array";
    private static final String ECS = "ecs";

    /** Words for shell completion. */
    static final class Words implements Iterable<String> {
      @Override
      public Iterator<String> iterator() {
        return List.of(LINES, BRIEF, ARRAY, ECS).iterator();
      }
    }

    @Override
    public JsonWriter.Layout convert(String word) {
      return switch (word) {
        case LINES -> JsonWriter.Layout.LINES;
        case BRIEF -> JsonWriter.Layout.BRIEF;
        case ARRAY -> JsonWriter.Layout.ARRAY;
        case ECS -> JsonWriter.Layout.ECS;
        default -> throw new TypeConversionException("'" + word + "'; known are ndjson, brief, array, ecs");
      };
    }
  }

  /** A time style by its name or the beginning of it, since tcpdump and tshark have one letter. */
  static final class TimeStyleName implements ITypeConverter<TimeStyle> {
    @Override
    public TimeStyle convert(String word) {
      for (TimeStyle style : TimeStyle.values()) {
        if (!word.isEmpty() && EnumId.of(style).startsWith(word.toLowerCase(Locale.ROOT))) {
          return style;
        }
      }
      throw new TypeConversionException("'" + word + "'; known are " + String.join(", ", Choice.ids(TimeStyle.class)));
    }
  }
}
