package io.finrst.partial;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Shown;
import io.finrst.script.Frames;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every recorded capture with a part of its packets missing. The figures are printed. */
@Tag("slow")
class PartialCapturesTest {

  /** A connection as a capture shows it, and what is left of it. */
  private record Pair(
      String capture, ConnectionRecord whole, Diagnosis ofWhole, ConnectionRecord part, Diagnosis ofPart) {

    /** Only its SYN is left: an unanswered one leaves no less. */
    boolean isLoneSyn() {
      return part.verdict() == Verdict.SYN_UNANSWERED
          && part.clientHalf().packets() == part.clientHalf().synCount()
          && part.serverHalf().packets() == 0;
    }

    boolean saysTheSame() {
      return part.verdict() == whole.verdict();
    }

    boolean accuses() {
      return ofPart.endedBy() != null && ofPart.endedBy().role() == Role.MIDDLEBOX && part.icmpErrors().isEmpty();
    }

    boolean hasForgedReset() {
      return ofWhole.origins().stream().anyMatch(ResetOrigin::forged);
    }

    List<Finding> certain() {
      return ofPart.findings().stream().filter(each -> each.confidence() == Confidence.CERTAIN).toList();
    }

    @Override
    public String toString() {
      return capture + ": " + whole.verdict().id() + " -> " + part.verdict().id() + " " + part.quality().lacks()
          + " " + ofPart.findings().stream().map(each -> each.cause().id() + " " + each.confidence().id()).toList();
    }
  }

  private static final Set<Loss> FILTERS =
      EnumSet.of(
          Loss.ONLY_SYN_FIN_RST, Loss.ONLY_RST, Loss.ONLY_SYN_FIN_RST_UPWARDS, Loss.ONLY_SYN_FIN_RST_DOWNWARDS);

  private static final Set<Loss> ONE_SIDED = EnumSet.of(Loss.UPWARDS, Loss.DOWNWARDS);

  private static final Map<Loss, List<Pair>> PAIRS = new EnumMap<>(Loss.class);

  @BeforeAll
  static void analyseWhatIsLeft() throws IOException {
    for (Path file : Frames.recorded().toList()) {
      Frames frames = Frames.read(file);
      Found whole = Found.in(frames);
      for (Loss loss : Loss.values()) {
        List<Pair> pairs = PAIRS.computeIfAbsent(loss, key -> new ArrayList<>());
        for (Frames left : loss.of(frames)) {
          Found part = Found.in(left);
          for (int i = 0; i < part.connections().size(); i++) {
            ConnectionRecord of = part.connections().get(i);
            int same = indexOf(of, whole);
            pairs.add(
                new Pair(
                    file.getFileName().toString(), whole.connections().get(same), whole.diagnoses().get(same), of,
                    part.diagnoses().get(i)));
          }
        }
      }
    }
    PAIRS.forEach(PartialCapturesTest::print);
  }

  private static void print(Loss loss, List<Pair> pairs) {
    long same = pairs.stream().filter(Pair::saysTheSame).count();
    long unknown = pairs.stream().filter(pair -> pair.part.verdict() == Verdict.UNKNOWN && !pair.saysTheSame()).count();
    long loneSyns = pairs.stream().filter(pair -> pair.isLoneSyn() && !pair.saysTheSame()).count();
    System.out.printf(
        "%-27s %4d connections: %4d same verdict, %4d unknown, %3d of which a SYN is left, %2d others; certain %3d%n",
        loss, pairs.size(), same, unknown, loneSyns, pairs.size() - same - unknown - loneSyns,
        pairs.stream().filter(pair -> !pair.certain().isEmpty()).count());
  }

