package io.finrst.report.html;

import com.samskivert.mustache.Mustache;
import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.CauseFacts;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.report.HostNames;
import io.finrst.report.Printable;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.TextOutput;
import io.finrst.report.TimeStyle;
import io.finrst.report.ladder.Rung;
import io.finrst.report.ladder.Rungs;
import io.finrst.report.ladder.SvgLadder;
import io.finrst.report.text.Explained;
import io.finrst.report.text.Ink;
import io.finrst.report.text.Passage;
import io.finrst.report.text.Wording;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the template asks for. Its names are those of the template. */
final class PageView {
  /** Explanations that are unpacked together: a click waits for no more. */
  static final int EXPLANATIONS_TOGETHER = 250;

  private static final long NS_PER_DAY = 86_400_000_000_000L;
  /** Groups that are unfolded: those that a reader comes for. */
  private static final int OPEN = 3;

  /** Captures that the title names. */
  private static final int MOST_NAMED = 3;

  private static final byte[] NEXT = {'\f', '\n'};

  private final AnalysisSummary summary;
  private final Patterns patterns;
  private final Reading reading;
  private final Wording wording;
  private final HostNames names;
  private final HtmlWriter.Origin origin;
  private final Map<Verdict, long[]> ends;
  private final Examples examples;
  private final Explained alone; // null where there are several
  private final List<Row> rows;
  private final int mostRows;
  private final TimeStyle times;
  private final String style = resource("page.css") + SvgLadder.CSS;
  private final String script = resource("page.js");

  /**
   * @param ends how many ended in each way, by what that was worth
   * @param alone the only connection, null where there are more
   * @param rows worst first
   * @param mostRows how many there can be
   */
  PageView(
      AnalysisSummary summary, Reading reading, Wording wording, HostNames names, HtmlWriter.Origin origin,
      Map<Verdict, long[]> ends, Examples examples, Explained alone, List<Row> rows, int mostRows) {
    this.summary = summary;
    this.reading = reading;
    this.wording = wording;
    this.names = names;
    this.origin = origin;
    this.ends = ends;
    this.examples = examples;
    this.alone = alone;
    this.rows = rows;
    this.mostRows = mostRows;
    patterns = summary.patterns();
    boolean oneDay = Math.floorDiv(summary.firstTimeNs(), NS_PER_DAY) == Math.floorDiv(summary.lastTimeNs(), NS_PER_DAY);
    times = oneDay ? TimeStyle.ABSOLUTE : TimeStyle.ISO;
  }

