package io.finrst.diagnosis;

import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The sheet of one cause: what is printed by {@code finrst causes} and {@code finrst explain} and in the documentation,
 * and what ranking, harm and the kernel's word go by.
 *
 * <p>"The actor" is the side whose doing the cause is, the sender of the reset as a rule; "the other" the opposite side.
 *
 * @param meaning one line, no full stop
 * @param onTheWire what it looks like in packets, one or two sentences
 * @param sources RFC sections, kernel functions, papers
 * @param indistinguishableFrom causes that look the same on the wire
 * @param toTellApart the observation that would decide between them, empty when nothing needs deciding
 * @param actorAdvice what to change at the side whose doing it is, the first thing to try first
 * @param otherAdvice what to change at the other side
 * @param harm whether such ends need repair
 * @param needs what the capture must show of a connection for its evidence to count
 * @param kernelStance how it stands to what a kernel says
 * @param kernelReasons reasons of a kernel that fit it
 * @param usualKernelReasons those of them that mean this cause where packets show none
 * @param maybeByIdleTimer whether an idle timer, of a program or of a device, may have brought it about
 * @param usualBehindVerdicts verdicts behind which it is usual, and how frequent it is among the causes of each, from 1
 * @param usualBehindErrors the same for socket errors
 * @param specialCaseOf causes whose conditions hold too where this one is found: it goes before them
 * @param yieldsTo causes that explain more where the evidence for both is equal: they go before it
 */
public record CauseFacts(
    String meaning,
    String onTheWire,
    List<String> sources,
    List<Cause> indistinguishableFrom,
    String toTellApart,
    List<String> actorAdvice,
    List<String> otherAdvice,
    Harm harm,
    Set<Shown> needs,
    KernelStance kernelStance,
    Set<KernelReason> kernelReasons,
    Set<KernelReason> usualKernelReasons,
    boolean maybeByIdleTimer,
    Map<Verdict, Integer> usualBehindVerdicts,
    Map<Errno, Integer> usualBehindErrors,
    Set<Cause> specialCaseOf,
    Set<Cause> yieldsTo) {

  /** Whether a kernel that tells {@code reason} of the reset leaves this cause possible. */
  boolean isLeftBy(KernelReason reason) {
    return kernelStance == KernelStance.INDIFFERENT || kernelReasons.contains(reason);
  }

  /** Takes the facts in the order in which a sheet is read. Look-alikes, ranks and the idle timer default to none. */
  public static final class Builder {
    private final String meaning;
    private String onTheWire;
    private List<String> sources;
    private List<Cause> indistinguishableFrom = List.of();
    private String toTellApart = "";
    private List<String> actorAdvice;
    private List<String> otherAdvice;
    private Harm harm;
    private Set<Shown> needs;
    private KernelStance kernelStance;
    private Set<KernelReason> kernelReasons = Set.of();
    private Set<KernelReason> usualKernelReasons = Set.of();
    private boolean maybeByIdleTimer;
    private Map<Verdict, Integer> usualBehindVerdicts;
    private Map<Errno, Integer> usualBehindErrors;
    private Set<Cause> specialCaseOf = Set.of();
    private Set<Cause> yieldsTo = Set.of();

    Builder(String meaning) {
      this.meaning = meaning;
    }

    public Builder onTheWire(String sentences) {
      onTheWire = sentences;
      return this;
    }

    public Builder sources(String... sources) {
      this.sources = List.of(sources);
      return this;
    }

    /** Each of them must name this one back. */
    public Builder indistinguishableFrom(Cause... causes) {
      indistinguishableFrom = List.of(causes);
      return this;
    }

    public Builder toTellApart(String observation) {
      toTellApart = observation;
      return this;
    }

    public Builder actorAdvice(String... sentences) {
      actorAdvice = List.of(sentences);
      return this;
    }

    public Builder otherAdvice(String... sentences) {
      otherAdvice = List.of(sentences);
      return this;
    }

    public Builder harm(Harm harm) {
      this.harm = harm;
      return this;
    }

    /** Without all of these there is no such cause: it rests on what they show, or on its absence. */
    public Builder needs(Shown... shown) {
      needs = Set.of(shown);
      return this;
    }

    /** Reasons that fit, the usual ones of {@link #usualKernelReasons} aside. */
    public Builder kernelReasons(KernelReason first, KernelReason... others) {
      kernelStance = KernelStance.NAMES_REASONS;
      kernelReasons = and(EnumSet.of(first, others), usualKernelReasons);
      return this;
    }

    public Builder usualKernelReasons(KernelReason first, KernelReason... others) {
      kernelStance = KernelStance.NAMES_REASONS;
      usualKernelReasons = EnumSet.of(first, others);
      kernelReasons = and(usualKernelReasons, kernelReasons);
      return this;
    }

    private static Set<KernelReason> and(Set<KernelReason> some, Set<KernelReason> more) {
      Set<KernelReason> all = EnumSet.copyOf(some);
      all.addAll(more);
      return all;
    }

    /** Any stance but {@link KernelStance#NAMES_REASONS}. */
    public Builder noKernelReason(KernelStance stance) {
      kernelStance = stance;
      return this;
    }

    public Builder maybeByIdleTimer() {
      maybeByIdleTimer = true;
      return this;
    }

    /** It is the {@code place}th most frequent cause behind {@code verdict}, from 1. */
    public Builder usualBehind(Verdict verdict, int place) {
      if (usualBehindVerdicts == null) {
        usualBehindVerdicts = new EnumMap<>(Verdict.class);
      }
      usualBehindVerdicts.put(verdict, place);
      return this;
    }

    public Builder usualBehindNoVerdict() {
      usualBehindVerdicts = Map.of();
      return this;
    }

    /** It is the {@code place}th most frequent cause behind {@code error}, from 1. */
    public Builder usualBehind(Errno error, int place) {
      if (usualBehindErrors == null) {
        usualBehindErrors = new EnumMap<>(Errno.class);
      }
      usualBehindErrors.put(error, place);
      return this;
    }

    public Builder usualBehindNoError() {
      usualBehindErrors = Map.of();
      return this;
    }

    public Builder specialCaseOf(Cause... causes) {
      specialCaseOf = Set.of(causes);
      return this;
    }

    public Builder yieldsTo(Cause... causes) {
      yieldsTo = Set.of(causes);
      return this;
    }

    CauseFacts build() {
      return new CauseFacts(
          meaning,
          Objects.requireNonNull(onTheWire, "onTheWire"),
          Objects.requireNonNull(sources, "sources"),
          indistinguishableFrom,
          toTellApart,
          Objects.requireNonNull(actorAdvice, "actorAdvice"),
          Objects.requireNonNull(otherAdvice, "otherAdvice"),
          Objects.requireNonNull(harm, "harm"),
          Objects.requireNonNull(needs, "needs"),
          Objects.requireNonNull(kernelStance, "kernelStance"),
          kernelReasons,
          usualKernelReasons,
          maybeByIdleTimer,
          Objects.requireNonNull(usualBehindVerdicts, "usualBehindVerdicts"),
          Objects.requireNonNull(usualBehindErrors, "usualBehindErrors"),
          specialCaseOf,
          yieldsTo);
    }
  }
}
