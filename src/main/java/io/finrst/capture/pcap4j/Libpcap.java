package io.finrst.capture.pcap4j;

import io.finrst.capture.UnpackFolder;
import org.pcap4j.core.PcapNativeException;
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
      UnpackFolder.name("jna.tmpdir");
      try {
        return Foreign.call(Pcaps::libVersion);
      } catch (PcapNativeException notThere) {
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

  /** One line on what to do where libpcap is not available. */
  public static String remedy() {
    return UnpackFolder.obstacle() == null ? REMEDY : UnpackFolder.obstacle();
  }

  /** Whether libpcap may well be installed, and only its use is in the way, as {@link #remedy} says. */
  public static boolean isObstructed() {
    return !isAvailable() && UnpackFolder.obstacle() != null;
  }

  /** Does nothing when libpcap is available. */
  static void require(String purpose) throws LibpcapException {
    if (!isAvailable()) {
      throw new LibpcapException(purpose + " needs libpcap: " + remedy());
    }
  }
}