  /** Fills the template. */
  void write(TextOutput out) {
    try (Reader template = open("page.mustache")) {
      Mustache.compiler()
          .emptyStringIsFalse(true)
          .zeroIsFalse(true)
          .withLoader(name -> open(name + ".mustache"))
          .compile(template)
          .execute(this, writer(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Writer writer(TextOutput out) {
    return new Writer() {
      @Override
      public void write(char[] characters, int offset, int length) {
        out.write(CharBuffer.wrap(characters, offset, length));
      }

      @Override
      public void write(String text) {
        out.write(text);
      }

      @Override
      public void flush() {
        // whoever owns the output does
      }

      @Override
      public void close() {
        // not ours
      }
    };
  }

  private static InputStreamReader open(String name) {
    return new InputStreamReader(PageView.class.getResourceAsStream(name), StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream in = PageView.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A passage as the template tells kinds apart. */
  record Said(String label, String text, boolean command, String ink) {
    static List<Said> of(List<Passage> passages) {
      return passages.stream().filter(each -> each.kind() != Passage.Kind.HEADING).map(Said::of).toList();
    }

    private static Said of(Passage passage) {
      boolean command = passage.kind() == Passage.Kind.COMMAND;
      return new Said(passage.label(), passage.text(), command, passage.ink() == null ? "" : id(passage.ink()));
    }
  }

  // what may run and what may style

  String style() {
    return style;
  }

  String script() {
    return script;
  }

  String styleHash() {
    return hash(style);
  }

  String scriptHash() {
    return hash(script);
  }

  /** As a Content Security Policy names it. */
  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  // the first screen

  String title() {
    List<String> names = reading.again().isEmpty() ? captures().stream().map(Capture::name).toList() : reading.again();
    String first = names.stream().limit(MOST_NAMED).map(Printable::of).collect(Collectors.joining(" "));
    return names.size() > MOST_NAMED ? first + " and " + Quantity.count(names.size() - MOST_NAMED) + " more" : first;
  }

  /** The answer in a sentence. */
  String answer() {
    if (alone != null) {
      return unbroken(wording.lead(alone));
    }
    if (patterns.endedBadly() > 0) {
      return Wording.howManyBad(summary);
    }
    return summary.connections() == 0 ? "No TCP connections." : "No connection ended badly.";
  }

  String headline() {
    return Wording.headline(summary);
  }

  boolean counted() {
    return told() > 0;
  }

  boolean bad() {
    return patterns.endedBadly() > 0;
  }

  List<Said> lookFirst() {
    return bad() && alone == null && !rows.isEmpty()
        ? Said.of(wording.lookFirst(patterns, rows.get(0).stream()))
        : List.of();
  }

  long worst() {
    return rows.isEmpty() ? 0 : rows.get(0).stream();
  }

  List<Said> down() {
    return Said.of(wording.down(patterns));
  }

  List<Said> remarks() {
    return Said.of(wording.remarks(summary));
  }

  // verdicts

  private long told() {
    return ends.values().stream().flatMapToLong(LongStream::of).sum();
  }

  /**
   * Connections of one verdict that were worth the same.
   *
   * @param from where its part of the bar begins, of {@link #BAR}
   */
  record Part(String ink, double from, double width, String words) {}

  /** A verdict in the legend of the bar. */
  record Counted(String id, String href, String count, String plain, String ink, String ofThese) {}

  private static final double BAR = 1_000;
  private static final double NARROWEST = 3;

  List<Part> bar() {
    double all = told();
    List<Part> parts = new ArrayList<>();
    double from = 0;
    for (Ended ended : List.of(Ended.BADLY, Ended.HARMLESSLY, Ended.WELL)) {
      for (Map.Entry<Verdict, long[]> each : ends.entrySet()) {
        long count = each.getValue()[ended.ordinal()];
        if (count > 0) {
          double width = Math.max(NARROWEST, count / all * BAR);
          String words = Quantity.count(count) + " " + each.getKey().id();
          parts.add(new Part(id(Ink.of(each.getKey(), ended)), from, width, words));
          from += width;
        }
      }
    }
    return parts;
  }

  double barWidth() {
    return bar().stream().mapToDouble(part -> part.from() + part.width()).max().orElse(BAR);
  }

  List<Counted> verdicts() {
    List<Counted> counted = new ArrayList<>();
    for (Map.Entry<Verdict, Long> each : summary.verdicts().entrySet()) {
      Verdict verdict = each.getKey();
      long[] told = ends.getOrDefault(verdict, new long[Ended.values().length]);
      long bad = told[Ended.BADLY.ordinal()];
      long harmless = told[Ended.HARMLESSLY.ordinal()];
      Ended worst = bad > 0 ? Ended.BADLY : harmless > 0 ? Ended.HARMLESSLY : Ended.WELL;
      String ofThese =
          bad > 0 && bad < each.getValue()
              ? Quantity.count(bad) + " of them ended badly"
              : harmless > 0 && bad == 0 ? "harmless here" : "";
      counted.add(
          new Counted(
              verdict.id(), "#verdict=" + verdict.id(), Quantity.count(each.getValue()), verdict.plain(),
              id(Ink.of(verdict, worst)), ofThese));
    }
    return counted;
  }

  static String id(Ink ink) {
    return ink.name().toLowerCase(Locale.ROOT);
  }

  // time

  List<Timeline.Lane> lanes() {
    return rows.size() < 2 ? List.of() : timeline().lanes(rows);
  }

  boolean timed() {
    return rows.size() > 1;
  }

  List<String> ticks() {
    return timeline().ticks();
  }

  List<Timeline.Stretch> bursts() {
    return timeline().bursts(patterns.groups());
  }

  boolean hasBursts() {
    return !bursts().isEmpty();
  }

  int laneHeight() {
    return Timeline.HEIGHT;
  }

  private Timeline timeline() {
    return new Timeline(summary.firstTimeNs(), summary.lastTimeNs(), times);
  }

  List<Said> timers() {
    return Said.of(wording.timers(patterns));
  }

  // groups

  /**
   * Connections with one cause, and one of them that stands for all.
   *
   * @param open whether it is unfolded at first
   * @param href shows them in the table
   * @param where at which servers, and when
   * @param example null where none of them was told of
   */
  record Card(
      boolean open, String count, String why, String ink, String href, List<Said> where, Example example) {}

  /**
   * A connection that stands for others.
   *
   * @param lead who ended it, how and when; empty where that is the title
   * @param answer why, what programs saw, what to do
   * @param diagram of its packets, SVG
   * @param cause the best one, empty where none was found
   * @param sheet of that cause, null where none was found
   */
  record Example(long stream, String lead, List<Said> answer, String diagram, String cause, CauseFacts sheet) {}

  List<Card> groups() {
    return cards(false);
  }

  List<Card> harmlessGroups() {
    return cards(true);
  }

  String harmless() {
    return patterns.endedHarmlessly() > 0 ? Wording.howManyHarmless(summary) : "";
  }

  /** The only connection, null where there are several. */
  Example single() {
    return alone == null ? null : example(alone);
  }

  boolean several() {
    return told() > 1;
  }

  private List<Card> cards(boolean harmless) {
    List<Group> groups = patterns.groups().stream().filter(group -> group.harmless() == harmless).toList();
    return IntStream.range(0, groups.size()).mapToObj(i -> card(groups.get(i), !harmless && i < OPEN)).toList();
  }

  private Card card(Group group, boolean open) {
    List<Passage> said = wording.group(group);
    Explained example = examples.of(group, patterns);
    String cause = group.cause() == null ? "" : group.cause().id();
    return new Card(
        open,
        Quantity.count(group.connections()),
        said.get(0).text(),
        id(group.harmless() ? Ink.FAINT : Ink.of(group.verdict(), Ended.BADLY)),
        cause.isEmpty() ? "#verdict=" + group.verdict().id() : "#cause=" + cause,
        Said.of(said.subList(1, said.size())),
        example == null ? null : example(example));
  }

  private Example example(Explained example) {
    List<Passage> answer = wording.answer(example);
    List<Finding> findings = example.diagnosis().findings();
    Cause cause = findings.isEmpty() ? null : findings.get(0).cause();
    return new Example(
        example.connection().tcpStream(),
        alone == null ? unbroken(answer.get(0).text()) : "",
        Said.of(answer.subList(1, answer.size())),
        diagram(example),
        cause == null ? "" : cause.id(),
        cause == null ? null : KnownCauses.ALL.facts(cause));
  }

  /** Keeps numbers and their units on one line. */
  private static String unbroken(String text) {
    return text.replaceAll("(?<=\\d) (?=\\p{Alpha})", "\u00a0");
  }

  /** Of its packets; empty where none were kept. */
  private String diagram(Explained example) {
    List<Rung> rungs = Rungs.of(example.connection(), example.diagnosis());
    return rungs.isEmpty() ? "" : SvgLadder.inPage(example.connection(), rungs, wording.lead(example));
  }

  List<Said> scans() {
    return Said.of(wording.scans(patterns));
  }

  // the table

  /** A column of the table. */
  record Column(int index, String title, boolean numeric, String kind) {}

  List<Column> columns() {
    return List.of(
        new Column(1, "stream", true, "stream"),
        new Column(2, "start (UTC)", false, "start"),
        new Column(3, "client", false, "client"),
        new Column(4, "server", false, "server"),
        new Column(5, "verdict", false, "verdict"),
        new Column(6, "ended by", false, "by"),
        new Column(7, "cause", false, "cause"),
        new Column(8, "duration", true, "number"),
        new Column(9, "silence", true, "number"),
        new Column(10, "sent", true, "number"),
        new Column(11, "received", true, "number"),
        new Column(12, "rst", true, "number"));
  }

  String shown() {
    long all = told();
    String selected = all < summary.connections() ? " that match, of " + Quantity.count(summary.connections()) : "";
    return rows.size() < all
        ? "The worst " + Quantity.count(rows.size()) + " of " + Quantity.count(all, "connection") + selected
            + "; a page holds " + Quantity.count(mostRows) + " at most, --json holds all."
        : Quantity.count(all, "connection") + selected + (all > 1 ? ", worst first." : ".");
  }

  String lookCloser() {
    return wording.lookCloser();
  }

  List<String> causes() {
    return patterns.groups().stream().filter(group -> group.cause() != null).map(group -> group.cause().id()).distinct()
        .sorted().toList();
  }

  String lines() {
    rows.forEach(
        row -> {
          names.expect(row.client().address());
          names.expect(row.server().address());
        });
    Packed packed = new Packed();
    StringBuilder line = new StringBuilder();
    for (Row row : rows) {
      line.setLength(0);
      row.line(line, times, names, summary.firstTimeNs());
      packed.add(line.toString().getBytes(StandardCharsets.UTF_8));
    }
    return packed.text();
  }

  int together() {
    return EXPLANATIONS_TOGETHER;
  }

  /** A block at a time is made as the template comes to it. */
  Iterator<String> explanations() {
    return IntStream.range(0, (rows.size() + EXPLANATIONS_TOGETHER - 1) / EXPLANATIONS_TOGETHER)
        .mapToObj(
            block -> {
              Packed packed = new Packed();
              int from = block * EXPLANATIONS_TOGETHER;
              for (Row row : rows.subList(from, Math.min(rows.size(), from + EXPLANATIONS_TOGETHER))) {
                packed.add(row.explanation()).add(NEXT);
              }
              return packed.text();
            })
        .iterator();
  }

  // where it comes from

  /** One of those that were read. */
  record Capture(String name, String format, String packets, String from, String to) {}

  List<Capture> captures() {
    return summary.captures().stream().map(this::capture).toList();
  }

  private Capture capture(CaptureInfo info) {
    boolean empty = info.packets() == 0;
    return new Capture(
        Printable.of(info.name()),
        info.format(),
        Quantity.count(info.packets()),
        empty ? "" : TimeStyle.ISO.render(info.firstTimeNs(), 0, summary.fractionDigits()),
        empty ? "" : TimeStyle.ISO.render(info.lastTimeNs(), 0, summary.fractionDigits()));
  }

  String command() {
    return Printable.of(origin.command());
  }

  String version() {
    return origin.version();
  }

}
