package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.ways.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is told of every ending of {@link EveryCauseTest}, and of every recorded connection: each cause with its
 * confidence, each sentence with the frame that shows it. Run with {@code -Dsnapshot.update} to write it anew, and read what changed.
 */
class EvidenceTest {
  private static final Path TOLD = Path.of("src/test/resources/evidence.txt");
  private static final String ENDING = "# ";

  private static final Map<String, String> told = new LinkedHashMap<>();

  /**
   * An ending and what is told of it.
   *
   * @param name what it is known by in the file
   * @param findings causes, the best first
   */
  private record Ending(String name, List<Finding> findings) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Ending> endings() throws IOException {
    List<Ending> all = new ArrayList<>();
    EveryCauseTest.CASES.forEach(each -> all.add(new Ending(each.toString(), each.findings())));
    for (Path capture : Captures.all().toList()) {
      Found found = Found.inFiles(capture);
      for (int i = 0; i < found.diagnoses().size(); i++) {
        long stream = found.connections().get(i).tcpStream();
        all.add(new Ending(capture.getFileName() + " " + stream, found.diagnoses().get(i).findings()));
      }
    }
    return all;
  }

  @BeforeAll
  static void read() throws IOException {
    if (Boolean.getBoolean("snapshot.update")) {
      StringBuilder all = new StringBuilder();
      endings().forEach(each -> all.append(ENDING).append(each).append('\n').append(text(each)));
      Files.writeString(TOLD, all);
      fail(TOLD + " was written anew; review the change and run without -Dsnapshot.update");
    }
    for (String ending : Files.readString(TOLD).split("(?m)^" + ENDING)) {
      int line = ending.indexOf('\n');
      if (line > 0) {
        told.put(ending.substring(0, line), ending.substring(line + 1));
      }
    }
  }

  private static String text(Ending ending) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : ending.findings) {
      text.append(finding.cause().id()).append(' ').append(finding.confidence().id()).append('\n');
      for (Evidence evidence : finding.evidence()) {
        text.append("  %4s  %s\n".formatted(evidence.frame() == 0 ? "" : evidence.frame(), evidence.fact()));
      }
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void isToldAsBefore(Ending ending) {
    assertThat(text(ending)).as("%s: run with -Dsnapshot.update", ending).isEqualTo(told.get(ending.name));
  }

  @Test
  void noOtherIsTold() throws IOException {
    assertThat(told.keySet()).containsExactlyElementsOf(endings().stream().map(Ending::name).toList());
  }
}
