package io.finrst.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long texts on a terminal, which script(1) plays here. */
class PagerIT {
  @BeforeEach
  void terminal() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
  }

  private static Launch onTerminal(String arguments) {
    return Launch.of("script", "-qec", "'" + Launch.FINRST + "' " + arguments, "/dev/null")
        .with("TERM", "xterm")
        .with("PAGER", null)
        .with("FINRST_PAGER", null)
        .with("LANG", "C.UTF-8");
  }

  @Test
  void theReportGoesThroughThePagerInColour() throws Exception {
    Launch.Result read = onTerminal("--explain " + Launch.SAMPLES).with("FINRST_PAGER", "sed 's/^/paged /'").run();
    assertThat(read.exit()).isZero();
    assertThat(read.out()).startsWith("paged ").contains("\u001b[");
  }

  @Test
  void aReaderWhoLeavesEarlyLeavesNoTraceAndTheStatusOfTheAnalysis() throws Exception {
    Launch.Result left = onTerminal("--explain --fail-on rst " + Launch.SAMPLES).with("PAGER", "head -n 2").run();
    assertThat(left.exit()).isEqualTo(1);
    assertThat(left.out().lines()).hasSize(3).last().asString().startsWith("finrst: --fail-on matched "); // on stderr
  }

  @Test
  void withoutAPagerTheReportIsThereAllTheSame() throws Exception {
    String whole = onTerminal("--no-pager --explain " + Launch.SAMPLES).run().out();
    assertThat(whole).contains("Summary");
    for (String none : new String[] {"", "cat", "no-such-pager -x"}) {
      assertThat(onTerminal("--explain " + Launch.SAMPLES).with("FINRST_PAGER", none).run().out()).as(none).isEqualTo(whole);
    }
  }

  @Test
  void explainIsPagedToo() throws Exception {
    assertThat(onTerminal("explain 104").with("PAGER", "sed 's/^/paged /'").run().out()).startsWith("paged ");
  }

  @Test
  void otherReportsAreNot() throws Exception {
    assertThat(onTerminal(Launch.SAMPLES.toString()).with("PAGER", "false").run().out()).contains("Summary");
  }
}
