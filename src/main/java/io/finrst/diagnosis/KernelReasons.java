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
      return disowned(ending, reset, matches);
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

  /** No socket sent it, which proves the one cause of which no more is true than that. */
  private List<Match> disowned(Ending ending, Reset reset, List<Match> matches) {
    boolean refusal = ending.record().verdict() == Verdict.RST_TO_SYN;
    KnownCause cause = of(refusal ? KernelStance.DISOWNED_REFUSAL : KernelStance.DISOWNED);
    if (!refusal && ending.origin().maybeByItsHostsFilter()) {
      return byFilterOrDevice(reset, cause, matches);
    }
    Evidence word =
        new Evidence(reset.at().frame(), "the kernel of the " + reset.from().id() + " did not send this reset");
    List<Match> fitting = matches.stream().filter(match -> isCaseOf(cause, match)).toList();
    if (fitting.isEmpty()) {
      return List.of(proved(cause, word, reset.from()));
    }
    Match best = fitting.get(0);
    if (best.known() == cause) {
      return List.of(proved(best, word));
    }
    List<Match> left = new ArrayList<>(fitting); // what packets show of a special case is as sure as it was
    left.set(0, atMost(Confidence.LIKELY, best, List.of(word)));
    return List.copyOf(left);
  }

  /** The host's own packet filter is no socket either, so that nothing is proved against anybody. */
  private List<Match> byFilterOrDevice(Reset reset, KnownCause forged, List<Match> matches) {
    String fact = "no socket of the " + reset.from().id() + " sent this reset: its host's packet filter did, or a device";
    Evidence word = new Evidence(reset.at().frame(), fact);
    KnownCause filtered = of(KernelStance.DISOWNED_REFUSAL);
    List<Match> left = new ArrayList<>();
    for (Match match : matches) {
      if (isCaseOf(forged, match)) {
        left.add(atMost(match.known() == forged ? Confidence.POSSIBLE : Confidence.LIKELY, match, List.of(word)));
      }
    }
    if (left.stream().noneMatch(match -> match.known() == filtered)) {
      left.add(new Match(filtered, Confidence.POSSIBLE, reset.from(), false, false, List.of(word)));
    }
    left.sort(bestFirst);
    return List.copyOf(left);
  }

  private KnownCause of(KernelStance stance) {
    return causes.all().stream().filter(each -> each.facts().kernelStance() == stance).findFirst().orElseThrow();
  }

  private static boolean isCaseOf(KnownCause cause, Match match) {
    return match.known() == cause || match.known().facts().specialCaseOf().contains(cause.cause());
  }

  private List<Match> heeding(KernelReason reason, List<Match> left, Evidence word) {
    List<Match> fitting =
        left.stream().filter(match -> match.known().facts().kernelReasons().contains(reason)).toList();
    Match best = fitting.isEmpty() ? left.get(0) : fitting.get(0);
    boolean alone = fitting.stream().allMatch(each -> each == best || isStrictlyAbove(best, each));
    boolean certain = !fitting.isEmpty() && alone;
    List<Match> heeded = new ArrayList<>(left);
    // one reset has one cause: what the same reason fits as well is no longer certain
    heeded.replaceAll(match -> fitting.contains(match) ? atMost(Confidence.LIKELY, match, List.of()) : match);
    heeded.set(left.indexOf(best), certain ? proved(best, word) : atMost(Confidence.LIKELY, best, List.of(word)));
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
    return new Match(match.known(), Confidence.CERTAIN, match.actor(), false, true, after(List.of(word), match));
  }

  private static Match atMost(Confidence most, Match match, List<Evidence> words) {
    Confidence confidence = match.confidence().compareTo(most) < 0 ? most : match.confidence();
    return new Match(match.known(), confidence, match.actor(), match.second(), false, after(words, match));
  }

  private static List<Evidence> after(List<Evidence> words, Match match) {
    List<Evidence> evidence = new ArrayList<>(words);
    evidence.addAll(match.evidence());
    return List.copyOf(evidence);
  }
}
