package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.teardown.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code live} and its helpers refuse, and how. */
class LiveUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--snaplen -1 | --snaplen takes 0 to 262144 bytes",
        "-B 0 | --buffer-size takes 1 to 2047 MiB",
        "-c 0 | --count takes 1 or more",
        "-C 10 | -C, -G and -W need -w FILE",
        "-w x -W 3 | -W needs -C or -G",
        "--save-only rst | --save-only needs -w FILE",
        "--json=array | a live capture has no end of an array: use --json",
        "--settle -1 | --settle takes seconds, 0 or more",
        "--syslog=nowhere:x | 'nowhere:x' is none of [udp://|tcp://]HOST[:PORT], /dev/log and -",
        "--syslog=- --json | --syslog=- is a report of its own",
        "--syslog-id=ours@1 | --syslog-id needs --syslog=HOST",
        "--syslog=logs --syslog-id=ours | --syslog-id takes NAME@NUMBER",
        "--metrics nonsense | 'nonsense' is not [ADDRESS:]PORT"
      })
  void nonsenseIsOneLineAndExitsWithTwo(String options, String message) {
    Run run = Run.finrst(("live " + options).split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines().findFirst()).hasValueSatisfying(line -> assertThat(line).contains(message));
    assertThat(run.out()).isEmpty();
  }

  @Tag("environment")
  @Test
  void unknownInterfaceIsNamed() {
    Assumptions.assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    Run run = Run.finrst("live", "-i", "nosuch0");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("finrst: nosuch0: ").satisfies(err -> assertThat(err.lines()).hasSize(1));
  }

  @Tag("environment")
  @Test
  void wrongFilterSaysWhereItGoesWrong() {
    Assumptions.assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    Assumptions.assumeTrue(Interfaces.refusal("lo") == null, "no right to capture on lo");
    Run run = Run.finrst("live", "-i", "lo", "tcp", "prot", "80");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("it goes wrong at character 5, 'prot 80'").satisfies(err -> assertThat(err.lines()).hasSize(1));
  }

  @Tag("environment")
  @Test
  void doctorSaysWhatWorks() {
    Run run = Run.finrst("doctor");
    assertThat(run.status()).isIn(0, 3);
    assertThat(run.out()).contains("ok  Java", "ok  captures").containsPattern("(ok|no)  libpcap");
  }

  @Tag("environment")
  @Test
  void interfacesListsLoopback() {
    Assumptions.assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    Run run = Run.finrst("interfaces");
    Assumptions.assumeTrue(run.status() == 0, "libpcap lists no interface without rights");
    assertThat(run.out()).containsPattern("(?m)^lo\\d? .*loopback");
  }

  @Test
  void statusLineFitsAndLeavesOutWhatDoesNot() {
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 12L);
    }
    String line = StatusLine.line(1_234_567, 50, 40, verdicts, 12);
    assertThat(line.length()).isLessThan(80);
    assertThat(line).startsWith("1,234,567 packets, 50/s, 40 connections, 12 dropped; ended: 12 ");
  }
}
