package io.finrst.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a file is by its first bytes. Its name does not matter. */
final class Magic {
  /** Bytes that tell one format from another. */
  static final int LENGTH = 4;

  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  static {
    OTHERS.put("7f454c46", "an ELF program");
    OTHERS.put("504b0304", "a zip archive");
    OTHERS.put("425a68", "bzip2, decompress it first");
    OTHERS.put("fd377a58", "xz, decompress it first");
    OTHERS.put("04224d18", "lz4, decompress it first");
    OTHERS.put("377abcaf", "a 7-Zip archive");
    OTHERS.put("52545353", "a Network Monitor capture, convert it with editcap -F pcap");
    OTHERS.put("474d4255", "a Network Monitor capture, convert it with editcap -F pcap");
    OTHERS.put("69707472", "an iptrace capture, convert it with editcap -F pcap");
    OTHERS.put("25504446", "a PDF document");
    OTHERS.put("89504e47", "a PNG image");
    OTHERS.put("cafebabe", "a Java class");
    OTHERS.put("4d5a", "a Windows program");
  }

  private Magic() {}

  static boolean isGzip(byte[] bytes, int at) {
    return Bytes.u16be(bytes, at) == 0x1f8b;
  }

  /** A zstd frame, or a skippable one, with which parallel compressors begin. */
  static boolean isZstd(byte[] bytes, int at) {
    int magic = Bytes.i32le(bytes, at);
    return magic == 0xfd2fb528 || (magic & 0xfffffff0) == 0x184d2a50;
  }

  static boolean isPcap(byte[] bytes, int at) {
    return PcapReader.knows(Bytes.i32be(bytes, at));
  }

  static boolean isSnoop(byte[] bytes, int at) {
    return Bytes.i32be(bytes, at) == SnoopReader.MAGIC;
  }

  static boolean isPcapng(byte[] bytes, int at) {
    return Bytes.i32be(bytes, at) == Pcapng.SECTION_HEADER;
  }

  /** Says in a few words what something that is no capture begins with. */
  static String describe(byte[] bytes, int at, int length) {
    byte[] head = Arrays.copyOfRange(bytes, at, at + Math.min(length, LENGTH));
    String hex = HexFormat.of().formatHex(head);
    String spaced = HexFormat.ofDelimiter(" ").formatHex(head);
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (hex.startsWith(other.getKey())) {
        return "begins with " + spaced + ", this is " + other.getValue();
      }
    }
    return "begins with " + spaced + (isText(head) ? ", this is text" : "");
  }

  private static boolean isText(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1)
        .chars()
        .allMatch(c -> c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t');
  }
}
