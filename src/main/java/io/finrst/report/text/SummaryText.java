package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.Missing;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.record.Durations;
import io.finrst.record.Shown;
import io.finrst.report.Pad;
import io.finrst.report.Quantity;
import io.finrst.report.Timestamps;
import io.finrst.teardown.Verdict;
import java.util.Map;
import java.util.stream.Collectors;

/** The end of every text report: what was found, and what the reader must know before trusting it. */
final class SummaryText {
  private static final int VERDICT_WIDTH = longestVerdict() + Grid.GAP;

  /** No connection. */
  static final long NOTHING = -1;

  private final Page page;

  SummaryText(Page page) {
    this.page = page;
  }

  private static int longestVerdict() {
    int longest = 0;
    for (Verdict verdict : Verdict.values()) {
      longest = Math.max(longest, verdict.id().length());
    }
    return longest;
  }

  /**
   * Says how many more there are and how to see them; nothing when all were shown.
   *
   * @param noun what is counted, in the singular
   * @param allAsked whether all were asked for, and only memory was not there
   */
  void leftOut(int shown, long leftOut, String noun, boolean allAsked) {
    if (leftOut > 0) {
      page.blank();
      page.paragraph(
          0,
          "Shown: the worst " + (shown == 1 ? "" : Quantity.count(shown) + " ") + "of "
              + Quantity.count(shown + leftOut, noun) + ". "
              + (allAsked ? "More do not fit into memory" : "--top 0 shows all") + "; --json hands all to other tools.");
    }
  }

  /** Writes it, with what did not end well. */
  void write(AnalysisSummary summary) {
    write(summary, true);
  }

  /** Writes it; {@code withBad} unless the reader knows what did not end well. */
  void write(AnalysisSummary summary, boolean withBad) {
    page.blank();
    page.heading(0, "Summary");
    page.paragraph(2, headline(summary));
    verdicts(summary);
    PatternText patterns = new PatternText(page, 2);
    if (withBad && summary.patterns().endedBadly() > 0 && summary.connections() > 1) {
      page.blank();
      patterns.bad(summary, NOTHING);
    }
    patterns.harmless(summary);
    patterns.timers(summary.patterns().idleTimers());
    remarks(summary);
  }

  /** Says what the reader must know before trusting it, and what was not followed. */
  void remarks(AnalysisSummary summary) {
    warnings(summary);
    skipped(summary);
  }

  /** What was read, as a sentence. */
  static String headline(AnalysisSummary s) {
    StringBuilder text = new StringBuilder();
    text.append(s.connections() == 0 ? "No TCP connections" : Quantity.count(s.connections(), "TCP connection"));
    text.append(" in ").append(Quantity.count(s.packets(), "packet"));
    if (s.captures().size() > 1) {
      text.append(" of ").append(Quantity.count(s.captures().size(), "capture"));
    }
    if (s.packets() > 0) {
      Timestamps times = new Timestamps();
      text.append(", ").append(Durations.words(s.lastTimeNs() - s.firstTimeNs()));
      text.append(" from ").append(times.render(s.firstTimeNs(), s.fractionDigits()));
      text.append(" to ").append(times.render(s.lastTimeNs(), s.fractionDigits()));
    }
    return text.append('.').toString();
  }

  private void verdicts(AnalysisSummary summary) {
    int countWidth = 0;
    for (long count : summary.verdicts().values()) {
      countWidth = Math.max(countWidth, Quantity.count(count).length());
    }
    if (!summary.verdicts().isEmpty()) {
      page.blank();
    }
    for (Map.Entry<Verdict, Long> entry : summary.verdicts().entrySet()) {
      Verdict verdict = entry.getKey();
      String count = Quantity.count(entry.getValue());
      String label = Pad.right(count, countWidth) + "  " + verdict.id();
      page.hanging(2, label, countWidth + 2 + VERDICT_WIDTH, verdict.plain());
    }
  }

