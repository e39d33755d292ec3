package io.finrst.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine;

/** {@code finrst}: names the commands; {@code analyze} is the one that runs when none is named. */
@Command(
    name = "finrst",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "finrst [analyze] FILE|DIR|-... [OPTIONS] [-- CAPTURE FILTER]%n",
    header = {"Who ended this TCP connection, how, and why.", ""},
    description = {
      "Examples:",
      "  finrst capture.pcap                    the worst endings first, then a summary",
      "  finrst --explain --stream 3 cap.pcap   one of them: evidence, cause, advice",
      "  finrst --only rst --group-by server .  which servers reset; all captures in .",
      "  finrst --json cap.pcap | jq 'select(.verdict == \"rst-after-data\")'",
      "  finrst --fail-on rst:5 cap.pcap.gz     status 1 when five or more were reset",
      "  finrst /var/captures -- tcp port 443   a rotated set, filtered by libpcap",
      "  finrst live -i eth0 port 5432          reports each connection when it ends",
      "  finrst compare client.pcap server.pcap what was lost or added between two points",
      "  finrst explain 10054                   what an error means and what to do",
      "  finrst lab run reset-on-accept         see it happen with real sockets",
      "",
      "From a machine without finrst (256 bytes of each packet are enough):",
      "  ssh host tcpdump -i any -s 256 -U --immediate-mode -w - tcp or icmp | finrst -",
      "",
      "'finrst analyze --help' lists all options.%n"
    },
    footer = {
      "",
      "Exit status:",
      "  0  analysed, whatever was found     2  wrong usage, or nothing readable",
      "  1  --fail-on matched                3  analysed, but damaged or incomplete"
    })
final class FinrstCommand implements Runnable {
  private final Surroundings surroundings;

  FinrstCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.err());
  }
}
