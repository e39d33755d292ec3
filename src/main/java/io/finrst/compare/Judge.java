package io.finrst.compare;

import io.finrst.compare.JointFinding.JointEvidence;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.Moment;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes one answer of what several points say: a pure function of their records and of what was lost and forged between
 * them.
 *
 * <p>The point that decides is the one nearest to what ended the connection: to the sender of the first reset that tore
 * something down, or to its victim where nobody sent it.
 */
final class Judge {
  /** Causes by which a device on the way ends a connection. */
  private static final Set<Cause> OF_DEVICES =
      Set.of(Cause.PATH_REJECT, Cause.MIDDLEBOX_IDLE_TIMEOUT, Cause.NAT_STATE_LOST, Cause.INJECTED_RESET);

  /** Ends without a reset, the one that is nearest to the truth first: what one point saw and the other missed counts. */
  private static final List<Verdict> WITHOUT_RESET =
      List.of(
          Verdict.UNREACHABLE, Verdict.GRACEFUL, Verdict.TIMED_OUT, Verdict.SYN_UNANSWERED, Verdict.FIN_UNANSWERED,
          Verdict.HALF_CLOSE, Verdict.OPEN, Verdict.UNKNOWN);

  /** So many copies of large segments must vanish before their size is to blame. */
  private static final int LEAST_LARGE = 3;

  private final List<Sighting> sightings;
  private final List<Stray> strays;
  private final List<Long> endNs; // by place: when the end came, by one clock; null where that point shows none

  private int place; // the point that decides
  private Stray forged; // the packet that ended it, where nobody sent it; else null

  /**
   * @param sightings by place, null for a point that did not see it
   * @param strays what was lost, forged and copied
   * @param endNs by place, when its deciding reset came by the clock of the first point, null for none
   */
  Judge(List<Sighting> sightings, List<Stray> strays, List<Long> endNs) {
    this.sightings = sightings;
    this.strays = strays;
    this.endNs = endNs;
    choose();
  }

  /** Place of the point whose verdict counts. */
  int place() {
    return place;
  }

  Verdict verdict() {
    return record().verdict();
  }

  private ConnectionRecord record() {
    return sightings.get(place).record();
  }

  private Diagnosis diagnosis() {
    return sightings.get(place).diagnosis();
  }

  private void choose() {
    int best = -1;
    for (int i = 0; i < sightings.size(); i++) {
      if (sightings.get(i) != null && (best < 0 || isBetter(i, best))) {
        best = i;
      }
    }
    place = best;
    forged = forgedAt(best);
  }

  private boolean isBetter(int one, int other) {
    boolean oneReset = endNs.get(one) != null;
    boolean otherReset = endNs.get(other) != null;
    if (oneReset != otherReset) {
      return oneReset;
    }
    if (!oneReset) {
      return notReset(one, other);
    }
    Reset first = sightings.get(one).record().decidingReset();
    Reset second = sightings.get(other).record().decidingReset();
    boolean isForged = forgedAt(one) != null;
    if (isForged != (forgedAt(other) != null) || first.from() != second.from()) {
      return endNs.get(one) < endNs.get(other);
    }
    boolean nearerClient = one < other;
    return nearerClient == ((first.from() == Role.CLIENT) != isForged);
  }

  private boolean notReset(int one, int other) {
    ConnectionRecord mine = sightings.get(one).record();
    int rank = WITHOUT_RESET.indexOf(mine.verdict());
    int otherRank = WITHOUT_RESET.indexOf(sightings.get(other).record().verdict());
    if (rank != otherRank) {
      return rank < otherRank;
    }
    Repetition again = mine.repetition();
    Role actor = again == null ? Role.CLIENT : again.by();
    return (one < other) == (actor == Role.CLIENT);
  }

  /** The forged packet that is the deciding one at this place, null for none. */
  private Stray forgedAt(int at) {
    EndedBy by = sightings.get(at).diagnosis().endedBy();
    Reset reset = sightings.get(at).record().decidingReset();
    long frame = reset != null ? reset.at().frame() : by == null ? 0 : by.frame();
    return strays.stream()
        .filter(stray -> stray.kind() == Stray.Kind.FORGED && frame > 0 && stray.frame(at) == frame)
        .findFirst()
        .orElse(null);
  }

  /** Who ended it, null for nobody. */
  Ender endedBy() {
    EndedBy by = diagnosis().endedBy();
    if (forged != null && forged.reset()) {
      Reset reset = record().decidingReset();
      return new Ender(Role.MIDDLEBOX, record().endpoint(reset.from()), reset.from(), place, reset.at().frame());
    }
    return by == null
        ? null
        : new Ender(
            by.role(), by.endpoint(), by.role() == Role.MIDDLEBOX ? record().sideOf(by.endpoint()) : null, place,
            by.frame());
  }

