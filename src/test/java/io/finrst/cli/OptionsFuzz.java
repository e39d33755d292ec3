package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Command lines: whatever the options, they are taken or refused in two lines, and never are an internal error. */
class OptionsFuzz {
  /** Those that name files or ask the network. */
  private static final List<String> ELSEWHERE = List.of(
          "--kernel-log", "--resolve", "--debug", "@", "--baseline", "--write-baseline", "--junit", "--github", "--html",
          "--annotate", "--split", "--syslog");

  private static final Set<Integer> ANSWERS = Set.of(0, 1, 2, 3);

  @FuzzTest(maxDuration = "3m")
  void run(byte[] options) {
    List<String> words = new ArrayList<>(List.of("analyze", Run.DROPPED));
    for (String word : new String(options, StandardCharsets.UTF_8).split("\n")) {
      if (word.startsWith("-") && !word.equals("-") && !word.equals("--") && !asksElsewhere(word)) {
        words.add(word);
      }
    }
    Run run = Run.finrst(words.toArray(new String[0]));
    assertThat(run.status()).as(run.err()).isIn(ANSWERS);
    assertThat(run.err()).doesNotContain("internal error");
  }

  private static boolean asksElsewhere(String word) {
    return ELSEWHERE.stream().anyMatch(word::startsWith);
  }
}
