package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cause is named first where it is proved, and not at all where the one fact that matters is another. */
class EveryCauseTest {
  static final List<CauseCase> CASES =
      Stream.of(ConnectingCases.ALL, EstablishedCases.ALL, ClosingCases.ALL, FinCases.ALL).flatMap(List::stream).toList();

  static Stream<CauseCase> proofs() {
    return CASES.stream().filter(CauseCase::isProof);
  }

  static Stream<CauseCase> lookAlikes() {
    return CASES.stream().filter(each -> !each.isProof());
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void hasProofAndLookAlike(Cause cause) {
    assertThat(proofs()).as("proofs").anyMatch(each -> each.cause() == cause);
    assertThat(lookAlikes()).as("look-alikes").anyMatch(each -> each.cause() == cause);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void isNamedFirst(CauseCase proof) {
    assertThat(proof.named()).first().isEqualTo(proof.cause().id());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lookAlikes")
  void isNotNamed(CauseCase lookAlike) {
    assertThat(lookAlike.named()).doesNotContain(lookAlike.cause().id());
  }
}
