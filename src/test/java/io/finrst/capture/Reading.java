package io.finrst.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** All that came out of a source: copies of its packets, its complaints and what it says of its captures. */
public record Reading(List<Seen> packets, List<CaptureException> damage, List<CaptureInfo> captures) {

  /** A packet with its bytes in hex, so that failures can be read. */
  public record Seen(
      long frame, long timeNs, int fractionDigits, int linkType, int interfaceId, int wireLength, String bytes) {}

  /** Reads bytes as if they came through standard input. */
  public static Reading of(byte[] capture) throws IOException {
    return of(CaptureSet.open(List.of("-"), new ByteArrayInputStream(capture)));
  }

  /** Reads to the end, past any damage, and closes. */
  public static Reading of(PacketSource source) throws IOException {
    List<Seen> packets = new ArrayList<>();
    List<CaptureException> damage = new ArrayList<>();
    Packet packet = new Packet();
    try (source) {
      boolean more = true;
      while (more) {
        try {
          more = source.next(packet);
          if (more) {
            packets.add(seen(packet));
          }
        } catch (CaptureException e) {
          damage.add(e);
        }
      }
    }
    return new Reading(packets, damage, source.captures());
  }

  public static Seen seen(Packet p) {
    byte[] bytes = Arrays.copyOfRange(p.data, p.offset, p.offset + p.capturedLength);
    return new Seen(
        p.frame, p.timeNs, p.fractionDigits, p.linkType, p.interfaceId, p.wireLength, HexFormat.of().formatHex(bytes));
  }

  public List<String> messages() {
    return damage.stream().map(CaptureException::getMessage).toList();
  }

  public List<String> bytes() {
    return packets.stream().map(Seen::bytes).toList();
  }

  public List<Long> times() {
    return packets.stream().map(Seen::timeNs).toList();
  }

  public static String hex(byte[] data) {
    return HexFormat.of().formatHex(data);
  }
}
