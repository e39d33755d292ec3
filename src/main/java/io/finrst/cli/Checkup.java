package io.finrst.cli;

import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.capture.pcap4j.LibpcapException;
import io.finrst.kernel.Tracefs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One thing that works here or does not.
 *
 * @param what its name
 * @param works whether it does
 * @param needed whether its lack is a fault of the machine; else there are other ways, or few need it
 * @param finding what was found, in a sentence
 * @param remedies what to do when it does not work, a line each; commands stand alone
 */
record Checkup(String what, boolean works, boolean needed, String finding, List<String> remedies) {

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
      checks.add(localLog());
      checks.add(packaging());
    }
    return checks;
  }

  private static Checkup well(String what, String finding) {
    return new Checkup(what, true, true, finding, List.of());
  }

  private static Checkup ill(String what, String finding, List<String> remedies) {
    return new Checkup(what, false, true, finding, remedies);
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

  private static Checkup localLog() {
    Path log = Path.of(SyslogTarget.LOCAL);
    return Files.exists(log)
        ? well("--syslog", "the log of this host at " + log)
        : new Checkup("--syslog", false, false, "no " + log + " here", List.of("--syslog=HOST and --syslog=- do without."));
  }

  /** What {@code mvn -Pdist package} takes; who only runs finrst needs nothing of it. */
  private static Checkup packaging() {
    Path java = Path.of(System.getProperty("java.home"), "bin");
    List<String> missing = new ArrayList<>();
    Stream.of("jlink", "jpackage").filter(tool -> !Files.isExecutable(java.resolve(tool))).forEach(missing::add);
    Stream.of("dpkg-deb", "fakeroot").filter(tool -> !isOnPath(tool)).forEach(missing::add);
    return missing.isEmpty()
        ? well("packaging", "mvn -Pdist package makes all")
        : new Checkup(
            "packaging",
            false,
            false,
            "mvn -Pdist package lacks " + String.join(", ", missing),
            List.of("jlink and jpackage come with a JDK. Debian, Ubuntu: apt-get install dpkg fakeroot"));
  }

  private static boolean isOnPath(String tool) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> !folder.isEmpty() && Files.isExecutable(Path.of(folder, tool)));
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
              "In a systemd unit: AmbientCapabilities=CAP_NET_RAW, as in src/dist/finrst.service",
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
