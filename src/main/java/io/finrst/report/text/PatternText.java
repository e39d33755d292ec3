package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Burst;
import io.finrst.diagnosis.Down;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.IdleBracket;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.Scan;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.Durations;
import io.finrst.report.Pad;
import io.finrst.report.Quantity;
import io.finrst.report.Timestamps;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What many connections have in common: why they ended, at which servers, when, and what to look at first. */
final class PatternText {
  /** Groups; more would not be read. */
  private static final int MOST_GROUPS = 8;

  /** Hosts of a group. */
  private static final int MOST_HOSTS = 3;

  /** Scans, servers that are down, idle timers. */
  private static final int SHOWN = 5;

  /** A group is spread where no host has one in so many of its connections. */
  private static final int SPREAD = 20;

  private static final int MOST_PORTS = 3;
  private static final long SILENCE_NS = 1_000_000_000L;

  private final Page page;
  private final int indent;
  private int countWidth;

  /** Writes at {@code indent}. */
  PatternText(Page page, int indent) {
    this.page = page;
    this.indent = indent;
  }

  /**
   * Says how many connections did not end well, which to look at first, and what they have in common.
   *
   * @param worst stream number of the connection to look at first, {@link SummaryText#NOTHING} to choose one here
   */
  void bad(AnalysisSummary summary, long worst) {
    Patterns patterns = summary.patterns();
    if (patterns.endedBadly() == 0 || summary.connections() < 2) {
      return; // one connection has nothing in common with another
    }
    countWidth = Quantity.count(patterns.endedBadly()).length();
    page.heading(indent, howManyBad(summary));
    lookFirst(patterns, worst);
    page.blank();
    down(patterns.down());
    groups(patterns.groups().stream().filter(group -> !group.harmless()).toList(), null);
    scans(patterns);
    if (patterns.notLookedInto() > 0) {
      page.blank();
      page.paragraph(
          indent,
          "Cause not looked for: " + Quantity.count(patterns.notLookedInto(), "connection")
              + ", to save time. --group-by cause and --json look into all.");
    }
  }

  /** How many connections did not end well, as a sentence. */
  static String howManyBad(AnalysisSummary summary) {
    return of(summary.patterns().endedBadly(), summary) + " did not end well.";
  }

  /** How many ended abruptly without doing harm, as a sentence. */
  static String howManyHarmless(AnalysisSummary summary) {
    return of(summary.patterns().endedHarmlessly(), summary) + " ended abruptly, but lost nothing.";
  }

  /** Says what ended abruptly without doing harm. */
  void harmless(AnalysisSummary summary) {
    Patterns patterns = summary.patterns();
    if (patterns.endedHarmlessly() > 0 && summary.connections() > 1) {
      countWidth = Quantity.count(patterns.endedHarmlessly()).length();
      page.blank();
      page.paragraph(indent, howManyHarmless(summary), Ink.FAINT);
      groups(patterns.groups().stream().filter(Group::harmless).toList(), Ink.FAINT);
    }
  }

  private static String of(long connections, AnalysisSummary summary) {
    return Quantity.count(connections) + " of " + Quantity.count(summary.connections(), "connection");
  }

  private void entry(long connections, String text, Ink ink) {
    page.hanging(indent + 2, Pad.right(Quantity.count(connections), countWidth), countWidth + Grid.GAP, text, ink);
  }

  private void detail(String text, Ink ink) {
    page.paragraph(indent + 2 + countWidth + Grid.GAP, text, ink);
  }

  private void groups(List<Group> groups, Ink ink) {
    int shown = groups.size() == MOST_GROUPS + 1 ? MOST_GROUPS + 1 : Math.min(MOST_GROUPS, groups.size());
    groups.subList(0, shown).forEach(group -> group(group, ink));
    if (groups.size() > shown) {
      entry(
          groups.stream().skip(shown).mapToLong(Group::connections).sum(),
          "in " + (groups.size() - shown) + " other groups; --group-by cause lists all", ink);
    }
  }

  /** Says how many connections are in {@code group}, how and why they ended, where and when. */
  void group(Group group, Ink ink) {
    entry(group.connections(), why(group), ink);
    hosts(group, ink);
    if (group.burst() != null) {
      detail(burst(group.burst()), ink);
    }
  }

  private static String why(Group group) {
    String deed = deed(group) + silence(group);
    if (group.notLookedInto() > 0) {
      return deed + "; cause not looked for";
    }
    if (group.cause() == null) {
      return deed + "; no cause found";
    }
    String sure = group.surest().id();
    if (group.leastSure() != group.surest()) {
      sure = group.leastSure().id() + " to " + sure;
    }
    return deed + ": " + group.cause().id() + " (" + sure + "), " + KnownCauses.ALL.facts(group.cause()).meaning();
  }

  private static String deed(Group group) {
    return group.verdicts().keySet().stream().limit(2).map(PatternText::deed).collect(Collectors.joining(" or "));
  }

  private void hosts(Group group, Ink ink) {
    List<Group.Host> hosts = group.hosts();
    if (hosts.isEmpty()) {
      return;
    }
    String count = (group.allHosts() ? "" : "more than ") + Quantity.count(group.hostCount());
    if (hosts.get(0).connections() * SPREAD < group.connections()) {
      detail("spread over " + count + " hosts; the most to one: " + host(hosts.get(0), group), ink);
      return;
    }
    int shown = hosts.size() <= MOST_HOSTS + 1 && group.allHosts() ? hosts.size() : Math.min(MOST_HOSTS, hosts.size());
    hosts.stream().limit(shown).forEach(host -> detail(host(host, group), ink));
    long rest = group.connections() - hosts.stream().limit(shown).mapToLong(Group.Host::connections).sum();
    if (rest > 0) {
      String others = group.allHosts() ? Quantity.count(group.hostCount() - shown) + " other hosts" : "other hosts";
      detail(Quantity.count(rest) + " to " + others, ink);
    }
  }

