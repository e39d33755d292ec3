package io.finrst.report.text;

import io.finrst.compare.Comparison;
import io.finrst.compare.ComparisonSummary;
import io.finrst.compare.JointFinding;
import io.finrst.compare.JointFinding.JointEvidence;
import io.finrst.compare.PointSummary;
import io.finrst.compare.Stray;
import io.finrst.compare.Unmatched;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.SocketError;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.Durations;
import io.finrst.report.ComparisonReport;
import io.finrst.report.Quantity;
import io.finrst.report.TextOutput;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Comparisons for people: what many connections have in common, the worst ones in a few lines each, and what clocks and
 * captures allow to say. Keeps so many of the worst as are to be shown, and counts of all.
 */
public final class ComparisonText implements ComparisonReport {
  private static final int INDENT = 2;
  private static final int LABEL = 13;

  /** Beyond so many the answer to each is too long to read: groups come first. */
  private static final int FEW = 5;

  private static final int MOST_GROUPS = 10;
  private static final double PPM = 1e6;

  private final TextOutput out;
  private final Page page;
  private final TextStyle style;
  private final int top;
  private final boolean explain;
  private final boolean all;
  private final List<Comparison> worst = new ArrayList<>();
  private final Map<String, Long> groups = new LinkedHashMap<>();
  private long remarkable;

  /**
   * @param top most connections to show, 0 for all
   * @param explain whether to show each with its packets
   * @param all whether to show connections, too, about which nothing is remarkable
   */
  public ComparisonText(OutputStream output, TextStyle style, int top, boolean explain, boolean all) {
    out = new TextOutput(output, style.charset());
    page = new Page(out, style);
    this.style = style;
    this.top = top;
    this.explain = explain;
    this.all = all;
  }

  @Override
  public void onComparison(Comparison c) {
    if (!all && !isRemarkable(c)) {
      return;
    }
    remarkable++;
    groups.merge(group(c), 1L, Long::sum);
    worst.add(c);
    if (top > 0 && worst.size() >= 2 * (top + FEW)) {
      keepWorst();
    }
  }

  private void keepWorst() {
    worst.sort(Comparator.comparingInt(ComparisonText::harm)); // stable: of equal ones the first stay
    if (top > 0 && worst.size() > top) {
      worst.subList(top, worst.size()).clear();
    }
  }

  /** Whether several points show anything of it that one alone does not, or it ended badly. */
  private static boolean isRemarkable(Comparison c) {
    boolean seenOnce = c.unmatched() != null && c.unmatched() != Unmatched.NEVER_ARRIVED && c.proxy() == null;
    return !seenOnce && harm(c) < UNREMARKABLE;
  }

  private static final int UNREMARKABLE = 9;

  /** The lower the worse. */
  private static int harm(Comparison c) {
    boolean forged = c.strays().stream().anyMatch(stray -> stray.kind() == Stray.Kind.FORGED);
    boolean broken = c.verdict().compareTo(Verdict.SYN_UNANSWERED) <= 0;
    if (forged) {
      return broken ? 0 : 1;
    }
    if (broken && c.hasLoss()) {
      return 2;
    }
    if (c.viewsDiffer()) {
      return 3;
    }
    if (broken) {
      return 4;
    }
    if (c.changes().stream().anyMatch(ComparisonWords::isRemarkable) || c.proxy() != null) {
      return 6;
    }
    if (c.hasLoss()) {
      return 5;
    }
    return c.hasAdded() || !c.heldBack().isEmpty() ? 7 : UNREMARKABLE;
  }

  private static String group(Comparison c) {
    String cause = c.findings().isEmpty() ? "" : ": " + c.findings().get(0).cause().id();
    Stray forged = c.strays().stream().filter(each -> each.kind() == Stray.Kind.FORGED).findFirst().orElse(null);
    Stray lost = c.strays().stream().filter(each -> each.kind() == Stray.Kind.LOST).findFirst().orElse(null);
    String what =
        forged != null
            ? ", forged packets " + ComparisonWords.between(c, forged.before(), forged.behind())
            : lost != null ? ", packets lost " + ComparisonWords.between(c, lost.before(), lost.behind()) : "";
    return c.verdict().id() + cause + what;
  }

