package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.KernelReset;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the kernel's own word on a reset does to the causes found on the wire: it excludes those that name other reasons
 * and makes one certain that alone is left of those that name this one. Where several are, packets must have told them
 * apart.
 */
final class KernelReasons {
  private final Causes causes;
  private final Comparator<Match> bestFirst;

  KernelReasons(Causes causes) {
    this.causes = causes;
    bestFirst = causes.bestFirst();
  }

  /** {@code matches}, best first, in the light of what the kernels said of the deciding reset. */
  List<Match> weigh(Ending ending, List<Match> matches) {
    ConnectionRecord c = ending.record();
    Reset reset = ending.reset();
    if (reset == null) {
      return matches;
    }
    if (c.kernel().disowns(reset)) {
      return disowned(c, reset, matches);
    }
    KernelReset sent = c.kernel().sent(reset, c);
    KernelReason reason = sent == null ? null : KernelReason.of(sent.reason()).orElse(null);
    if (reason == null) {
      return matches;
    }
    List<Match> left = matches.stream().filter(match -> match.known().facts().isLeftBy(reason)).toList();
    Evidence word = evidence(sent, reset);
    return left.isEmpty() ? usual(reason, c.verdict(), word, reset.from()) : heeding(reason, left, word);
  }

  private static Evidence evidence(KernelReset sent, Reset reset) {
    StringBuilder fact = new StringBuilder("the kernel of the ");
    fact.append(reset.from().id()).append(" sent it: reason ").append(sent.reason());
    if (!sent.tcpState().isEmpty() && !sent.tcpState().equals("UNKNOWN")) {
      fact.append(", socket in state ").append(sent.tcpState());
    }
    if (!sent.process().isEmpty()) {
      fact.append(", by process ").append(sent.process());
    }
    return new Evidence(reset.at().frame(), fact.toString());
  }

  /** Someone else than the kernel sent it, which proves the one cause of which that is true. */
  private List<Match> disowned(ConnectionRecord c, Reset reset, List<Match> matches) {
    boolean refusal = c.verdict() == Verdict.RST_TO_SYN;
    KernelStance stance = refusal ? KernelStance.DISOWNED_REFUSAL : KernelStance.DISOWNED;
    KnownCause cause =
        causes.all().stream().filter(each -> each.facts().kernelStance() == stance).findFirst().orElseThrow();
    Evidence word =
        new Evidence(reset.at().frame(), "the kernel of the " + reset.from().id() + " did not send this reset");
    return matches.stream()
        .filter(match -> match.known() == cause)
        .findFirst()
        .map(match -> List.of(proved(match, word)))
        .orElseGet(() -> List.of(proved(cause, word, reset.from())));
  }

  private List<Match> heeding(KernelReason reason, List<Match> left, Evidence word) {
    List<Match> fitting =
        left.stream().filter(match -> match.known().facts().kernelReasons().contains(reason)).toList();
    Match best = fitting.isEmpty() ? left.get(0) : fitting.get(0);
    boolean alone = fitting.stream().allMatch(each -> each == best || isStrictlyAbove(best, each));
    boolean certain = !fitting.isEmpty() && alone;
    List<Match> heeded = new ArrayList<>(left);
    heeded.set(left.indexOf(best), certain ? proved(best, word) : atMostLikely(best, word));
    if (certain) {
      heeded.sort(bestFirst);
    }
    return List.copyOf(heeded);
  }

  private static boolean isStrictlyAbove(Match best, Match other) {
    return best.confidence().compareTo(other.confidence()) < 0
        || best.known().facts().specialCaseOf().contains(other.known().cause());
  }

  /** Where packets show no cause that is left, the one that usually lies behind {@code reason}, if there is one only. */
  private List<Match> usual(KernelReason reason, Verdict verdict, Evidence word, Role actor) {
    List<KnownCause> usual =
        causes.all().stream().filter(each -> each.facts().usualKernelReasons().contains(reason)).toList();
    if (usual.size() > 1) {
      usual = usual.stream().filter(each -> each.facts().usualBehindVerdicts().containsKey(verdict)).toList();
    }
    return usual.size() == 1 ? List.of(proved(usual.get(0), word, actor)) : List.of();
  }

  private static Match proved(KnownCause cause, Evidence word, Role actor) {
    return new Match(cause, Confidence.CERTAIN, actor, false, true, List.of(word));
  }

  private static Match proved(Match match, Evidence word) {
    return new Match(match.known(), Confidence.CERTAIN, match.actor(), false, true, after(word, match));
  }

  private static Match atMostLikely(Match match, Evidence word) {
    Confidence confidence = match.confidence() == Confidence.CERTAIN ? Confidence.LIKELY : match.confidence();
    return new Match(match.known(), confidence, match.actor(), match.second(), false, after(word, match));
  }

  private static List<Evidence> after(Evidence word, Match match) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(word);
    evidence.addAll(match.evidence());
    return List.copyOf(evidence);
  }
}
