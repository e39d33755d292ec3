package io.finrst.capture.pcap4j;

import org.pcap4j.core.Pcaps;

/**
 * Whether libpcap can be used. Asked once: pcap4j's native class fails with {@link UnsatisfiedLinkError} on its first
 * use and with {@link NoClassDefFoundError} on any later one.
 */
public final class Libpcap {
  private static final String REMEDY =
      "install libpcap0.8 (Debian, Ubuntu), libpcap (Fedora, RHEL, Alpine, Arch) or Npcap (Windows);"
          + " macOS brings it along";

  private Libpcap() {}

  private static final class Probe {
    static final String VERSION = version();

    private static String version() {
      try {
        return Pcaps.libVersion();
      } catch (LinkageError e) {
        return null;
      }
    }
  }

  /** True when libpcap was found and all functions that pcap4j wants are in it. */
  public static boolean isAvailable() {
    return Probe.VERSION != null;
  }

  /** What libpcap says of itself, such as {@code libpcap version 1.10.3 (with TPACKET_V3)}; null without libpcap. */
  public static String version() {
    return Probe.VERSION;
  }

  /** One line on what to install where libpcap is not available. */
  public static String remedy() {
    return REMEDY;
  }

  /** Does nothing when libpcap is available. */
  static void require(String purpose) throws LibpcapException {
    if (!isAvailable()) {
      throw new LibpcapException(purpose + " needs libpcap: " + REMEDY);
    }
  }
}
