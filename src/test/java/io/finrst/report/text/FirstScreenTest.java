package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.Patterns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of one connection and of many, at five widths, to the letter. */
class FirstScreenTest {
  private static final int[] WIDTHS = {60, 80, 100, 120, 200};
  private static final Path TEXTS = Path.of("src/test/resources/texts");

  /** Of long reports the first screen is compared, and the summary behind the rows. */
  private static final int SCREEN = 60;

  private static final Pattern WHOLE_ENDS = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+\\b");

  private final Map<Integer, ByteArrayOutputStream> texts = new LinkedHashMap<>();
  private final Map<Integer, TableWriter> writers = new LinkedHashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 30, 7_436})
  void theFirstScreenSaysWhatToDo(int connections) throws IOException {
    assertPrinted(connections);
  }

  @Test
  @Tag("slow")
  void theFirstScreenSaysWhatToDoForVeryManyToo() throws IOException {
    assertPrinted(200_000);
  }

  private void assertPrinted(int connections) throws IOException {
    for (int width : WIDTHS) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      TableWriter writer = new TableWriter(out, Texts.unicode(width), 100);
      writer.reads(Texts.A_FILE);
      texts.put(width, out);
      writers.put(width, writer);
    }
    AnalysisSummary summary =
        new Analysis(AnalysisOptions.DEFAULT, c -> writers.values().forEach(writer -> writer.onConnection(c)))
            .run(new Crowd(connections));
    assertCountsAddUp(summary.patterns());
    StringBuilder wrong = new StringBuilder();
    for (int width : WIDTHS) {
      writers.get(width).finish(summary);
      String text = texts.get(width).toString(StandardCharsets.UTF_8);
      assertWhole(text, width);
      Path file = TEXTS.resolve(connections + "-" + width + ".txt");
      String shown = abridged(text);
      boolean same = Files.exists(file) && Files.readString(file).equals(shown);
      if (!same && Boolean.getBoolean("snapshot.update")) {
        Files.createDirectories(TEXTS);
        Files.writeString(file, shown); // and fail all the same: a build must never accept by itself
      }
      if (!same) {
        wrong.append(file).append('\n').append(shown);
      }
    }
    assertThat(wrong).as("texts are as printed; run with -Dsnapshot.update and review the change").isEmpty();
  }

  private static void assertCountsAddUp(Patterns patterns) {
    long listed =
        patterns.groups().stream().mapToLong(group -> group.connections()).sum()
            + patterns.scans().stream().mapToLong(scan -> scan.connections()).sum() + patterns.otherScans();
    assertThat(listed).isEqualTo(patterns.endedBadly() + patterns.endedHarmlessly());
  }

  /** Every row has both ends, its verdict, who ended it and the cause, each of them whole. */
  private static void assertWhole(String text, int width) {
    List<String> rows =
        text.lines()
            .dropWhile(line -> !line.strip().startsWith("stream "))
            .takeWhile(line -> !line.isEmpty())
            .toList();
    assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).doesNotContain("\u2026").hasSizeLessThanOrEqualTo(width));
    String all = String.join(" ", rows);
    long ends = WHOLE_ENDS.matcher(all).results().count();
    long verdicts =
        Pattern.compile(" (rst-[a-z-]+|graceful|half-close|syn-unanswered)\\b").matcher(all).results().count();
    assertThat(ends).isEqualTo(2 * verdicts);
  }

  private static String abridged(String text) {
    List<String> lines = text.lines().toList();
    int summary = lines.lastIndexOf("Summary");
    if (summary <= SCREEN) {
      return text;
    }
    return lines.subList(0, SCREEN).stream().collect(Collectors.joining("\n")) + "\n[...]\n"
        + lines.subList(summary, lines.size()).stream().collect(Collectors.joining("\n")) + "\n";
  }
}
