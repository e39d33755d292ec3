package io.finrst.cli;

import static io.finrst.cli.Run.GRACEFUL;
import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.UNREAD;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --baseline}, {@code --fail-on new}, {@code --junit} and {@code --github}. */
class BuildReportTest {
  @TempDir private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aBaselineIsWrittenAndThenKnown() throws IOException {
    String baseline = file("baseline.json");
    Run written = finrst("--baseline", baseline, "--write-baseline", SAMPLES);
    assertThat(written.status()).isZero();
    assertThat(written.err()).isEqualTo("finrst: " + baseline + ": knows 24 kinds of ending\n");
    assertThat(written.out()).isEqualTo(finrst(SAMPLES).out());

    Run known = finrst("--baseline", baseline, "--fail-on", "new", SAMPLES);
    assertThat(known.status()).isZero();
    assertThat(known.err()).isEqualTo("finrst: " + baseline + ": 0 new, 24 known, 0 gone\n");

    byte[] before = Files.readAllBytes(folder.resolve("baseline.json"));
    finrst("--baseline", baseline, "--write-baseline", "--csv", SAMPLES);
    assertThat(Files.readAllBytes(folder.resolve("baseline.json"))).isEqualTo(before);
  }

  @Test
  void whatTheBaselineDoesNotKnowFails() {
    String baseline = file("baseline.json");
    finrst("--baseline", baseline, "--write-baseline", UNREAD);

    Run run = finrst("--baseline", baseline, "--fail-on=new", RACE);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "finrst: " + baseline + ": 1 new, 0 known, 1 gone",
            "finrst: new: rst-after-fin: keepalive-race, by the server, at 10.65.183.130:9000 (1 connection, tcp.stream 0)",
            "finrst: gone: rst-after-data: unread-data-at-close, by the server, at 10.65.119.130:6379",
            "finrst: --fail-on new matched 1 connection");
    assertThat(finrst("--baseline", baseline, "--fail-on", "new:2", RACE).status()).isZero();
    assertThat(finrst("--baseline", baseline, RACE).status()).as("it is said, and that is all").isZero();
    assertThat(finrst("--baseline", baseline, "--only", "graceful", "--fail-on", "new", RACE).status()).isZero();
  }

  @Test
  void severalFilesApartHaveOneBaseline() {
    String baseline = file("baseline.json");
    finrst("--separate", "--baseline", baseline, "--write-baseline", UNREAD, RACE);
    assertThat(finrst("--baseline", baseline, "--fail-on", "new", RACE, UNREAD).status()).isZero();
  }

  @Test
  void aBaselineThatIsMissingOrNoneIsOneLine() throws IOException {
    Run missing = finrst("--baseline", file("none.json"), RACE);
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("finrst: " + file("none.json") + ": no such baseline; --write-baseline makes it\n");
    Files.writeString(folder.resolve("other.json"), "{\"type\": \"summary\"}");
    assertThat(finrst("--baseline", file("other.json"), RACE).err()).contains("other.json: line 1: it is no baseline");
  }

  @Test
  void whatNobodyCouldReadDoesNotEmptyABaseline() throws IOException {
    String baseline = file("baseline.json");
    finrst("--baseline", baseline, "--write-baseline", UNREAD);
    byte[] before = Files.readAllBytes(folder.resolve("baseline.json"));
    Files.writeString(folder.resolve("broken.pcap"), "no capture");
    Run run = finrst("--baseline", baseline, "--write-baseline", "--junit", file("report.xml"), file("broken.pcap"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(Files.readAllBytes(folder.resolve("baseline.json"))).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("report.xml"))).contains("errors=\"1\"", "<error message=");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidWithItsStatus() {
    Run run = finrst("--junit", file("no/such/folder.xml"), RACE);
    assertThat(run.status()).isEqualTo(74);
    assertThat(run.err()).startsWith("finrst: cannot write ");
    assertThat(run.out()).isEqualTo(finrst(RACE).out());
  }

  @Test
  void junitIsWrittenBesideAnyReport() throws IOException {
    finrst("--json", "--junit", file("report.xml"), UNREAD);
    assertThat(Files.readString(folder.resolve("report.xml")))
        .contains("<testsuite name=\"finrst\" tests=\"1\" failures=\"1\"", "finrst --explain --stream 0 " + UNREAD);
  }

  @Test
  void gitHubIsAnnotatedWhereAskedOrWhereItRuns() throws IOException {
    Run asked = finrst("--github", UNREAD);
    assertThat(asked.err()).startsWith("::error title=finrst%3A rst-after-data%3A unread-data-at-close%2C by the server");
    assertThat(asked.out()).isEqualTo(finrst(UNREAD).out());

    Map<String, String> actions = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", file("summary.md"));
    Run there = Run.on(actions, Console.NONE, UNREAD);
    assertThat(there.err().lines()).hasSize(2);
    assertThat(there.err()).startsWith("finrst: annotates this run of GitHub Actions").contains("\n::error title=");
    Run.on(actions, Console.NONE, GRACEFUL);
    assertThat(Files.readString(folder.resolve("summary.md")))
        .contains("### finrst: 1 of 1 connection did not end well", "### finrst: 1 of 1 connection ended well");
    assertThat(Run.on(actions, Console.NONE, "--no-github", UNREAD).err()).isEmpty();
    assertThat(Run.on(actions, Console.NONE, GRACEFUL).err()).isEmpty();
  }

  @Test
  void whatTheBaselineKnowsIsNotAnnotated() {
    String baseline = file("baseline.json");
    finrst("--baseline", baseline, "--write-baseline", UNREAD);
    assertThat(finrst("--baseline", baseline, "--github", UNREAD).err()).doesNotContain("::error");
  }
}
