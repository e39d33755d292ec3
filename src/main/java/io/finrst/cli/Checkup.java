package io.finrst.cli;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.capture.pcap4j.LibpcapException;
import io.finrst.kernel.Tracefs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One thing that works here or does not.
 *
 * @param what its name
 * @param works whether it does
 * @param finding what was found, in a sentence
 * @param remedies what to do when it does not work, a line each; commands stand alone
 */
record Checkup(String what, boolean works, String finding, List<String> remedies) {

  /** All checks, in the order in which they build on each other. */
  static List<Checkup> all() {
    List<Checkup> checks = new ArrayList<>();
    checks.add(well("Java", System.getProperty("java.version") + " at " + System.getProperty("java.home")));
    checks.add(well("captures", "files and pipes need nothing else"));
    if (Libpcap.isObstructed()) {
      checks.add(ill("libpcap", "cannot be loaded: no capture filters, no live capture", List.of(Libpcap.remedy())));
      return checks;
    }
    if (!Libpcap.isAvailable()) {
      checks.add(ill("libpcap", "not found: no capture filters, no live capture", installing()));
      return checks;
    }
    checks.add(well("libpcap", Libpcap.version()));
    checks.add(capturing());
    if (system() == Family.LINUX) {
      checks.add(kernelReasons());
    }
    return checks;
  }

  private static Checkup well(String what, String finding) {
    return new Checkup(what, true, finding, List.of());
  }

  private static Checkup ill(String what, String finding, List<String> remedies) {
    return new Checkup(what, false, finding, remedies);
  }

  private static Checkup capturing() {
    String usual;
    try {
      usual = Interfaces.usual();
    } catch (LibpcapException e) {
      return ill("live", e.getMessage(), rights());
    }
    String refusal = Interfaces.refusal(usual);
    return refusal == null
        ? well("live", "may capture on " + usual)
        : ill("live", "may not capture on " + usual + ": " + refusal, rights());
  }

  private static Checkup kernelReasons() {
    try {
      Tracefs tracefs = Tracefs.find();
      List<String> stale = tracefs.removeStale();
      String removed = stale.isEmpty() ? "" : "; removed what a killed run had left: " + String.join(", ", stale);
      return well("--kernel", "reset reasons from " + tracefs.root() + removed);
    } catch (IOException e) {
      return ill("--kernel", "not available", List.of(e.getMessage()));
    }
  }

  private static List<String> installing() {
    return switch (system()) {
      case WINDOWS -> List.of("Install Npcap from npcap.com, with 'WinPcap API-compatible mode'.");
      case MACOS -> List.of("macOS brings libpcap along; this Java cannot load it. Try another build of Java.");
      case LINUX ->
          List.of(
              "Debian, Ubuntu: apt-get install libpcap0.8",
              "Fedora, RHEL:   dnf install libpcap",
              "Alpine:         apk add libpcap",
              "Arch:           pacman -S libpcap");
    };
  }

  private static List<String> rights() {
    return switch (system()) {
      case WINDOWS -> List.of("Start the terminal as administrator, or let Npcap be used by all users.");
      case MACOS -> List.of(
          "Become a member of access_bpf: install ChmodBPF, which comes with Wireshark. Or: sudo finrst live");
      case LINUX ->
          List.of(
              "sudo finrst live",
              "Or without root, for one run:",
              "sudo setpriv --reuid $(id -u) --regid $(id -g) --init-groups --inh-caps +net_raw,+net_admin"
                  + " --ambient-caps +net_raw,+net_admin finrst live",
              "In a systemd unit: User=NAME and AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN",
              "setcap on java does not do it: java then no longer finds its own libjli.so.",
              "Or from elsewhere: ssh root@host tcpdump -i any -s 256 -U --immediate-mode -w - | finrst -");
    };
  }

  private enum Family {
    LINUX,
    MACOS,
    WINDOWS
  }

  private static Family system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? Family.WINDOWS : name.startsWith("mac") ? Family.MACOS : Family.LINUX;
  }
}
