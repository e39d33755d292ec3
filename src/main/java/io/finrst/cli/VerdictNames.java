package io.finrst.cli;

import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Verdicts as users write them: ids, and {@code rst} for all that start so. */
final class VerdictNames {
  private VerdictNames() {}

  /** The verdicts of a comma-separated list. */
  static Set<Verdict> parse(String list) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String name : list.toLowerCase(Locale.ROOT).split(",", -1)) {
      Set<Verdict> named = named(name);
      if (named.isEmpty()) {
        throw new TypeConversionException(
            "unknown verdict '" + name + "'; " + Nearest.hint(name, new Words()));
      }
      verdicts.addAll(named);
    }
    return verdicts;
  }

  /** The verdicts of one name, empty for none. */
  static Set<Verdict> named(String name) {
    return Arrays.stream(Verdict.values())
        .filter(v -> v.id().equals(name) || name.equals("rst") && v.id().startsWith("rst-"))
        .collect(Collectors.toSet());
  }

  /** For options. */
  static final class Parser implements ITypeConverter<Set<Verdict>> {
    @Override
    public Set<Verdict> convert(String list) {
      return parse(list);
    }
  }

  /** All that may be typed; also for shell completion. */
  static final class Words extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Words() {
      super(List.of("rst"));
      Arrays.stream(Verdict.values()).map(Verdict::id).forEach(this::add);
    }
  }
}