  /** The one with the same ends that began last before it. */
  private static int indexOf(ConnectionRecord part, Found whole) {
    int found = -1;
    for (int i = 0; i < whole.connections().size(); i++) {
      ConnectionRecord each = whole.connections().get(i);
      boolean sameEnds = Set.of(each.client(), each.server()).equals(Set.of(part.client(), part.server()));
      if (sameEnds && (found < 0 || each.first().timeNs() <= part.first().timeNs())) {
        found = i;
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(value = Loss.class, mode = EnumSource.Mode.EXCLUDE, names = "ONE_IN_TWENTY")
  void theVerdictIsTheSameOrUnknown(Loss loss) {
    assertThat(PAIRS.get(loss))
        .filteredOn(pair -> !pair.saysTheSame() && pair.part.verdict() != Verdict.UNKNOWN)
        .filteredOn(pair -> !pair.isLoneSyn() && !leavesAnotherWholeEnding(pair))
        .isEmpty();
  }

  /** What is left is what another ending leaves in a capture that lacks nothing, or neither verdict is an end. */
  private static boolean leavesAnotherWholeEnding(Pair pair) {
    Verdict was = pair.whole.verdict();
    return switch (pair.part.verdict()) {
      // SYN, SYN-ACK, RST+ACK: some health checks send no ACK between
      case RST_IN_HANDSHAKE ->
          was == Verdict.RST_BEFORE_DATA && pair.part.clientHalf().packets() + pair.part.serverHalf().packets() == 3;
      // a server that never took the last ACK: at the client the connection was established
      case RST_AFTER_DATA -> was == Verdict.RST_IN_HANDSHAKE && !pair.part.quality().lacks().isEmpty();
      case OPEN -> was == Verdict.HALF_CLOSE && pair.part.quality().lacks().contains(Shown.BEGINNING);
      default -> false;
    };
  }

  /** Of a single packet that was lost, a reset or a FIN, nothing else may tell. */
  @Test
  void mostVerdictsOfASampleAreTheSameOrUnknown() {
    List<Pair> pairs = PAIRS.get(Loss.ONE_IN_TWENTY);
    assertThat(pairs.stream().filter(pair -> pair.saysTheSame() || pair.part.verdict() == Verdict.UNKNOWN).count())
        .isGreaterThan(pairs.size() * 96L / 100);
  }

  @Test
  void nineOfTenGracefulClosesStaySoThroughTheCommonestFilter() {
    List<Pair> graceful =
        PAIRS.get(Loss.ONLY_SYN_FIN_RST).stream().filter(p -> p.whole.verdict() == Verdict.GRACEFUL).toList();
    assertThat(graceful.stream().filter(Pair::saysTheSame).count()).isGreaterThanOrEqualTo(graceful.size() * 9L / 10);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void nothingIsCertainWhereSomethingIsKnownToBeMissing(Loss loss) {
    assertThat(PAIRS.get(loss))
        .filteredOn(pair -> !pair.part.quality().lacks().isEmpty() || FILTERS.contains(loss) || ONE_SIDED.contains(loss))
        .filteredOn(pair -> !pair.certain().isEmpty())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void whatIsCertainIsWhatTheWholeCaptureSays(Loss loss) {
    assertThat(PAIRS.get(loss))
        .filteredOn(pair -> !pair.certain().isEmpty())
        .allMatch(pair -> surest(pair.ofWhole).contains(pair.certain().get(0).cause()));
  }

  /** The first, and those as sure as it. */
  private static List<Cause> surest(Diagnosis diagnosis) {
    List<Finding> all = diagnosis.findings();
    return all.stream().filter(each -> each.confidence() == all.get(0).confidence()).map(Finding::cause).toList();
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void noDeviceIsAccusedWhereNoneWas(Loss loss) {
    assertThat(PAIRS.get(loss)).filteredOn(Pair::accuses).allMatch(Pair::hasForgedReset);
  }

  @Test
  void noDeviceIsAccusedWhereAFilterOrAMissingSideHidesTheHost() {
    assertThat(PAIRS.values().stream().flatMap(List::stream))
        .filteredOn(pair -> !pair.part.quality().shows(EnumSet.of(Shown.BOTH_SIDES, Shown.SEGMENTS)))
        .filteredOn(Pair::accuses)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void noCauseIsNamedOfWhoseNeedsOneIsNotMet(Loss loss) {
    for (Pair pair : PAIRS.get(loss)) {
      assertThat(pair.ofPart.findings())
          .as("%s", pair)
          .allMatch(each -> pair.part.quality().shows(KnownCauses.ALL.facts(each.cause()).needs()));
    }
  }

  /** What a side had sent by then is what FIN and RST say, less the initial number. */
  @Test
  void bytesFollowFromTheNumbers() {
    assertThat(PAIRS.get(Loss.ONLY_SYN_FIN_RST))
        .filteredOn(pair -> pair.saysTheSame() && pair.part.verdict() == Verdict.RST_AFTER_DATA)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            pair ->
                assertThat(pair.part.half(pair.part.endedBy().role()).missingBytes())
                    .isEqualTo(pair.whole.resets().get(0).seq() - 1));
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(PAIRS.get(Loss.ONLY_SYN_FIN_RST))
        .filteredOn(pair -> pair.whole.firstFin() != null && pair.whole.quality().lacks().isEmpty())
        .allMatch(pair -> pair.part.quality().lacks().contains(Shown.SEGMENTS))
        .allMatch(pair -> pair.part.quality().notes().get(0).startsWith("only its segments with SYN, FIN or RST"));
    for (Loss loss : ONE_SIDED) {
      assertThat(PAIRS.get(loss))
          .filteredOn(pair -> !pair.isLoneSyn())
          .allMatch(pair -> pair.part.quality().lacks().contains(Shown.BOTH_SIDES));
    }
  }
}