  private void warnings(AnalysisSummary summary) {
    boolean many = summary.captures().size() > 1;
    for (CaptureInfo capture : summary.captures()) {
      String name = many ? capture.name() + ": " : "";
      if (capture.damage() != null && capture.packets() == 0) {
        warn("Not read: " + name + capture.damage() + ".");
      } else if (capture.damage() != null) {
        warn(
            "Damaged: " + name + capture.damage() + ". Everything before that was analysed; connections open there may"
                + " have ended later.");
      }
      if (capture.droppedByCapture() > 0) {
        warn(
            "Incomplete: " + name + Quantity.count(capture.droppedByCapture(), "packet") + " lost while capturing. A"
                + " missing FIN or RST changes a verdict; capture with a larger buffer or a shorter snapshot length.");
      }
    }
    for (CaptureInfo capture : summary.captures()) {
      clock(many ? capture.name() + ": " : "", capture.clockFaults());
    }
    missing(summary);
    if (summary.translated() > 0) {
      boolean one = summary.translated() == 1;
      warn(Quantity.count(summary.translated(), "connection") + (one ? " is another one" : " are others")
          + " of these, captured again behind an address translation.");
    }
    if (summary.evicted() > 0) {
      warn(Quantity.count(summary.evicted(), "connection") + " dropped while open to bound memory: "
          + "their ends were not seen. Raise --max-connections, or memory with FINRST_JAVA_OPTS=-Xmx8g.");
    }
  }

  private void clock(String name, ClockFaults faults) {
    if (faults.impossible() > 0) {
      warn("Clock: " + name + Quantity.count(faults.impossible(), "packet") + " with a time that cannot be, before 1970"
          + " or after 2116. Each counts as captured with the one before it; durations there mean nothing.");
    }
    if (faults.isSetBack()) {
      boolean one = faults.backward() == 1;
      warn("Clock: " + name + Quantity.count(faults.backward(), "packet")
          + (one ? " is earlier than the one before it, by " : " are earlier than the one before them, by up to ")
          + Durations.words(faults.farthestBackNs()) + ". The clock was set back, or captures were joined in a wrong"
          + " order; durations across such a place mean nothing.");
    }
  }

  private void missing(AnalysisSummary summary) {
    Missing missing = summary.missing();
    if (missing.onlyEnds()) {
      warn(
          "Filtered: only segments with SYN, FIN or RST are in this capture. Their numbers tell how most connections"
              + " ended, but data, ACKs and ICMP errors would tell why. Capture with tcpdump -s 256 'tcp or icmp or"
              + " icmp6', and pick afterwards: finrst --only rst.");
    }
    if (missing.of(Shown.BOTH_SIDES) > 0) {
      warn(
          "One side only: of " + Quantity.count(missing.of(Shown.BOTH_SIDES), "connection") + " the packets of one side"
              + " are missing, and so is the verdict where it depends on them. Look for asymmetric routing, a mirror of"
              + " one direction, or a filter.");
    }
    if (missing.of(Shown.EVERY_BYTE) > 0 && !missing.onlyEnds()) {
      warn(
          "Gaps: of " + Quantity.count(missing.of(Shown.EVERY_BYTE), "connection") + " segments are missing that were"
              + " sent. Nothing is certain about these.");
    }
    if (missing.of(Shown.BEGINNING) > 0) {
      warn(
          Quantity.count(missing.of(Shown.BEGINNING), "connection") + " began before the capture: who is client and who"
              + " is server is guessed there.");
    }
  }

  private void warn(String text) {
    page.blank();
    page.paragraph(2, text, Ink.DOUBTFUL);
  }

  private void skipped(AnalysisSummary summary) {
    long skipped = summary.skipped().values().stream().mapToLong(Long::longValue).sum();
    if (skipped > 0) {
      page.blank();
      page.paragraph(
          2,
          "Not followed: " + Quantity.count(skipped, "packet") + " ("
              + summary.skipped().entrySet().stream()
                  .map(reason -> reason.getKey() + " " + Quantity.count(reason.getValue()))
                  .collect(Collectors.joining(", "))
              + ").");
    }
    if (summary.filteredOut() > 0) {
      page.blank();
      page.paragraph(2, "A capture filter removed " + Quantity.count(summary.filteredOut(), "packet")
          + " before the analysis.");
    }
  }
}
