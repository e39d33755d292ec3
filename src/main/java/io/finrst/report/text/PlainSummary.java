package io.finrst.report.text;

import io.finrst.AnalysisSummary;
import io.finrst.report.Reading;
import io.finrst.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The summary as text to keep beside the packets. */
public final class PlainSummary {
  private static final int WIDTH = 100;

  /** What a comment of pcapng holds, bytes (draft-ietf-opsawg-pcapng section 3.5), less some for good measure. */
  private static final int LONGEST = 60_000;

  private PlainSummary() {}

  /** At most {@value #LONGEST} characters of ASCII, whole lines. */
  public static String of(AnalysisSummary summary, Reading reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextStyle style = new TextStyle(WIDTH, Palette.PLAIN, false, TextStyle.PLAIN.times());
    TextOutput out = new TextOutput(bytes, style.charset());
    Page page = new Page(out, style);
    page.reads(reading);
    new SummaryText(page).write(summary);
    out.flush();
    String text = "finrst" + bytes.toString(StandardCharsets.US_ASCII).stripTrailing();
    return text.length() <= LONGEST ? text : text.substring(0, text.lastIndexOf('\n', LONGEST)) + "\n...";
  }
}