  /** The diagnosis of the point nearest to {@code side}. */
  Diagnosis nearest(Role side) {
    Stream<Sighting> seen = sightings.stream().filter(each -> each != null);
    List<Sighting> all = seen.toList();
    return all.get(side == Role.CLIENT ? 0 : all.size() - 1).diagnosis();
  }

  /**
   * Causes, best first.
   *
   * @param names of the points, by place
   */
  List<JointFinding> findings(List<String> names) {
    List<JointFinding> base = new ArrayList<>();
    for (Finding finding : diagnosis().findings()) {
      base.add(joint(finding));
    }
    JointFinding forgotten = forgotten(names);
    if (forgotten != null) {
      List<JointFinding> found = new ArrayList<>(List.of(forgotten));
      base.stream().filter(each -> each.cause() != forgotten.cause())
          .map(each -> forged == null ? each : onlyPossible(each)).forEach(found::add);
      return found;
    }
    if (forged != null && forged.reset()) {
      return ofDevice(base, names);
    }
    return switch (verdict()) {
      case SYN_UNANSWERED -> connecting(base, names);
      case RST_TO_SYN -> base;
      case TIMED_OUT -> timedOut(base, names);
      default -> ignored(base, names);
    };
  }

  private JointFinding joint(Finding finding) {
    List<JointEvidence> evidence =
        finding.evidence().stream().map(each -> new JointEvidence(place, each.frame(), each.fact())).toList();
    return new JointFinding(finding.cause(), finding.confidence(), evidence, finding.harmful());
  }

  private List<JointFinding> ofDevice(List<JointFinding> base, List<String> names) {
    List<JointFinding> devices = base.stream().filter(each -> OF_DEVICES.contains(each.cause())).toList();
    Cause usual = verdict() == Verdict.RST_TO_SYN ? Cause.PATH_REJECT : Cause.INJECTED_RESET;
    Cause cause = devices.isEmpty() ? usual : devices.get(0).cause();
    JointEvidence proof =
        new JointEvidence(
            place, forged.frame(place), "nobody sent this reset: it is not in the capture at "
                + names.get(place == forged.before() ? forged.behind() : forged.before()));
    List<JointFinding> sharpened = new ArrayList<>();
    sharpened.add(sharpen(base, cause, forged.confidence(), proof));
    devices.stream().filter(each -> each.cause() != cause).map(Judge::onlyPossible).forEach(sharpened::add);
    return sharpened;
  }

  /**
   * A device that translates addresses and knows a connection no more: what one side sends does not pass it, and what the
   * other side sends it takes for its own and answers by a reset (RFC 9293 section 3.10.7.1). Null where nothing shows that.
   */
  private JointFinding forgotten(List<String> names) {
    for (Stray answer : strays) {
      if (answer.kind() == Stray.Kind.FORGED && answer.reset() && translating.contains(answer.before())) {
        Role asker = answer.from() == Role.CLIENT ? Role.SERVER : Role.CLIENT;
        Stray question = lastLost(asker, answer);
        Stray own = lastLost(answer.from(), answer);
        if (question != null && own != null) {
          return new JointFinding(
              Cause.NAT_STATE_LOST, Confidence.LIKELY,
              List.of(
                  fact(answer, "nobody sent this reset, and addresses are translated there: it came from the device"),
                  vanished(List.of(question), "packet that it answers", names),
                  vanished(List.of(own), "last packet of the " + own.from().id(), names)),
              true);
        }
      }
    }
    return null;
  }

  /** The last packet of {@code from} that was lost where {@code other} was made. */
  private Stray lastLost(Role from, Stray other) {
    return lost(from).filter(stray -> stray.before() == other.before()).reduce((first, next) -> next).orElse(null);
  }

  private static JointEvidence fact(Stray stray, String fact) {
    int seenAt = stray.frame(stray.before()) > 0 ? stray.before() : stray.behind();
    return new JointEvidence(seenAt, stray.frame(seenAt), fact);
  }

  private static JointFinding onlyPossible(JointFinding finding) {
    return new JointFinding(finding.cause(), Confidence.POSSIBLE, finding.evidence(), finding.harmful());
  }

  /** The finding of {@code cause} with a proof before its other evidence. */
  private static JointFinding sharpen(List<JointFinding> base, Cause cause, Confidence confidence, JointEvidence proof) {
    List<JointEvidence> evidence = new ArrayList<>(List.of(proof));
    base.stream().filter(each -> each.cause() == cause).forEach(each -> evidence.addAll(each.evidence()));
    return new JointFinding(cause, confidence, List.copyOf(evidence), true);
  }