  private static String host(Group.Host host, Group group) {
    StringJoiner text = new StringJoiner(", ");
    boolean all = host.connections() == group.connections();
    String count = group.connections() == 1 ? "" : all ? "all " : Quantity.count(host.connections()) + " ";
    String of =
        host.ofConnections() > host.connections()
            ? ", which had " + Quantity.count(host.ofConnections(), "connection")
            : "";
    String where =
        host.ports().size() == 1
            ? new Endpoint(host.address(), host.ports().get(0)).toString()
            : host.address() + " " + ports(host);
    text.add(count + "to " + where + of);
    if (host.connections() > 1) {
      text.add(host.clients() == 1 ? "from one client" : "from " + Quantity.count(host.clients(), "client"));
    }
    return text.toString();
  }

  private static String ports(Group.Host host) {
    List<Integer> ports = host.ports();
    String some = ports.stream().limit(MOST_PORTS).map(String::valueOf).collect(Collectors.joining(", "));
    int rest = ports.size() - Math.min(MOST_PORTS, ports.size());
    return "ports " + some + (host.morePorts() ? " and more" : rest > 0 ? " and " + rest + " more" : "");
  }

  private String burst(Burst burst) {
    return Quantity.count(burst.connections()) + " of them within " + burst.seconds() + " s at "
        + new Timestamps().renderTimeOfDay(burst.startNs(), 0);
  }

  /** Says who scanned. */
  void scans(Patterns patterns) {
    patterns.scans().stream().limit(SHOWN).forEach(scan -> entry(scan.connections(), scan(scan), null));
    long rest =
        patterns.otherScans() + patterns.scans().stream().skip(SHOWN).mapToLong(Scan::connections).sum();
    if (rest > 0) {
      entry(rest, "in more scans", null);
    }
  }

  private static String scan(Scan scan) {
    String atLeast = scan.exact() ? "" : "at least ";
    String where =
        scan.host() != null
            ? atLeast + Quantity.count(scan.targets(), "port") + " of " + scan.host()
            : scan.targets() == scan.hosts()
                ? atLeast + Quantity.count(scan.hosts(), "host")
                : atLeast + Quantity.count(scan.targets(), "port") + " of " + Quantity.count(scan.hosts(), "host");
    String ends =
        scan.verdicts().entrySet().stream()
            .map(each -> Quantity.count(each.getValue()) + " " + deed(each.getKey()))
            .collect(Collectors.joining(", "));
    String when =
        " in " + Durations.words(scan.lastNs() - scan.firstNs()) + " from "
            + new Timestamps().renderTimeOfDay(scan.firstNs(), 0);
    return "scan by " + scan.client() + ": it tried " + where + when + " (" + ends + ")";
  }

  /** Says which servers accepted nothing. */
  void down(List<Down> down) {
    down.stream().limit(SHOWN).forEach(each -> page.paragraph(indent + 2, down(each), Ink.BAD));
    if (down.size() > SHOWN) {
      page.paragraph(indent + 2, "Down, too: " + Quantity.count(down.size() - SHOWN, "more server") + ".");
    }
    if (!down.isEmpty()) {
      page.blank();
    }
  }

  private static String down(Down down) {
    String who = down.clients() == 1 ? "one client" : Quantity.count(down.clients(), "client");
    return down.server() + (down.answered() ? " is down: it refused all " : " is down or cut off: it answered none of ")
        + Quantity.count(down.connections(), "connection") + " from " + who + ".";
  }

  static String deed(Verdict verdict) {
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
    if (group.shortestSilenceNs() < SILENCE_NS) {
      return "";
    }
    String shortest = Durations.words(group.shortestSilenceNs());
    String longest = Durations.words(group.longestSilenceNs());
    return " after " + (shortest.equals(longest) ? shortest : shortest + " to " + longest) + " of silence";
  }

  /** Says what silences tell of idle timers. */
  void timers(List<IdleBracket> timers) {
    if (timers.isEmpty()) {
      return;
    }
    page.blank();
    page.heading(indent, "Idle timers");
    timers.stream().limit(SHOWN).forEach(timer -> page.paragraph(indent + 2, sentence(timer)));
    if (timers.size() > SHOWN) {
      page.paragraph(indent + 2, "and of " + Quantity.count(timers.size() - SHOWN, "more server"));
    }
  }

  private static String sentence(IdleBracket timer) {
    String died = Durations.words(timer.diedNs());
    String survived = Durations.words(timer.survivedNs());
    if (!timer.consistent()) {
      return timer.server() + ": one connection ended after " + died + " of silence, another survived " + survived
          + ": no single idle timer explains both";
    }
    return timer.survivedNs() == 0
        ? timer.server() + ": at most " + died + ", the shortest silence that ended a connection; none was survived"
        : timer.server() + ": between " + survived + ", which a connection survived, and " + died
            + ", which ended one";
  }

  /** Says which connection to look at first; {@code worst} as for {@link #bad}. */
  void lookFirst(Patterns patterns, long worst) {
    long stream = worst;
    if (stream == SummaryText.NOTHING) {
      stream =
          patterns.groups().isEmpty() || patterns.groups().get(0).harmless()
              ? patterns.scans().get(0).firstStream()
              : patterns.groups().get(0).firstStream();
    }
    String command = Command.explain("--stream " + stream, page.reading().again());
    if (command.isEmpty()) {
      page.paragraph(indent, "Look first at stream " + stream + ".");
    } else {
      page.command(indent, "Look first at", 15, command);
    }
  }
}