  @Override
  public void finish(ComparisonSummary summary) throws IOException {
    keepWorst();
    figures(summary);
    if (remarkable > FEW && !explain) {
      groups();
    }
    int shown = explain ? worst.size() : Math.min(worst.size(), FEW);
    for (Comparison c : worst.subList(0, shown)) {
      page.blank();
      write(c);
    }
    if (remarkable > shown) {
      page.blank();
      page.paragraph(0, Quantity.count(remarkable - shown) + " more: --explain shows the worst "
          + (top == 0 ? "" : top + " ") + "with their packets, --json has all.");
    }
    page.blank();
    clocks(summary);
    unmatched(summary);
    out.finish();
  }

  @Override
  public boolean failed() {
    return out.failed();
  }

  private void figures(ComparisonSummary summary) {
    List<String> names = summary.points().stream().map(PointSummary::name).toList();
    String at = String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    StringBuilder text = new StringBuilder();
    String how = summary.matched() == 0 ? "No connection" : Quantity.count(summary.matched(), "connection");
    text.append(how).append(" seen at ").append(at).append(": ");
    List<String> facts = new ArrayList<>();
    if (summary.lost() > 0) {
      facts.add(Quantity.count(summary.lost(), "packet") + " lost on the way");
    }
    if (summary.forged() > 0) {
      facts.add(summary.forged() == 1 ? "1 packet that nobody sent" : Quantity.count(summary.forged()) + " packets that nobody sent");
    }
    if (summary.copied() > 0) {
      facts.add(summary.copied() == 1 ? "1 packet arrived twice" : Quantity.count(summary.copied()) + " packets arrived twice");
    }
    text.append(facts.isEmpty() ? "nothing lost, nothing added" : String.join(", ", facts)).append('.');
    page.paragraph(0, text.toString());
  }

