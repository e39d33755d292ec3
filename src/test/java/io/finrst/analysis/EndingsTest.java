package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is told of each of {@link Endings}, verdict and causes: neighbours in the table show what each difference is worth.
 * Run with {@code -Dsnapshot.update} to write it anew, and read what changed.
 */
class EndingsTest {
  private static final Path TOLD = Path.of("src/test/resources/endings.txt");

  @Test
  void areToldAsBefore() throws IOException {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    Endings.all()
        .forEach((name, script) -> groups.computeIfAbsent(told(script), any -> new ArrayList<>()).add("  " + name));
    List<String> lines = new ArrayList<>();
    groups.forEach(
        (told, names) -> {
          lines.add(told);
          lines.addAll(names);
        });
    if (Boolean.getBoolean("snapshot.update")) {
      Files.write(TOLD, lines);
      fail(TOLD + " was written anew; review the change and run without -Dsnapshot.update");
    }
    assertThat(lines).as("run with -Dsnapshot.update").isEqualTo(Files.readAllLines(TOLD));
  }

  private static String told(String script) {
    Found found = Found.inScript(script);
    int last = found.connections().size() - 1;
    ConnectionRecord connection = found.connections().get(last);
    Diagnosis diagnosis = found.diagnoses().get(last);
    StringBuilder text = new StringBuilder(connection.verdict().id());
    for (Finding finding : diagnosis.findings()) {
      text.append(", ").append(finding.cause().id()).append(' ').append(finding.confidence().id());
    }
    return text.toString();
  }
}
