package io.finrst.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What shells and man make of the scripts and pages that finrst writes for them. */
class ShellIT {
  private static final String BASH =
      "source $0; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _complete_finrst; printf '%s\\n' \"${COMPREPLY[@]}\"";

  @TempDir private static Path folder;

  private static Path script(String shell) throws Exception {
    Launch.Result result = Launch.of(Launch.FINRST, "generate-completion", shell).run();
    assertThat(result.exit()).isZero();
    return Files.writeString(folder.resolve("finrst." + shell), result.out());
  }

  private static void assumeInstalled(String program) {
    boolean there =
        Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    Assumptions.assumeTrue(there, program + " is not installed");
  }

  private static Stream<Arguments> completions() {
    return Stream.of(
        Arguments.of("finrst --expl", "--explain"),
        Arguments.of("finrst a.pcap --group-b", "--group-by"),
        Arguments.of("finrst --only rst-to", "rst-to-syn"),
        Arguments.of("finrst --cause keepalive-r", "keepalive-race"),
        Arguments.of("finrst --group-by ca", "cause"),
        Arguments.of("finrst li", "live"),
        Arguments.of("finrst live -i l", "lo"),
        Arguments.of("finrst live -Q ino", "inout"),
        Arguments.of("finrst lab run reset-on", "reset-on-accept"),
        Arguments.of("finrst lab serve reset-mid", "reset-mid-response"),
        Arguments.of("finrst explain ECONNRES", "ECONNRESET"));
  }

  @ParameterizedTest
  @MethodSource("completions")
  void bashCompletes(String typed, String completed) throws Exception {
    assumeInstalled("bash");
    Launch.Result bash =
        Launch.of("bash", Stream.concat(Stream.of("-c", BASH, script("bash")), Stream.of(typed.split(" "))).toArray()).run();
    assertThat(bash.err()).isEmpty();
    assertThat(bash.out().lines()).contains(completed);
  }

  @ParameterizedTest
  @MethodSource("completions")
  void fishCompletes(String typed, String completed) throws Exception {
    assumeInstalled("fish");
    Launch.Result fish =
        Launch.of("fish", "--no-config", "-c", "source " + script("fish") + "; complete -C '" + typed + "'").run();
    assertThat(fish.out().lines().map(line -> line.split("\t")[0])).contains(completed);
  }

  @Test
  void whereBashKnowsNothingFilesAreMeant() throws Exception {
    assertThat(Files.readString(script("bash"))).contains("-o default").doesNotContain("compopt +o default");
  }

  @Test
  void zshTakesTheScript() throws Exception {
    assumeInstalled("zsh");
    Launch.Result zsh = Launch.of("zsh", "-fc", "source " + script("zsh") + " && echo $_comps[finrst]").run();
    assertThat(zsh.err()).isEmpty();
    assertThat(zsh.out()).contains("bash_complete");
  }

  @Test
  void manualPagesReadWell() throws Exception {
    assertThat(Launch.of(Launch.FINRST, "generate-man", folder.resolve("man")).run().exit()).isZero();
    assertThat(Files.readString(folder.resolve("man/finrst-live.1"))).contains(".SH NAME", "finrst\\-live \\- ", "\\-\\-kernel");
    assumeInstalled("man");
    for (String page : List.of("finrst.1", "finrst-live.1", "finrst-lab-run.1")) {
      Launch.Result read = Launch.of("man", "--warnings", folder.resolve("man").resolve(page)).with("MANWIDTH", 80).run();
      assertThat(read.err()).as(page).isEmpty();
      assertThat(read.out()).contains("NAME", "OPTIONS");
    }
  }
}
