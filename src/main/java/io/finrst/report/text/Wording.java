package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.Patterns;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.Printable;
import io.finrst.report.Reading;
import java.util.List;
import java.util.function.Consumer;

/** What text reports say, passage by passage, for reports of another kind: they say it in the same words. */
public final class Wording {
  private final Passage.Collector collector = new Passage.Collector();
  private final Page page;
  private final ConnectionTable table;

  /**
   * @param style characters, times and names; width and colours mean nothing here
   */
  public Wording(TextStyle style) {
    page = new Page(collector, style);
    table = new ConnectionTable(style);
  }

  /** Says what is read. */
  public void reads(Reading reading) {
    page.reads(reading);
  }

  private List<Passage> said(Consumer<Page> by) {
    by.accept(page);
    return collector.take();
  }

  /** What was read, as a sentence. */
  public static String headline(AnalysisSummary summary) {
    return SummaryText.headline(summary);
  }

  /** How many connections did not end well, as a sentence. */
  public static String howManyBad(AnalysisSummary summary) {
    return PatternText.howManyBad(summary);
  }

  /** How many ended abruptly without doing harm, as a sentence. */
  public static String howManyHarmless(AnalysisSummary summary) {
    return PatternText.howManyHarmless(summary);
  }

  /** Who ended a connection, how, and when, as a sentence. */
  public String lead(Explained explained) {
    page.begin();
    return Printable.of(Lead.of(explained.connection(), explained.diagnosis(), page));
  }

  /** A connection for who wants the answer: who, why, what programs saw, what to do. */
  public List<Passage> answer(Explained explained) {
    return said(page -> new Answer(page, explained).write());
  }

  /**
   * A connection for who wants the proof, without its packets.
   *
   * @param originNs where relative times count from, ns since 1970
   */
  public List<Passage> explanation(Explained explained, long originNs) {
    return said(page -> new Note(page, explained, null).words(originNs));
  }

  /** How many connections are in a group, how and why they ended; then where and when. */
  public List<Passage> group(Group group) {
    return said(page -> new PatternText(page, 0).group(group, null));
  }

  /** Servers that accepted nothing. */
  public List<Passage> down(Patterns patterns) {
    return said(page -> new PatternText(page, 0).down(patterns.down()));
  }

  /** Which connection to look at first. */
  public List<Passage> lookFirst(Patterns patterns, long worst) {
    return said(page -> new PatternText(page, 0).lookFirst(patterns, worst));
  }

  /** Who scanned. */
  public List<Passage> scans(Patterns patterns) {
    return said(page -> new PatternText(page, 0).scans(patterns));
  }

  /** What silences tell of idle timers. */
  public List<Passage> timers(Patterns patterns) {
    return said(page -> new PatternText(page, 0).timers(patterns.idleTimers()));
  }

  /** What the reader must know before trusting a report. */
  public List<Passage> remarks(AnalysisSummary summary) {
    return said(page -> new SummaryText(page).remarks(summary));
  }

  /** A command that explains one connection, {@code N} in place of its number; empty where it cannot be read again. */
  public String lookCloser() {
    return Printable.of(Command.explain("--stream N", page.reading().again()));
  }

  /** What stands in the table of connections, without its ends and its start, which take names and a time to count from. */
  public Cells cells(ConnectionRecord c, Diagnosis diagnosis) {
    String[] cells = table.cells(c, diagnosis);
    return new Cells(
        cells[ConnectionTable.VERDICT],
        cells[ConnectionTable.ENDED_BY],
        cells[ConnectionTable.FRAME],
        cells[ConnectionTable.CAUSE],
        cells[ConnectionTable.DURATION],
        cells[ConnectionTable.SILENCE],
        cells[ConnectionTable.CLIENT_BYTES],
        cells[ConnectionTable.SERVER_BYTES],
        cells[ConnectionTable.RESETS]);
  }

  /**
   * A row of the table of connections as text shows it, empty where there is nothing to say.
   *
   * @param verdict how it ended
   * @param endedBy by whom
   * @param frame by which packet
   * @param cause why, a mark before it where it is not certain; or who closed first
   * @param duration from its first packet to its last
   * @param silence of both sides before the end
   * @param sent bytes of the client
   * @param received bytes of the server
   * @param resets how many
   */
  public record Cells(
      String verdict, String endedBy, String frame, String cause, String duration, String silence, String sent,
      String received, String resets) {}
}