  private List<JointFinding> connecting(List<JointFinding> base, List<String> names) {
    List<Stray> answers = lost(Role.SERVER).filter(Stray::syn).toList();
    List<Stray> questions = lost(Role.CLIENT).filter(Stray::syn).toList();
    if (!answers.isEmpty()) {
      return alone(base, Cause.SYNACK_LOST, answers, "SYN-ACK", names);
    }
    return questions.isEmpty() ? base : alone(base, Cause.SYN_DROPPED, questions, "SYN", names);
  }

  private List<JointFinding> alone(List<JointFinding> base, Cause cause, List<Stray> strays, String what, List<String> names) {
    return List.of(sharpen(base, cause, surest(strays), vanished(strays, what, names)));
  }

  private static Confidence surest(List<Stray> strays) {
    return strays.stream().map(Stray::confidence).min(Confidence::compareTo).orElseThrow();
  }

  private Stream<Stray> lost(Role from) {
    return strays.stream().filter(stray -> stray.kind() == Stray.Kind.LOST && stray.from() == from);
  }

  private static JointEvidence vanished(List<Stray> strays, String what, List<String> names) {
    Stray first = strays.get(0);
    int seenAt = first.frame(first.before()) > 0 ? first.before() : first.behind();
    String many = strays.size() == 1 ? "the " + what + " was" : strays.size() + " of the " + what + "s were";
    return new JointEvidence(
        seenAt, first.frame(seenAt),
        many + " lost between " + names.get(first.before()) + " and " + names.get(first.behind()));
  }

  private List<JointFinding> timedOut(List<JointFinding> base, List<String> names) {
    Repetition again = record().repetition();
    if (again == null) {
      return base;
    }
    List<Stray> data = lost(again.by()).filter(stray -> stray.bytes() > 0).toList();
    if (data.isEmpty()) {
      return base;
    }
    if (onlyLargeVanish(again.by(), data)) {
      return alone(base, Cause.PATH_MTU_BLACK_HOLE, data, "large segment", names);
    }
    Cause forgot =
        base.stream().map(JointFinding::cause)
            .filter(cause -> cause == Cause.MIDDLEBOX_IDLE_TIMEOUT || cause == Cause.NAT_STATE_LOST)
            .findFirst().orElse(null);
    Cause cause = forgot != null ? forgot : base.isEmpty() ? Cause.RETRANSMISSION_TIMEOUT : base.get(0).cause();
    List<JointFinding> sharpened = new ArrayList<>();
    sharpened.add(sharpen(base, cause, surest(data), vanished(data, "segment", names)));
    base.stream().filter(each -> each.cause() != cause).forEach(sharpened::add);
    return sharpened;
  }

  /** Whether each lost segment is larger than the largest that arrived, and those that arrived show that the way is open. */
  private boolean onlyLargeVanish(Role from, List<Stray> data) {
    long smallest = data.stream().mapToLong(Stray::bytes).min().orElseThrow();
    return data.size() >= LEAST_LARGE && largestArrived.of(from) > 0 && smallest > largestArrived.of(from);
  }

  /** Largest payload that arrived, by side. */
  interface Largest {
    long of(Role from);
  }

  private Largest largestArrived = from -> 0;
  private Set<Integer> translating = Set.of();

  /**
   * @param arrived the largest payload that arrived
   * @param translatedBehind places behind which addresses are translated
   */
  Judge with(Largest arrived, Set<Integer> translatedBehind) {
    largestArrived = arrived;
    translating = translatedBehind;
    return this;
  }

  private List<JointFinding> ignored(List<JointFinding> base, List<String> names) {
    Stray reset =
        strays.stream()
            .filter(stray -> stray.kind() == Stray.Kind.FORGED && stray.reset()).findFirst().orElse(null);
    if (reset == null || base.stream().noneMatch(each -> each.cause() == Cause.IGNORED_RESET)) {
      return base;
    }
    int seenAt = reset.frame(reset.before()) > 0 ? reset.before() : reset.behind();
    JointEvidence proof =
        new JointEvidence(
            seenAt, reset.frame(seenAt), "nobody sent this reset: it is not in the capture at "
                + names.get(seenAt == reset.before() ? reset.behind() : reset.before()));
    List<JointFinding> sharpened = new ArrayList<>();
    for (JointFinding each : base) {
      sharpened.add(
          each.cause() == Cause.IGNORED_RESET
              ? new JointFinding(
                  each.cause(), reset.confidence(),
                  Stream.concat(Stream.of(proof), each.evidence().stream()).toList(), each.harmful())
              : each);
    }
    return sharpened;
  }

  /** When what decided came, by the point's own clock; null where no reset ended it there. */
  static Moment end(ConnectionRecord record) {
    boolean wasReset = record.verdict().id().startsWith("rst-");
    return wasReset && record.decidingReset() != null ? record.decidingReset().at() : null;
  }
}
