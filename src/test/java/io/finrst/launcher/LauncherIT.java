package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static io.finrst.launcher.Launch.SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the launcher may lie, what it needs, and what it says when that is missing. */
class LauncherIT {
  private static final Path SAMPLE = SAMPLES.resolve("connection-refused-by-closed-port.pcap");

  @TempDir Path folder;

  @Test
  void everyoneMayReadAndRunIt() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(FINRST))).isEqualTo("rwxr-xr-x");
  }

  @Test
  void copyInFolderWithSpaceRuns() throws Exception {
    assertVersion(Launch.of(copy(), "--version").run());
  }

  @Test
  void symbolicLinkRuns() throws Exception {
    assertVersion(Launch.of(Files.createSymbolicLink(folder.resolve("a link"), copy()), "--version").run());
  }

  @Test
  void copyOnThePathRunsByItsName() throws Exception {
    String path = copy().getParent() + ":" + System.getenv("PATH");
    assertVersion(Launch.of("sh", "-c", "finrst --version").with("PATH", path).run());
  }

  @Test
  void argumentsArriveAsTyped() throws Exception {
    Path odd = Files.copy(SAMPLE, folder.resolve("two  spaces $HOME *.pcap"));
    assertThat(Launch.of(FINRST, "--json", odd).run()).satisfies(LauncherIT::isTheSample);
  }

  @Test
  void fileNameOutsideAsciiOpensUnderTheCLocale() throws Exception {
    String script = "f=$(printf '%s/caf\\303\\251.pcap' \"$1\") && cp \"$2\" \"$f\" && exec \"$0\" --json \"$f\"";
    for (String locale : new String[] {"C", "POSIX", ""}) {
      Launch launch = Launch.of("sh", "-c", script, FINRST, folder, SAMPLE);
      Result result = launch.with("LC_ALL", locale).with("LANG", null).run();
      assertThat(result).as("LC_ALL=%s", locale).satisfies(LauncherIT::isTheSample);
    }
  }

  /** A name that is no UTF-8, by itself and in a folder, under several locales and from inside such a folder. */
  @Test
  void textIsAsciiWhereTheLocaleIsNotUtf8() throws Exception {
    for (String locale : new String[] {"C", "POSIX"}) {
      Launch.Result ascii = Launch.of(Launch.FINRST, Launch.SAMPLES).with("LC_ALL", locale).run();
      assertThat(ascii.out().chars()).as(locale).allMatch(c -> c < 0x7f);
      assertThat(ascii.out()).contains(" -> ");
    }
    assertThat(Launch.of(Launch.FINRST, Launch.SAMPLES).with("LC_ALL", "C.UTF-8").run().out()).contains("\u2192");
  }

  @Test
  void fileNameOfAnyBytesOpens() throws Exception {
    String script =
        "d=$1/$(printf 'f\\377') && mkdir -p \"$d\" && f=$d/$(printf 'x\\351\\303\\251\\n.pcap') && cp \"$2\" \"$f\""
            + " && cd \"$d\" && exec \"$0\" --json ";
    String each = "\\uDCFF/x\\uDCE9\\u00E9\\n.pcap\"";
    for (String locale : new String[] {"C", "C.UTF-8", "xx_XX.UTF-8"}) {
      for (String word : new String[] {"\"$f\"", "\"$d\"/*", "\"$d/x*\"", "./*.pcap", "."}) {
        Launch launch = Launch.of("sh", "-c", script + word, FINRST, folder, SAMPLE);
        Result result = launch.with("LC_ALL", locale).run();
        assertThat(result).as("%s under LC_ALL=%s", word, locale).satisfies(LauncherIT::isTheSample);
        assertThat(result.out()).contains(word.startsWith(".") ? "x\\uDCE9\\u00E9\\n.pcap\"" : each);
      }
    }
  }

  @Test
  void fileNameOfAnyBytesIsSaidWithThem() throws Exception {
    Result result = Launch.of("sh", "-c", "exec \"$0\" \"$(printf 'no\\377such\\033m')\"", FINRST).run();
    assertThat(result.err()).isEqualTo("finrst: no\\xffsuch\\x1bm: no such file\n");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void javaOnThePathServesWithoutJavaHome() throws Exception {
    String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    assertVersion(Launch.of(FINRST, "--version").with("JAVA_HOME", null).with("PATH", path).run());
  }

  @Test
  void javaHomeWithoutJavaFallsBackToThePath() throws Exception {
    String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    assertVersion(Launch.of(FINRST, "--version").with("JAVA_HOME", folder).with("PATH", path).run());
  }

  @Test
  void noJavaIsOneClearLine() throws Exception {
    Result result = Launch.of(FINRST, SAMPLE).with("JAVA_HOME", null).with("PATH", folder).run();
    assertRefused(result, "no java in JAVA_HOME or on the PATH; Java 17 or newer is needed");
  }

  @Test
  void oldJavaIsOneClearLine() throws Exception {
    Path home = fakeJava("exit 99");
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"N/A\"\nJAVA_VERSION=\"11.0.22\"\n");
    Result result = Launch.of(FINRST, SAMPLE).with("JAVA_HOME", home).run();
    assertRefused(result, home + "/bin/java is Java 11.0.22; Java 17 or newer is needed");
  }

  @Test
  void oldJavaThatKeepsNoReleaseFileIsOneClearLine() throws Exception {
    Path home = fakeJava("echo 'openjdk version \"1.8.0_392\"' >&2; echo 'OpenJDK Runtime Environment' >&2");
    Result result = Launch.of(FINRST, SAMPLE).with("JAVA_HOME", home).run();
    assertRefused(result, home + "/bin/java is Java 1.8.0_392; Java 17 or newer is needed");
  }

  @Test
  void brokenJavaIsOneClearLine() throws Exception {
    Path home = fakeJava("echo 'libjvm.so: cannot open shared object file' >&2; exit 1");
    Result result = Launch.of(FINRST, SAMPLE).with("JAVA_HOME", home).run();
    assertRefused(result, home + "/bin/java does not start; Java 17 or newer is needed");
  }

  @Test
  void ownJavaOptionsReachTheJvm() throws Exception {
    Result result = Launch.of(FINRST, "--version").with("FINRST_JAVA_OPTS", "-Xmx64m --show-version").run();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("Runtime Environment").contains("finrst ");
  }

  @Test
  void javaOptionsOfOtherProgramsChangeNothing() throws Exception {
    Launch launch = Launch.of(FINRST, "--version");
    for (String name : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"}) {
      launch.with(name, "-Dsomething=else");
    }
    assertVersion(launch.run());
  }

  @Test
  void captureMayComeThroughPipe() throws Exception {
    List<Result> results = Launch.pipe(Launch.of("cat", SAMPLE), Launch.of(FINRST, "--json", "-"));
    assertThat(results.get(1)).satisfies(LauncherIT::isTheSample);
  }

  @Test
  void closedStreamsFailWhereTheyAreNeeded() throws Exception {
    assertThat(shell("\"$0\" --json \"$1\" <&- 2>&-")).satisfies(LauncherIT::isTheSample);
    assertThat(shell("\"$0\" \"$1\" <&- >&- 2>&-").exit()).isEqualTo(74);
    Result noOutput = shell("\"$0\" \"$1\" >&-");
    assertThat(noOutput.err()).isEqualTo("finrst: cannot write the report: Bad file descriptor\n");
    assertThat(noOutput.exit()).isEqualTo(74);
    Result noInput = shell("\"$0\" - <&-");
    assertThat(noInput.err()).startsWith("finrst: -: Bad file descriptor").hasLineCount(1);
    assertThat(noInput.exit()).isEqualTo(2);
  }

  private static Result shell(String command) throws Exception {
    return Launch.of("sh", "-c", command, FINRST, SAMPLE).run();
  }

  @Test
  void readerThatStopsEarlyEndsItQuietly() throws Exception {
    for (Launch reader : new Launch[] {Launch.of("head", "-1"), Launch.of("true")}) {
      Result finrst = Launch.pipe(Launch.of(FINRST, "--json", SAMPLES), reader).get(0);
      assertThat(finrst.err()).isEmpty();
      assertThat(finrst.exit()).isIn(0, 141);
    }
  }

  private Path copy() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("my tools"));
    return Files.copy(FINRST, bin.resolve("finrst"), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** A JAVA_HOME whose java is a shell script. */
  private Path fakeJava(String script) throws IOException {
    Path home = Files.createDirectory(folder.resolve("old java"));
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static void assertVersion(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith("finrst ").hasLineCount(1);
    assertThat(result.exit()).isZero();
  }

  private static void assertRefused(Result result, String reason) {
    assertThat(result.err()).isEqualTo("finrst: " + reason + "\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(2);
  }

  private static void isTheSample(Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("\"verdict\":\"rst-to-syn\"");
    assertThat(result.exit()).isZero();
  }
}
