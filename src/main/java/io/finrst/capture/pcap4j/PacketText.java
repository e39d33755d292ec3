package io.finrst.capture.pcap4j;

import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.factory.PacketFactories;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Every field of a packet in words, by pcap4j's packet factory. Works without libpcap. */
public final class PacketText {
  private static final int LINKTYPE_LOOP = 108;
  private static final int LINKTYPE_IPV4 = 228;
  private static final int LINKTYPE_IPV6 = 229;
  private static final int LINKTYPE_LINUX_SLL2 = 276;
  private static final int LOOP_HEADER = 4;
  private static final int SLL2_HEADER = 20;
  private static final int LONGEST_HEX = 60;

  private PacketText() {}

  /**
   * Its lines, a few words each, headers from the outermost to the innermost; payload as a short run of hexadecimal
   * digits. Link layers that pcap4j does not know are left out where their length is fixed; where a packet was cut
   * short, what cannot be decoded is shown as bytes. A packet at which pcap4j fails is one line that says so.
   *
   * @param linkType one of the LINKTYPE_ values
   */
  public static List<String> lines(byte[] bytes, int linkType) {
    int skipped = headerToSkip(linkType);
    int length = bytes.length - skipped;
    if (length <= 0) {
      return List.of();
    }
    DataLinkType type = isRaw(linkType) ? DataLinkType.RAW : Dlt.of(linkType);
    String text;
    try {
      text =
          Foreign.call(
              () ->
                  PacketFactories.getFactory(Packet.class, DataLinkType.class)
                      .newInstance(bytes, skipped, length, type)
                      .toString());
    } catch (PcapNativeException e) {
      return List.of("(pcap4j cannot decode this packet: " + e.getMessage() + ")");
    }
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\\R")) {
      if (!line.isBlank()) {
        lines.add(shortened(line));
      }
    }
    return lines;
  }

  private static boolean isRaw(int linkType) {
    return linkType == LINKTYPE_IPV4 || linkType == LINKTYPE_IPV6 || headerToSkip(linkType) > 0;
  }

  private static int headerToSkip(int linkType) {
    return switch (linkType) {
      case LINKTYPE_LOOP -> LOOP_HEADER;
      case LINKTYPE_LINUX_SLL2 -> SLL2_HEADER;
      default -> 0;
    };
  }

  private static String shortened(String line) {
    boolean hex = line.stripLeading().startsWith("Hex stream:");
    return hex && line.length() > LONGEST_HEX ? line.substring(0, LONGEST_HEX) + "..." : line;
  }
}
