package io.finrst.report.text;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Reading;
import io.finrst.report.TextOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What the table writes above itself of a connection, as plain text for those who put it somewhere else. */
public final class AnswerText {
  private AnswerText() {}

  /**
   * Who ended {@code c}, how and when, in one sentence.
   *
   * @param reading where its frames come from
   */
  public static String sentence(AnalysedConnection c, Reading reading) {
    return plain(page -> page.paragraph(0, Lead.of(c.record(), c.diagnosis(), page)), reading).strip();
  }

  /**
   * The sentence, causes with their evidence, what programs saw, what to do, and the command that shows more, where what
   * was read can be read again; a line each, without an empty one.
   *
   * @param reading what was read
   */
  public static String whole(AnalysedConnection c, Reading reading) {
    return plain(page -> new Answer(page, Explained.of(c)).write(), reading);
  }

  private interface Writing {
    void to(Page page);
  }

  private static String plain(Writing writing, Reading reading) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextOutput out = new TextOutput(bytes, StandardCharsets.UTF_8);
    Page page = new Page(out, TextStyle.PLAIN);
    page.reads(reading);
    writing.to(page);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
