package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.ConnectionRecord;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rule has anything to say of an end that it is not asked of, so that not asking changes no answer. */
class AskedByVerdictTest {
  static List<CauseCase> endings() {
    return EveryCauseTest.CASES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void nothingIsLeftOut(CauseCase ending) {
    askAll(ending.found(ending.frames().get()).connections());
  }

  @ParameterizedTest
  @MethodSource("io.finrst.script.Frames#recorded")
  void nothingIsLeftOutOfARecordedEnding(Path file) throws IOException {
    askAll(Found.in(Frames.read(file)).connections());
  }

  private static void askAll(List<ConnectionRecord> connections) {
    for (ConnectionRecord c : connections) {
      Ending ending = new Ending(c);
      for (KnownCause cause : KnownCauses.ALL.all()) {
        if (!cause.canBeBehind(c.verdict())) {
          assertThat(cause.examine(ending)).as("%s behind %s", cause.cause().id(), c.verdict().id()).isEmpty();
        }
      }
    }
  }
}
