package io.finrst.report.ci;

import io.finrst.report.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What GitHub Actions shows of a run: annotations, which are lines of a step's output that begin with {@code ::error},
 * and a page in Markdown.
 */
public final class GitHubActions {
  /** GitHub shows ten errors of a step and drops the rest. */
  private static final int MOST_ANNOTATIONS = 10;

  /** A page may have 1 MiB; an answer takes some 2 kB. */
  private static final int MOST_ROWS = 100;

  private GitHubActions() {}

  /**
   * A line for each kind that is not known, the most frequent first.
   *
   * @param fresh kinds of bad endings
   */
  public static List<String> annotations(List<Occurrence> fresh) {
    int shown = fresh.size() > MOST_ANNOTATIONS ? MOST_ANNOTATIONS - 1 : fresh.size();
    List<Occurrence> sorted = mostFirst(fresh);
    List<String> lines = new ArrayList<>();
    for (Occurrence each : sorted.subList(0, shown)) {
      String count = each.connections() == 1 ? "" : " (" + Quantity.count(each.connections(), "connection") + ")";
      lines.add(error("finrst: " + each.kind() + count, each.answer().strip()));
    }
    if (sorted.size() > shown) {
      long rest = sorted.stream().skip(shown).mapToLong(Occurrence::connections).sum();
      lines.add(
          error(
              "finrst: " + (sorted.size() - shown) + " other kinds of ending",
              Quantity.count(rest, "connection") + " more did not end well; the summary of the step lists them."));
    }
    return lines;
  }

  private static List<Occurrence> mostFirst(List<Occurrence> kinds) {
    return kinds.stream()
        .sorted(
            Comparator.comparingLong(Occurrence::connections)
                .reversed()
                .thenComparing(Occurrence::verdict)
                .thenComparing(Occurrence::kind))
        .toList();
  }

  /** A workflow command, escaped as actions/toolkit does it: data, and stricter a property. */
  static String error(String title, String message) {
    return "::error title=" + property(title) + "::" + data(message);
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  /**
   * The page of a step.
   *
   * @param found what was counted
   * @param known kinds that the baseline knows, null without one
   */
  public static String summary(EndingKinds found, Set<EndingKind> known) {
    StringJoiner page = new StringJoiner("\n", "", "\n\n");
    List<Occurrence> bad = mostFirst(found.bad());
    long ofAll = found.connections();
    long ofThem = bad.isEmpty() ? ofAll : found.badConnections();
    page.add(
        "### finrst: " + Quantity.count(ofThem) + " of " + Quantity.count(ofAll, "connection")
            + (bad.isEmpty() ? " ended well" : " did not end well"));
    page.add("");
    if (!bad.isEmpty()) {
      page.add((known == null ? "" : "| ") + "| ended | cause | by | server | connections |");
      page.add((known == null ? "" : "|---") + "|---|---|---|---|---:|");
      for (Occurrence each : bad.subList(0, Math.min(MOST_ROWS, bad.size()))) {
        page.add(row(each, known));
      }
      page.add("");
    }
    for (Occurrence each : bad.subList(0, Math.min(MOST_ROWS, bad.size()))) {
      page.add("<details><summary>" + html(each.sentence()) + "</summary><pre>");
      page.add(html(each.answer().strip()));
      page.add("</pre></details>");
      page.add("");
    }
    if (bad.size() > MOST_ROWS) {
      page.add("and " + Quantity.count(bad.size() - MOST_ROWS) + " other kinds of ending");
    }
    return page.toString();
  }

  private static String row(Occurrence each, Set<EndingKind> known) {
    EndingKind kind = each.kind();
    String mark = known == null ? "" : known.contains(kind) ? "| known " : "| **new** ";
    return mark + "| " + kind.verdict() + " | " + orNothing(kind.cause()) + " | " + orNothing(kind.role()) + " | "
        + kind.where() + " | " + Quantity.count(each.connections()) + " |";
  }

  private static String orNothing(String id) {
    return id == null ? "" : id;
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
