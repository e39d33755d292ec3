package io.finrst.cli;

import static io.finrst.cli.Run.DROPPED;
import static io.finrst.cli.Run.RACE;
import static io.finrst.cli.Run.finrst;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--onyl rst x               | did you mean --only?",
        "--only rst-after-dta x     | unknown verdict or cause 'rst-after-dta'; did you mean rst-after-data or rst-after-fin?",
        "--not , x                  | unknown verdict or cause ''",
        "--cause keep-alive-race x  | did you mean keepalive-race",
        "--fail-on rst:0 x          | '0' is not a number of connections, 1 or more",
        "--fail-on nothing x        | unknown verdict or cause 'nothing'",
        "--fail-on new x            | --fail-on new needs --baseline FILE",
        "--fail-on new,rst x        | unknown verdict or cause 'new'",
        "--write-baseline x         | --write-baseline needs --baseline FILE",
        "--baseline b --write-baseline --fail-on new x | --write-baseline accepts all",
        "--host example.org x       | 'example.org' is not an IP address (names are not looked up)",
        "--host 10.0.0.1/33 x       | has no prefix length of 0 to 32",
        "--port 65536 x             | '65536' is not a port",
        "--top -1 x                 | --top takes 0 (all) or more",
        "--max-connections 0 x      | --max-connections takes 1 or more",
        "--json=xml x               | 'xml'; known are ndjson, brief, array, ecs",
        "--zeek-state --explain x   | --zeek-state belongs to the table, --csv, --json and --json=ecs",
        "schema zeek                | 'zeek'; known are report, ecs",
        "--json --csv x             | exclude each other",
        "--explain --group-by=cause x | exclude each other",
        "--separate --json=array x  | use --json",
        "--group-by colour x        | known are server, client, verdict, cause",
        "--reader pcap x            | did you mean pcap4j?",
        "--color sometimes x        | known are auto, always, never",
        "-t q x                     | known are iso, absolute, relative, epoch",
        "--csv                      | no capture named",
        "interfaces -- tcp          | Unmatched argument",
        "shema                      | shema: no such file or command; did you mean schema?",
        "analyse x                  | did you mean analyze?",
        "version                    | it is finrst --version",
        "-v                         | finrst --version",
        "-r a.pcap                  | finrst a.pcap",
        "-i lo tcp                  | finrst live -i lo tcp",
        "-D                         | finrst interfaces",
        "live lo port 80            | lo is an interface, not a capture filter: finrst live -i lo port 80",
        "samples tcp port 80        | a capture filter goes behind --: finrst samples -- tcp port 80",
        "--only rst a.pcap host 10.0.0.5 | finrst --only rst a.pcap -- host 10.0.0.5"
      })
  void aWrongCommandLineIsExplainedInOneLineAndExitsWithTwo(String words, String expected) {
    Run run = finrst(words.split(" +"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList()).hasSize(2);
    assertThat(run.err()).startsWith("finrst: ").contains(expected);
  }

  @Test
  void withoutArgumentsTheHelpGoesToStandardError() {
    Run run = finrst();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Examples:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "analyze --help", "schema --help", "help", "help analyze", "lab --help", "lab run --help"})
  void helpFitsEightyColumns(String words) {
    Run run = finrst(words.split(" "));

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).isNotEmpty().allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @ValueSource(strings = {"analyze --nonsense", "lab run nonsense"})
  void wrongUsageNamesTheHelpThatTells(String words) {
    Run run = finrst(words.split(" "));

    String command = words.substring(0, words.lastIndexOf(' '));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).endsWith("Try 'finrst " + command + " --help'.\n");
  }

  @Test
  void helpListsTheCommandsWithoutGapsTheMainOneFirst() {
    String help = finrst("--help").out();
    String commands = help.substring(help.indexOf("Commands:"), help.indexOf("\n\nExit status:"));

    assertThat(commands.lines().filter(line -> line.matches("  [a-z].*")).map(line -> line.trim().split(" ")[0]))
        .startsWith("analyze", "live", "explain")
        .endsWith("generate-completion", "generate-man", "help");
    assertThat(commands.lines()).noneMatch(String::isBlank);
  }

  @Test
  void helpShowsHowToReadFromAnotherMachine() {
    assertThat(finrst("--help").out())
        .contains("ssh host tcpdump -i any -s 256 -U --immediate-mode -w - tcp or icmp | finrst -");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "analyze --version", "schema --version"})
  void everyCommandTellsTheVersion(String words) {
    Run run = finrst(words.split(" "));

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("finrst ").contains("Java " + System.getProperty("java.version"));
  }

  @Test
  void habitsAreAccepted() {
    assertThat(finrst("-n", RACE)).isEqualTo(finrst(RACE));
    assertThat(finrst("-q", RACE)).isEqualTo(finrst(RACE));
    assertThat(finrst("--top=1", "--top=100", RACE)).isEqualTo(finrst(RACE));
  }

  @Test
  void aFilterInQuotesIsKnownForOne() {
    assertThat(finrst(RACE, "tcp port 80").err()).contains("finrst " + RACE + " -- 'tcp port 80'");
  }

  @Test
  void optionsWhoseValuesAreWordsOfFiltersStayOptions() {
    assertThat(finrst("--host", "10.0.0.5", "--port", "80", RACE).status()).isZero();
    assertThat(finrst("--no-pager", "explain", "104")).isEqualTo(finrst("explain", "104", "--no-pager"));
  }

  @Test
  void filesAloneAreReadAsTheCommandReadsThem() {
    assertThat(finrst(RACE, DROPPED)).isEqualTo(finrst("analyze", RACE, DROPPED));
    assertThat(finrst("missing.pcap")).isEqualTo(finrst("analyze", "missing.pcap"));
  }
}