  private void groups() {
    page.blank();
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(groups.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    int width = Quantity.count(sorted.get(0).getValue()).length() + INDENT;
    for (Map.Entry<String, Long> each : sorted.subList(0, Math.min(MOST_GROUPS, sorted.size()))) {
      String count = Quantity.count(each.getValue());
      page.hanging(0, " ".repeat(width - count.length()) + count, width + INDENT, each.getKey());
    }
    if (sorted.size() > MOST_GROUPS) {
      page.paragraph(INDENT, "and " + (sorted.size() - MOST_GROUPS) + " kinds more");
    }
  }

  private void write(Comparison c) {
    page.paragraph(0, ComparisonWords.lead(c), Ink.of(c.verdict()));
    page.hanging(INDENT, "Connection", LABEL, ComparisonWords.who(c, style) + streams(c));
    for (int i = 0; i < c.findings().size(); i++) {
      JointFinding finding = c.findings().get(i);
      String further = finding.confidence() == Confidence.CERTAIN ? "and" : "or";
      page.hanging(INDENT, i == 0 ? "Why" : further, LABEL, why(finding));
    }
    if (!c.findings().isEmpty()) {
      page.hanging(INDENT, "Signs", LABEL, signs(c, c.findings().get(0)));
    }
    seen("Client saw", c.clientErrors());
    seen("Server saw", c.serverErrors());
    ComparisonWords.strays(c, true).forEach(line -> page.hanging(INDENT, "Lost", LABEL, line + "."));
    ComparisonWords.strays(c, false).forEach(line -> page.hanging(INDENT, "Added", LABEL, line + "."));
    if (c.straysNotKept() > 0) {
      page.hanging(INDENT, "", LABEL, Quantity.count(c.straysNotKept()) + " more are not listed.");
    }
    c.changes().stream()
        .filter(change -> explain || ComparisonWords.isRemarkable(change))
        .forEach(change -> page.hanging(INDENT, "Changed", LABEL, ComparisonWords.change(c, change) + "."));
    c.heldBack().forEach(held -> page.hanging(INDENT, "Held back", LABEL, ComparisonWords.heldBack(c, held) + "."));
    if (c.proxy() != null) {
      page.hanging(
          INDENT, "Proxy", LABEL,
          "possible: tcp.stream " + c.proxy().tcpStream() + " at " + c.proxy().point() + " may be the other side of a proxy; "
              + String.join(", ", c.proxy().signs())
              + (c.proxy().candidates() > 1 ? "; " + (c.proxy().candidates() - 1) + " more fit as well" : "") + ".");
    }
    c.notes().forEach(note -> page.hanging(INDENT, "Unknown", LABEL, note + "."));
    if (explain && !c.rows().isEmpty()) {
      page.blank();
      new PointLadder(page, c).write();
    }
  }

  private static String streams(Comparison c) {
    List<String> streams = new ArrayList<>();
    for (int place = 0; place < c.places().size(); place++) {
      if (c.sightings().get(place) != null) {
        streams.add(c.sightings().get(place).record().tcpStream() + " at " + c.places().get(place).name());
      }
    }
    return ", tcp.stream " + String.join(", ", streams) + (c.matchedBy().isEmpty() || c.matchedBy().startsWith("addresses")
        ? ""
        : "; recognised by " + c.matchedBy());
  }

  private static String why(JointFinding finding) {
    return finding.cause().id() + " (" + finding.confidence().id() + "): "
        + KnownCauses.ALL.facts(finding.cause()).meaning() + ".";
  }

  private static String signs(Comparison c, JointFinding finding) {
    return finding.evidence().stream().map(each -> sign(c, each)).collect(Collectors.joining("; ")) + ".";
  }

  private static String sign(Comparison c, JointEvidence evidence) {
    String name = c.places().get(evidence.place()).name();
    return evidence.frame() > 0 ? evidence.fact() + " (frame " + evidence.frame() + " at " + name + ")" : evidence.fact();
  }

  private void seen(String label, List<SocketError> errors) {
    if (!errors.isEmpty()) {
      String words =
          errors.stream()
              .map(error -> error.call().id() + " " + error.error() + " (" + error.error().numbers() + ")")
              .collect(Collectors.joining(", then "));
      page.hanging(INDENT, label, LABEL, words);
    }
  }

  private void clocks(ComparisonSummary summary) {
    PointSummary first = summary.points().get(0);
    for (PointSummary point : summary.points().subList(1, summary.points().size())) {
      if (!point.clockKnown()) {
        page.paragraph(0, "Clocks: no packet passed " + first.name() + " and " + point.name()
            + ", so that their clocks could not be compared.");
        continue;
      }
      long offset = Math.abs(point.offsetNs());
      String ahead =
          offset == 0 ? " agrees with " + first.name() + "'s"
              : " is " + Durations.toTheMs(offset) + (point.offsetNs() > 0 ? " ahead of " : " behind ") + first.name() + "'s";
      String drift =
          point.drift() == 0 ? ""
              : ", and " + (point.drift() > 0 ? "gains " : "loses ") + Math.round(Math.abs(point.drift()) * PPM) + " us a second";
      String sure =
          point.uncertaintyNs() < 0 ? " (packets were seen one way only: by how much is not known)"
              : ", right to " + Durations.words(point.uncertaintyNs()) + " at worst";
      page.paragraph(0, "Clocks: " + point.name() + "'s" + ahead + drift + sure + ".");
    }
  }

  private void unmatched(ComparisonSummary summary) {
    for (Map.Entry<Unmatched, Long> each : summary.unmatched().entrySet()) {
      page.paragraph(
          0, "Seen at one point only: " + Quantity.count(each.getValue(), "connection") + " (" + each.getKey().id() + "): "
              + each.getKey().meaning() + ".");
    }
    if (summary.ambiguous() > 0) {
      page.paragraph(0, Quantity.count(summary.ambiguous(), "connection") + " could be others as well.");
    }
    if (summary.notFollowed() > 0) {
      page.paragraph(
          0, Quantity.count(summary.notFollowed(), "connection")
              + " not followed packet by packet for want of memory: FINRST_JAVA_OPTS=-Xmx4g gives more.");
    }
  }
}
