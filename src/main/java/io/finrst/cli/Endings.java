package io.finrst.cli;

import io.finrst.compare.Comparison;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Finding;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Endings as users name them: by verdict, or by cause where that is the best one found.
 *
 * @param verdicts any of these
 * @param causes or any of these
 */
record Endings(Set<Verdict> verdicts, Set<Cause> causes) {

  /** Whether {@code c} ended so. Its diagnosis is asked for only where its verdict does not tell. */
  boolean include(AnalysedConnection c) {
    return verdicts.contains(c.verdict()) || !causes.isEmpty() && isBest(c.diagnosis().findings());
  }

  /** Whether {@code c} ended so at several points together. */
  boolean include(Comparison c) {
    return verdicts.contains(c.verdict()) || !c.findings().isEmpty() && causes.contains(c.findings().get(0).cause());
  }

  private boolean isBest(List<Finding> findings) {
    return !findings.isEmpty() && causes.contains(findings.get(0).cause());
  }

  /** The endings of a comma-separated list. */
  static Endings parse(String list) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (String name : list.toLowerCase(Locale.ROOT).split(",", -1)) {
      Optional<Cause> cause = Cause.byId(name);
      Set<Verdict> named = VerdictNames.named(name);
      if (named.isEmpty() && cause.isEmpty()) {
        String hint =
            Nearest.to(name, new Words())
                .orElseGet(() -> Nearest.hint(name, new VerdictNames.Words()) + ", and what finrst causes lists");
        throw new TypeConversionException("unknown verdict or cause '" + name + "'; " + hint);
      }
      verdicts.addAll(named);
      cause.ifPresent(causes::add);
    }
    return new Endings(verdicts, causes);
  }

  /** For options. */
  static final class Parser implements ITypeConverter<Endings> {
    @Override
    public Endings convert(String list) {
      return parse(list);
    }
  }

  /** All that may be typed; also for shell completion. */
  static final class Words extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Words() {
      super(new VerdictNames.Words());
      addAll(Cause.ids());
    }
  }
}
