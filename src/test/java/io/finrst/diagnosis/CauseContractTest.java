package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.finrst.AnalysisOptions;
import io.finrst.analysis.Found;
import io.finrst.diagnosis.rule.Rules;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cause and every rule promises. */
class CauseContractTest {

  @Test
  void everyCauseHasExactlyOneRule() {
    assertThat(Rules.ALL).extracting(Rule::cause).containsExactlyInAnyOrder(Cause.values());
  }

  @Test
  void everyRuleInTheRoomIsListed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/finrst/diagnosis/rule"))) {
      Stream<String> classes =
          files
              .filter(CauseContractTest::isRule)
              .map(file -> file.getFileName().toString().replace(".java", ""));
      assertThat(Rules.ALL.stream().map(rule -> rule.getClass().getSimpleName()))
          .containsExactlyInAnyOrderElementsOf(classes.toList());
    }
  }

  private static boolean isRule(Path file) {
    try {
      return Files.readString(file)
          .matches("(?s).*\nfinal class \\w+ (extends ResetRule|implements Rule) .*");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyCauseIsExplained(Cause cause) {
    assertThat(cause.id()).matches("[a-z]+(-[a-z0-9]+)*");
    assertThat(cause.meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(cause.onTheWire()).endsWith(".");
    assertThat(cause.facts().toTellApart()).doesNotEndWith(".").doesNotEndWith("?");
    assertThat(cause.facts().sources()).isNotEmpty();
    assertThat(cause.facts().actorAdvice()).isNotEmpty();
    assertThat(cause.facts().otherAdvice()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void whatLooksTheSameDoesSoBothWaysAndCanBeToldApartSomehow(Cause cause) {
    for (String twin : cause.facts().indistinguishableFrom()) {
      assertThat(twin).isNotEqualTo(cause.id());
      Cause other = Cause.byId(twin).orElseThrow();
      assertThat(other.facts().indistinguishableFrom()).contains(cause.id());
      assertThat(cause.facts().toTellApart()).isNotBlank();
    }
  }

  @Test
  void noTwoCausesShareAnId() {
    assertThat(Cause.ids()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("io.finrst.script.Frames#recorded")
  void noRuleThrowsWhereverTheCaptureEnds(Path file) throws IOException {
    Frames whole = Frames.read(file);
    for (int end = 1; end <= Math.min(whole.count(), 60); end++) {
      Frames part = new Frames(whole.list().subList(0, end));
      assertThatCode(() -> Found.in(part.source(), AnalysisOptions.DEFAULT))
          .as("first %s frames", end)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("io.finrst.script.Frames#recorded")
  void noRuleThrowsWhereverTheCaptureBegins(Path file) throws IOException {
    Frames whole = Frames.read(file);
    for (int start = 1; start < Math.min(whole.count(), 60); start++) {
      Frames part = new Frames(whole.list().subList(start, whole.count()));
      assertThatCode(() -> Found.in(part.source(), AnalysisOptions.DEFAULT))
          .as("from frame %s", start)
          .doesNotThrowAnyException();
    }
  }
}
