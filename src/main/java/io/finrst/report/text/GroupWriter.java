package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.EnumId;
import io.finrst.report.Printable;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.TextOutput;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Counts connections by what they have in common and writes the groups, worst first, then a summary. The worst group
 * has the worst verdict, and of those with the same one the most connections with it. What comes after many groups is
 * counted as one.
 */
public final class GroupWriter implements ReportWriter {
  private static final int GROUP = 0;
  private static final int CONNECTIONS = 1;
  private static final int WORST = 2;
  private static final int VERDICTS = 3;
  private static final List<Verdict> ALL_VERDICTS = List.of(Verdict.values());
  private static final String NO_CAUSE = "(no cause found)";
  private static final String OTHERS = "(others)";

  /** No more than an eighth of the heap holds. */
  static final int MOST_GROUPS =
      (int) Math.min(100_000, Runtime.getRuntime().maxMemory() / 8 / Group.BYTES);

  /** Connections of one group by verdict. */
  private static final class Group {
    static final int BYTES = 320;

    final Object key;
    final String name;
    final long[] byVerdict = new long[ALL_VERDICTS.size()];
    long connections;

    Group(Object key) {
      this.key = key;
      name = Printable.of(key.toString());
    }

    void add(Verdict verdict) {
      byVerdict[verdict.ordinal()]++;
      connections++;
    }

    void remove(Verdict verdict) {
      if (byVerdict[verdict.ordinal()] > 0) {
        byVerdict[verdict.ordinal()]--;
        connections--;
      }
    }

    Verdict worst() {
      int worst = 0;
      while (byVerdict[worst] == 0) {
        worst++;
      }
      return ALL_VERDICTS.get(worst);
    }

    long withWorst() {
      return byVerdict[worst().ordinal()];
    }

    String breakdown() {
      StringJoiner parts = new StringJoiner(", ");
      for (Verdict verdict : ALL_VERDICTS) {
        long count = byVerdict[verdict.ordinal()];
        if (count > 0) {
          parts.add(Quantity.count(count) + " " + verdict.id());
        }
      }
      return parts.toString();
    }
  }

  private static final Comparator<Group> WORST_FIRST =
      Comparator.comparing(Group::worst)
          .thenComparing(Comparator.comparingLong(Group::withWorst).reversed())
          .thenComparing(group -> group.name);

  private final TextOutput out;
  private final TextStyle style;
  private final Page page;
  private final Grouping by;
  private final int top;
  private final Map<Object, Group> groups = new HashMap<>();

  /**
   * @param out where the bytes go; flushed, not closed
   * @param style width, colours and charset
   * @param by what connections of one group have in common
   * @param top how many groups to show, 0 for all
   */
  public GroupWriter(OutputStream out, TextStyle style, Grouping by, int top) {
    this.out = new TextOutput(out, style.charset());
    this.style = style;
    this.by = by;
    this.top = top;
    page = new Page(this.out, style);
  }

  @Override
  public void reads(Reading reading) {
    page.reads(reading);
  }

  /** A connection that is told of again moves to its new verdict; of causes its first one stays. */
  @Override
  public void onConnection(AnalysedConnection c) {
    ConnectionRecord record = c.record(); // of each: what servers have in common is then looked for among all
    if (c.supersedes() != null) {
      if (by == Grouping.CAUSE) {
        return;
      }
      group(key(c, record, c.supersedes())).remove(c.supersedes());
    }
    group(key(c, record, c.verdict())).add(c.verdict());
  }

  private Object key(AnalysedConnection c, ConnectionRecord record, Verdict verdict) {
    return switch (by) {
      case SERVER -> record.server();
      case CLIENT -> record.client().address();
      case VERDICT -> verdict.id();
      case CAUSE -> cause(c.diagnosis().findings());
    };
  }

  private Group group(Object key) {
    Group group = groups.get(key);
    Object kept = group == null && groups.size() >= MOST_GROUPS ? OTHERS : key;
    return group == null ? groups.computeIfAbsent(kept, Group::new) : group;
  }

  /** Those that hold a connection. */
  private List<Group> worstFirst() {
    return groups.values().stream().filter(group -> group.connections > 0).sorted(WORST_FIRST).toList();
  }

  private static String cause(List<Finding> findings) {
    return findings.isEmpty() ? NO_CAUSE : findings.get(0).cause().id();
  }

  /** The groups so far, at most {@code most} of them, under their heading: what a screen shows. */
  public String soFar(int most) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    TextOutput lines = new TextOutput(text, style.charset());
    rows(worstFirst().stream().limit(most).toList(), new Page(lines, style));
    lines.flush();
    return text.toString(style.charset());
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    List<Group> sorted = worstFirst();
    List<Group> shown = top == 0 || sorted.size() <= top ? sorted : sorted.subList(0, top);
    SummaryText summaryText = new SummaryText(page);
    if (!shown.isEmpty()) {
      rows(shown, page);
      summaryText.leftOut(shown.size(), sorted.size() - shown.size(), "group", false);
    } else if (summary.connections() > 0) {
      page.paragraph(0, "No connection matched.");
    }
    summaryText.write(summary);
    out.finish();
  }

  private void rows(List<Group> shown, Page page) {
    Grid grid =
        new Grid(
            List.of(
                new Grid.Column(EnumId.of(by), false, Grid.Cut.MIDDLE),
                new Grid.Column("connections", true, Grid.Cut.MIDDLE),
                new Grid.Column("worst", false, Grid.Cut.END),
                new Grid.Column("verdicts", false, Grid.Cut.END)),
            List.of(
                new Grid.Step(VERDICTS, 24),
                new Grid.Step(GROUP, 24),
                new Grid.Step(VERDICTS, 0),
                new Grid.Step(GROUP, 12),
                new Grid.Step(WORST, 0),
                new Grid.Step(CONNECTIONS, 0)),
            style.ellipsis());
    shown.forEach(this::expect);
    List<String[]> cells = shown.stream().map(this::cells).toList();
    int[] natural = new int[VERDICTS + 1];
    for (String[] row : cells) {
      grid.measure(row, natural);
    }
    int[] widths = grid.fit(natural, style.width());
    Ink[] heading = {Ink.HEADING, Ink.HEADING, Ink.HEADING, Ink.HEADING};
    page.finishedLine(grid.line(grid.titles(), widths, heading, style.palette()));
    for (int i = 0; i < cells.size(); i++) {
      Ink[] inks = new Ink[VERDICTS + 1];
      inks[WORST] = Ink.of(shown.get(i).worst());
      page.finishedLine(grid.line(cells.get(i), widths, inks, style.palette()));
    }
  }

  private String[] cells(Group group) {
    String connections = Quantity.count(group.connections);
    return by == Grouping.VERDICT // its name says it all
        ? new String[] {group.name, connections, "", ""}
        : new String[] {title(group), connections, group.worst().id(), group.breakdown()};
  }

  private String title(Group group) {
    if (group.key instanceof Endpoint server) {
      return style.endpoint(server);
    }
    return group.key instanceof Address client ? style.host(client) : group.name;
  }

  private void expect(Group group) {
    if (group.key instanceof Endpoint server) {
      style.names().expect(server.address());
    } else if (group.key instanceof Address client) {
      style.names().expect(client);
    }
  }

  @Override
  public boolean failed() {
    return out.failed();
  }
}
