package io.finrst.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.SocketError;
import io.finrst.golden.Json;
import io.finrst.record.ConnectionRecord;
import io.finrst.truth.Score.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bars are what is promised; the misses are printed so that a change shows which connection it changed. */
class TruthTest {
  private static final Path FOLDER = Path.of("src/test/resources/truth");
  private static final Score SCORE = new Score();

  @BeforeAll
  static void scoreEveryCapture() throws IOException {
    List<Path> truths;
    try (Stream<Path> files = Files.list(FOLDER)) {
      truths = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : truths) {
      Object truth = Json.read(file);
      for (Object capture : Json.list(truth, "captures")) {
        score(truth, Json.text(capture, "file"));
      }
    }
    System.out.print(SCORE);
  }

  @Test
  void verdictsAreRight() {
    assertThat(SCORE.percent(Question.VERDICT)).as(SCORE.misses(Question.VERDICT)).isGreaterThanOrEqualTo(98);
  }

  @Test
  void resettersAreRight() {
    assertThat(SCORE.percent(Question.ENDED_BY)).as(SCORE.misses(Question.ENDED_BY)).isGreaterThanOrEqualTo(95);
  }

  @Test
  void firstRankedCausesAreRight() {
    assertThat(SCORE.percent(Question.CAUSE)).as(SCORE.misses(Question.CAUSE)).isGreaterThanOrEqualTo(92);
  }

  @Test
  void rightCausesAreNamedOrCalledIndistinguishable() {
    assertThat(SCORE.percent(Question.CAUSE_SET)).as(SCORE.misses(Question.CAUSE_SET)).isGreaterThanOrEqualTo(97);
  }

  /** The confidence words are promises: what they mean stands in the README. */
  @Test
  void whatIsSaidToBeCertainIsRight() {
    assertThat(SCORE.asked(Question.CERTAIN)).isGreaterThan(10);
    assertThat(SCORE.percent(Question.CERTAIN)).as(SCORE.misses(Question.CERTAIN)).isGreaterThanOrEqualTo(99);
  }

  @Test
  void nineOfTenCausesSaidToBeLikelyAreRight() {
    assertThat(SCORE.asked(Question.LIKELY)).isGreaterThan(50);
    assertThat(SCORE.percent(Question.LIKELY)).as(SCORE.misses(Question.LIKELY)).isGreaterThanOrEqualTo(90);
  }

  private static void score(Object truth, String file) {
    Found found = Found.inFiles(FOLDER.resolve(file));
    Map<Set<String>, Integer> seen = new HashMap<>();
    for (Object connection : Json.list(truth, "connections")) {
      String view = Json.text(Json.get(connection, "views"), file);
      if (view == null || view.equals("absent")) {
        continue;
      }
      Set<String> ends = Set.of(endpoint(connection, "client"), endpoint(connection, "server"));
      int nth = seen.merge(ends, 1, Integer::sum);
      int index = indexOf(found, ends, nth);
      Truth right = new Truth(Json.text(truth, "scenario"), file, connection, view);
      String where = file + " [" + Json.text(connection, "signature") + "]";
      if (index < 0) {
        SCORE.count(Question.VERDICT, false, where, "nothing", right.verdicts());
      } else {
        ask(right, where, found.connections().get(index), found.diagnoses().get(index));
      }
    }
  }

  private static String endpoint(Object connection, String side) {
    return Json.text(connection, side).replace("::ffff:", "");
  }

  private static int indexOf(Found found, Set<String> ends, int nth) {
    int met = 0;
    for (int i = 0; i < found.connections().size(); i++) {
      ConnectionRecord connection = found.connections().get(i);
      if (Set.of(connection.client().toString(), connection.server().toString()).equals(ends) && ++met == nth) {
        return i;
      }
    }
    return -1;
  }

  private static void ask(Truth right, String where, ConnectionRecord connection, Diagnosis diagnosis) {
    String verdict = connection.verdict().id();
    SCORE.count(Question.VERDICT, right.verdicts().contains(verdict), where, verdict, right.verdicts());
    if (!right.endedBy().isEmpty()) {
      String role = diagnosis.endedBy() == null ? "nobody" : diagnosis.endedBy().role().id();
      SCORE.count(Question.ENDED_BY, right.endedBy().contains(role), where, role, right.endedBy());
    }
    if (!right.causes().isEmpty()) {
      List<String> ranked = diagnosis.findings().stream().map(each -> each.cause().id()).limit(3).toList();
      Set<String> wide = new HashSet<>(ranked);
      diagnosis.findings().stream()
          .limit(1)
          .flatMap(first -> first.indistinguishableFrom().stream())
          .forEach(twin -> wide.add(twin.id()));
      wide.retainAll(right.causes());
      for (Finding each : diagnosis.findings()) {
        Question said = Question.valueOf(each.confidence().name());
        Set<String> all = right.trueCauses();
        SCORE.count(said, all.contains(each.cause().id()), where, each.cause().id(), all);
      }
      boolean first = !ranked.isEmpty() && right.causes().contains(ranked.get(0));
      SCORE.count(Question.CAUSE, first, where, ranked, right.causes());
      SCORE.count(Question.CAUSE_SET, !wide.isEmpty(), where, ranked, right.causes());
    }
    errors(right.firstError("client"), diagnosis.clientErrors(), where + " client");
    errors(right.firstError("server"), diagnosis.serverErrors(), where + " server");
  }

  private static void errors(Set<String> truth, List<SocketError> said, String where) {
    if (!truth.isEmpty()) {
      List<String> names = said.stream().map(each -> each.error().name()).toList();
      SCORE.count(Question.SOCKET_ERROR, names.containsAll(truth), where, names, truth);
    }
  }
}
