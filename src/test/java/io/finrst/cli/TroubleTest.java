package io.finrst.cli;

import static io.finrst.cli.Run.DROPPED;
import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.SAMPLES;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged input, lost output, and faults. */
class TroubleTest {
  @TempDir Path folder;

  @Test
  void aCutFileIsReportedAsFarAsItGoes() throws IOException {
    String cut = cut("cut.pcap").toString();
    Run run = finrst(cut);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("finrst: " + cut + ": truncated record (140 of 144 bytes) at byte 860\n");
    assertThat(run.out()).contains("syn-unanswered");
  }

  @Test
  void aFindingOutranksDamage() throws IOException {
    assertThat(finrst("--fail-on", "syn-unanswered", cut("cut.pcap").toString()).status()).isEqualTo(1);
  }

  @Test
  void aMissingFileAmongOthersIsSaidAndTheOthersReported() {
    Run run = finrst("no-such.pcap", RACE);

    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("finrst: no-such.pcap: no such file\n");
    assertThat(run.out()).contains("rst-after-fin");
    assertThat(finrst("--separate", "no-such.pcap", RACE).status()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--top=1", "--explain", "--group-by=server", "--separate"})
  void withNothingReadableThereIsNoReport(String option) {
    Run run = finrst(option, "no-such.pcap", "pom.xml");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("finrst: "));
  }

  @Test
  void withNothingReadableJsonIsStillJson() {
    Run run = finrst("--json", "no-such.pcap");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.lines()).hasSize(1);
    assertThat(run.lines().get(0)).contains("\"type\":\"summary\"");
  }

  @Test
  void anEmptyCaptureIsNoError() throws IOException {
    Path empty = folder.resolve("empty.pcap");
    Files.write(empty, Arrays.copyOf(Files.readAllBytes(Path.of(RACE)), 24));

    assertThat(finrst(empty.toString()).status()).isZero();
  }

  @Test
  void aFileNameCannotReachTheTerminal() {
    assertThat(finrst("evil\u001b]0;x.pcap").err()).isEqualTo("finrst: evil\\x1b]0;x.pcap: no such file\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--csv", "--explain", "--top=0"})
  void aReaderWhoGoesAwayEndsTheRunQuietly(String option) {
    Run run = into(failing("Broken pipe"), option, SAMPLES);

    assertThat(run.status()).isEqualTo(141);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "schema", "generate-completion"})
  void aReaderOfHelpMayGoAwayToo(String word) {
    Run run = into(failing("Broken pipe"), word);

    assertThat(run.status()).isEqualTo(141);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aPrintStreamThatHidesTheBrokenPipeIsFoundOut() {
    Run run = into(new PrintStream(failing("Broken pipe"), false, StandardCharsets.UTF_8), "--json", SAMPLES);

    assertThat(run.status()).isEqualTo(141);
  }

  @Test
  void aFullDiskIsNoBrokenPipe() {
    Run run = into(failing("No space left on device"), SAMPLES);

    assertThat(run.status()).isEqualTo(74);
    assertThat(run.err()).isEqualTo("finrst: cannot write the report: No space left on device\n");
  }

  @Test
  void aFaultOfFinrstIsOneLineAndExitsWithSeventy() {
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("boom");
          }
        };

    Run run = finrst(in, "-");
    assertThat(run.status()).isEqualTo(70);
    assertThat(run.err())
        .isEqualTo("finrst: internal error: java.lang.IllegalStateException: boom (--debug shows where)\n");

    assertThat(finrst(in, "-", "--debug").err()).contains("\tat io.finrst.");
  }

  @Test
  void whatIsKnownWhenMemoryEndsIsTold() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(DROPPED));
    InputStream full =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    InputStream in = new SequenceInputStream(new ByteArrayInputStream(whole), full);

    Run run = finrst(in, "-", "--json");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).isEqualTo("finrst: -: out of memory; the rest was not read\n");
    assertThat(run.out().lines().toList()).hasSameSizeAs(finrst(DROPPED, "--json").out().lines().toList());
    assertThat(run.out()).contains("\"complete\":false");
  }

  @Test
  void reportThatCannotBeMadeForWantOfMemoryIsIncompleteToo() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new OutOfMemoryError("Java heap space");
          }
        };

    Run run = into(full, DROPPED);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).startsWith("finrst: out of memory: try --max-connections");
  }

  private Path cut(String name) throws IOException {
    return Files.write(folder.resolve(name), Arrays.copyOf(Files.readAllBytes(Path.of(DROPPED)), 1000));
  }

  private static Run into(OutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
    int status = Main.run(InputStream.nullInputStream(), out, messages, args);
    return new Run(status, "", err.toString(StandardCharsets.UTF_8));
  }

  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(why);
      }
    };
  }

  @Test
  void aMissingFileAmongOthersIsCalledNotReadAndNotDamaged() {
    Run run = Run.finrst("no-such-file.pcap", Run.GRACEFUL);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("Not read: no-such-file.pcap: no such file.").doesNotContain("Damaged");
  }

  @Test
  void aPipeThroughWhichNothingComesIsCalledEmpty() {
    Run run = Run.finrst("-");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("finrst: -: standard input is empty at byte 0\n");
  }

  @Test
  void aCaptureThatEndsTooSoonIsCalledDamagedWithWhatThatMeans() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(Run.GRACEFUL));
    Run run = Run.finrst(new ByteArrayInputStream(whole, 0, whole.length - 5), "-");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).contains("Damaged: ", "Everything before that was analysed");
  }
}
