package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.finrst.AnalysisOptions;
import io.finrst.analysis.Found;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.Records;
import io.finrst.script.Frames;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cause promises. That each has a proof and a look-alike stands in {@code EveryCauseTest}. */
class CauseContractTest {
  private static final Path ROOM = Path.of("src/main/java/io/finrst/diagnosis/cause");

  static List<KnownCause> causes() {
    return KnownCauses.ALL.all();
  }

  static Stream<Path> captures() throws IOException {
    return Stream.of("samples", "src/test/resources/truth", "src/test/resources/captures")
        .flatMap(folder -> Arrays.stream(Path.of(folder).toFile().listFiles()))
        .map(file -> file.toPath())
        .filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.\\w+)?"))
        .sorted();
  }

  @Test
  void everyCauseHasExactlyOneClass() {
    assertThat(causes()).extracting(KnownCause::cause).containsExactlyInAnyOrder(Cause.values());
  }

  @Test
  void everyClassOfACauseInTheRoomIsListed() throws IOException {
    try (Stream<Path> files = Files.list(ROOM)) {
      Stream<String> classes =
          files.filter(CauseContractTest::isCause).map(file -> file.getFileName().toString().replace(".java", ""));
      assertThat(causes().stream().map(cause -> cause.getClass().getSimpleName()))
          .containsExactlyInAnyOrderElementsOf(classes.toList());
    }
  }

  private static boolean isCause(Path file) {
    try {
      return Files.readString(file).matches("(?s).*\nfinal class \\w+ extends (ResetCause|KnownCause) .*");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void idsAreWordsJoinedByHyphensAndNoTwoAreEqual() {
    assertThat(Cause.ids()).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+(-[a-z0-9]+)*"));
  }

  /** {@link CauseFacts.Builder} fails where a part was not stated. */
  @ParameterizedTest
  @EnumSource(Cause.class)
  void everyPartOfTheSheetIsFilledIn(Cause cause) {
    CauseFacts facts = KnownCauses.ALL.facts(cause);
    assertThat(facts.meaning()).isNotBlank().doesNotEndWith(".");
    assertThat(facts.onTheWire()).endsWith(".");
    assertThat(facts.toTellApart()).doesNotEndWith(".").doesNotEndWith("?");
    assertThat(facts.sources()).isNotEmpty().noneMatch(String::isBlank);
    assertThat(facts.actorAdvice()).isNotEmpty().allMatch(sentence -> sentence.endsWith("."));
    assertThat(facts.otherAdvice()).isNotEmpty().allMatch(sentence -> sentence.endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void harmThatDependsIsDecidedByTheClassAndNoOther(KnownCause cause) {
    boolean decides =
        Arrays.stream(cause.getClass().getDeclaredMethods()).anyMatch(method -> method.getName().equals("lostNothing"));
    assertThat(cause.facts().harm() == Harm.DEPENDS).isEqualTo(decides);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void whatLooksTheSameDoesSoBothWaysAndCanBeToldApartSomehow(Cause cause) {
    CauseFacts facts = KnownCauses.ALL.facts(cause);
    assertThat(facts.indistinguishableFrom()).doesNotContain(cause).doesNotHaveDuplicates();
    for (Cause twin : facts.indistinguishableFrom()) {
      assertThat(KnownCauses.ALL.facts(twin).indistinguishableFrom()).contains(cause);
      assertThat(facts.toTellApart()).isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void placesOfTheUsualCausesOfAVerdictAreCountedFrom1(Verdict verdict) {
    assertThat(causes().stream().map(each -> each.facts().usualBehindVerdicts().get(verdict)).filter(n -> n != null))
        .containsExactlyInAnyOrderElementsOf(upTo(KnownCauses.ALL.usualBehind(verdict).size()));
  }

  @ParameterizedTest
  @EnumSource(Errno.class)
  void placesOfTheUsualCausesOfAnErrorAreCountedFrom1(Errno error) {
    assertThat(KnownCauses.ALL.usualBehind(error)).isNotEmpty();
    assertThat(causes().stream().map(each -> each.facts().usualBehindErrors().get(error)).filter(n -> n != null))
        .containsExactlyInAnyOrderElementsOf(upTo(KnownCauses.ALL.usualBehind(error).size()));
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  /** Also where a rule could rely on what the verdict promises, and the rest of the record does not keep it. */
  @ParameterizedTest
  @EnumSource(Verdict.class)
  void noRuleThrowsWhereNothingIsKnown(Verdict verdict) {
    Records bare = Records.nothing();
    bare.endingAs(verdict);
    assertNoneThrows(bare.build());
    for (Records reset : List.of(Records.aReset(), Records.anInjectedReset(), Records.aRefusal())) {
      bare.resets = reset.resets;
      bare.endedBy = reset.endedBy;
      assertNoneThrows(bare.build());
    }
  }

  private static void assertNoneThrows(ConnectionRecord c) {
    for (KnownCause cause : causes()) {
      assertThatCode(() -> cause.examine(new Ending(c))).as(cause.cause().id()).doesNotThrowAnyException();
    }
    assertThatCode(() -> new Diagnostician(KnownCauses.ALL).diagnose(c)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void noRuleThrowsOnAnyConnectionOfAnyCapture(Path file) {
    Found.inFiles(file).connections().forEach(CauseContractTest::assertNoneThrows);
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
