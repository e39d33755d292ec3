package io.finrst.ways;

import io.finrst.golden.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** At which keys two JSON objects differ. */
final class Differences {
  private final Set<String> paths = new TreeSet<>();

  private Differences() {}

  /** Keys within keys, joined by dots, those of lists without places. */
  static Set<String> between(String one, String other) {
    Differences differences = new Differences();
    differences.compare("", Json.parse(one).get(0), Json.parse(other).get(0));
    return differences.paths;
  }

  /** The outermost of these keys. */
  static Set<String> top(String one, String other) {
    return between(one, other).stream().map(key -> key.replaceFirst("\\..*", "")).collect(Collectors.toSet());
  }

  private void compare(String path, Object one, Object other) {
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      Set<Object> keys = new TreeSet<>(a.keySet());
      keys.addAll(b.keySet());
      for (Object key : keys) {
        compare(path.isEmpty() ? key.toString() : path + "." + key, a.get(key), b.get(key));
      }
    } else if (one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(path, a.get(i), b.get(i));
      }
    } else if (!Objects.equals(one, other)) {
      paths.add(path);
    }
  }
}
