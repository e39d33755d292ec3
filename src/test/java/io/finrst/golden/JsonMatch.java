package io.finrst.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares JSON by meaning. Of an object only the keys that are expected count, at every depth, so that an added key
 * breaks nothing; an array must have as many elements as expected, each matching; numbers are equal as numbers.
 */
final class JsonMatch {
  private final List<String> differences = new ArrayList<>();

  private JsonMatch() {}

  /** One line for each place where {@code found} is not what is {@code expected}; empty when it is. */
  static List<String> differences(Object expected, Object found) {
    JsonMatch match = new JsonMatch();
    match.compare("", expected, found);
    return match.differences;
  }

  private void compare(String path, Object expected, Object found) {
    if (expected instanceof Map<?, ?> members && found instanceof Map<?, ?> object) {
      members.forEach(
          (key, member) -> {
            if (object.containsKey(key)) {
              compare(path + "." + key, member, object.get(key));
            } else {
              differences.add(path + "." + key + ": missing");
            }
          });
    } else if (expected instanceof List<?> list && found instanceof List<?> array) {
      if (list.size() != array.size()) {
        differences.add(path + ": " + list.size() + " elements expected, found " + array.size() + ": " + array);
        return;
      }
      for (int i = 0; i < list.size(); i++) {
        compare(path + "[" + i + "]", list.get(i), array.get(i));
      }
    } else if (expected instanceof Number a && found instanceof Number b) {
      if (Math.abs(a.doubleValue() - b.doubleValue()) > 1e-9) {
        differences.add(path + ": " + a + " expected, found " + b);
      }
    } else if (!Objects.equals(expected, found)) {
      differences.add(path + ": " + expected + " expected, found " + found);
    }
  }
}
