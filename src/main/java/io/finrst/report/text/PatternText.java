package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.IdleBracket;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.Durations;
import io.finrst.report.Quantity;
import io.finrst.teardown.Verdict;
import io.finrst.capture.CaptureInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What connections have in common, in sentences: by server and cause, idle timers, and what to look at first. */
final class PatternText {
  private static final int SHOWN = 5;
  private static final int TEXT = 4;
  private static final int LABEL = 3;
  private static final long SILENCE_NS = 1_000_000_000L;

  /** Groups that share a line: one, or servers with a single such connection each. */
  private record Line(List<Group> groups) {
    Group first() {
      return groups.get(0);
    }

    boolean isOfManyServers() {
      return groups.size() > 1;
    }

    long connections() {
      return groups.stream().mapToLong(Group::connections).sum();
    }
  }

  private final Page page;

  PatternText(Page page) {
    this.page = page;
  }

  void write(AnalysisSummary summary) {
    Patterns patterns = summary.patterns();
    List<Group> harmful = patterns.groups().stream().filter(group -> !group.harmless()).toList();
    List<Group> harmless = patterns.groups().stream().filter(Group::harmless).toList();
    if (summary.connections() < 2 || patterns.groups().isEmpty()) {
      return; // one connection has nothing in common with another
    }
    List<Line> worst = lines(harmful);
    section("Did not end well", worst);
    section("Ended abruptly without harm", lines(harmless));
    timers(patterns.idleTimers());
    limits(patterns);
    if (!worst.isEmpty()) {
      lookFirst(worst.get(0), summary.captures());
    }
  }

  private void section(String title, List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    page.blank();
    page.heading(2, title);
    lines.stream().limit(SHOWN).forEach(line -> page.hanging(TEXT, "-", LABEL - 1, sentence(line)));
    if (lines.size() > SHOWN) {
      long rest = lines.stream().skip(SHOWN).mapToLong(Line::connections).sum();
      page.hanging(TEXT, "-", LABEL - 1, "and " + Quantity.count(rest, "more connection") + "; --json groups all.");
    }
  }

  /** Servers with a single such connection share a line: a scan, or one client's many calls. */
  private static List<Line> lines(List<Group> groups) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Group group : groups) {
      String key = group.verdict() + " " + (group.cause() == null ? "" : group.cause().id())
          + (group.connections() == 1 ? "" : " " + group.server());
      lines.computeIfAbsent(key, alike -> new Line(new ArrayList<>())).groups().add(group);
    }
    return lines.values().stream().sorted(Comparator.comparingLong(Line::connections).reversed()).toList();
  }

  private static String sentence(Line line) {
    Group group = line.first();
    return line.isOfManyServers()
        ? Quantity.count(line.connections()) + " connections, each to another server, were " + deed(group.verdict())
            + cause(group) + "."
        : sentence(group);
  }

  private static String sentence(Group group) {
    boolean one = group.connections() == 1;
    String count = Quantity.count(group.connections());
    String whole =
        group.connections() == group.ofConnections()
            ? one ? "The only connection" : "All " + Quantity.count(group.connections(), "connection")
            : count + " of " + Quantity.count(group.ofConnections(), "connection");
    return whole + " to " + group.server() + (one ? " was " : " were ") + deed(group.verdict()) + silence(group)
        + cause(group) + ".";
  }

  private static String cause(Group group) {
    Cause cause = group.cause();
    return cause == null ? "" : ": " + cause.id() + ", " + KnownCauses.ALL.facts(cause).meaning();
  }

  private static String deed(Verdict verdict) {
    return switch (verdict) {
      case RST_AFTER_DATA -> "reset";
      case RST_BEFORE_DATA -> "reset before any data";
      case RST_IN_HANDSHAKE -> "reset in the handshake";
      case RST_TO_SYN -> "refused";
      case RST_AFTER_FIN -> "reset after a FIN";
      case UNREACHABLE -> "refused by an ICMP error";
      case TIMED_OUT -> "given up without an answer";
      case SYN_UNANSWERED -> "never answered";
      case FIN_UNANSWERED -> "closed without an answer";
      case HALF_CLOSE -> "left half-closed";
      case GRACEFUL -> "closed in order";
      case UNKNOWN, OPEN -> verdict.id();
    };
  }

  private static String silence(Group group) {
    boolean connecting = group.verdict() == Verdict.RST_TO_SYN || group.verdict() == Verdict.RST_IN_HANDSHAKE;
    if (connecting || group.shortestSilenceNs() < SILENCE_NS) {
      return "";
    }
    String shortest = Durations.words(group.shortestSilenceNs());
    String longest = Durations.words(group.longestSilenceNs());
    return " after " + (shortest.equals(longest) ? shortest : shortest + " to " + longest) + " of silence";
  }

  private void timers(List<IdleBracket> timers) {
    if (timers.isEmpty()) {
      return;
    }
    page.blank();
    page.heading(2, "Idle timers");
    timers.stream().limit(SHOWN).forEach(timer -> page.hanging(TEXT, "-", LABEL - 1, sentence(timer)));
    if (timers.size() > SHOWN) {
      page.hanging(TEXT, "-", LABEL - 1, "and of " + Quantity.count(timers.size() - SHOWN, "more server") + ".");
    }
  }

  private static String sentence(IdleBracket timer) {
    String died = Durations.words(timer.diedNs());
    String survived = Durations.words(timer.survivedNs());
    if (!timer.consistent()) {
      return timer.server() + ": a connection ended after " + died + " of silence and another survived " + survived
          + ", so no one idle timer explains the ends.";
    }
    return timer.survivedNs() == 0
        ? timer.server() + ": the shortest silence that ended a connection was " + died
            + "; none that was survived tells how much shorter the timer is."
        : timer.server() + ": longer than " + survived + ", which a connection survived, at most " + died
            + ", which ended one.";
  }

  private void limits(Patterns patterns) {
    if (patterns.notLookedInto() > 0) {
      page.blank();
      page.paragraph(
          2,
          "Cause not looked for: " + Quantity.count(patterns.notLookedInto(), "connection")
              + "; --top 0 or --json looks into all.");
    }
    if (patterns.serversNotKept() > 0) {
      page.blank();
      page.paragraph(
          2, "Not grouped: " + Quantity.count(patterns.serversNotKept(), "connection") + " to too many other servers.");
    }
  }

  private void lookFirst(Line line, List<CaptureInfo> captures) {
    Group group = line.first();
    String selection =
        group.connections() == 1
            ? "--stream " + group.firstStream()
            : (group.cause() == null ? "--only " + group.verdict().id() : "--cause " + group.cause().id())
                + " --host " + group.server().address() + " --port " + group.server().port();
    String what = line.isOfManyServers() ? "one of them" : group.server().toString();
    page.blank();
    String command = Command.explain(selection, captures);
    page.hanging(2, "Look first at", 15, command.isEmpty() ? what + "." : what + ":");
    if (!command.isEmpty()) {
      page.command(TEXT, "", 0, command);
    }
  }
}
