package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ethernet;
import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.tcp;
import static io.finrst.wire.PacketBytes.u16;
import static io.finrst.wire.PacketBytes.udp;

import java.util.Arrays;
import java.util.List;

/** One packet for each way of carrying TCP, to compare with other decoders and to mutate. */
record Samples(int linkType, byte[] bytes) {
  private static final String OPTIONS = "020405b4 0402 080a 00000007 00000009 01 030307";
  private static final byte[] TCP = tcp(OPTIONS, 30);
  private static final byte[] IP = ipv4(0x0A010001, 0x0A010002, 6, "", 0x4000, TCP);
  private static final byte[] IP6 = ipv6(6, TCP);
  private static final byte[] IP6_EXTENDED =
      ipv6(60, join(hex("2b00 010400000000 2c00 010400000000 0600 0000 12345678"), TCP));
  private static final byte[] FRAME = ethernet(0x8100, join(hex("0005 0800"), IP));
  private static final byte[] SNAP = join(hex("aaaa03 000000 0800"), IP);
  private static final byte[] WIFI = join(hex("0801 0000 020000000001 020000000002 020000000003 1000"), SNAP);

  /** Addresses of real vendors: Wireshark believes in a frame under MPLS only then. */
  private static final byte[] VENDORS = hex("001b21000001 001b21000002");

  private static final String COOKED_2 = "0000 00000002 0001 00 06 02000000000d0000";

  private static String le16(int value) {
    return String.format("%02x%02x", value & 0xFF, value >> 8);
  }

  /** Without a tunnel: link types and what may stand between them and IP. */
  static List<Samples> plain() {
    return List.of(
        new Samples(1, FRAME),
        new Samples(1, ethernet(0x0800, ipv4(6, "01010101", 0, tcp("0101080a 00000007 00000009", 99)))),
        new Samples(1, ethernet(0x0800, ipv4(6, tcp("0101 0512 ffffff00 ffffffff 00000010 00000020", 0)))),
        new Samples(1, join(ethernet(0x0800, ipv4(6, tcp("", 0))), new byte[6])),
        new Samples(1, ethernet(0x86DD, IP6_EXTENDED)),
        new Samples(1, ethernet(0x88A8, join(hex("0006 8100"), hex("0005 86dd"), IP6))),
        new Samples(1, ethernet(0x8847, join(hex("00010040 00011140"), IP))),
        new Samples(1, ethernet(0x8847, join(hex("00010040 00011140 00000001"), VENDORS, hex("0800"), IP))),
        new Samples(1, ethernet(0x8864, join(hex("1100 0001"), u16(IP.length + 2), hex("0021"), IP))),
        new Samples(1, ethernet(SNAP.length, SNAP)),
        new Samples(113, join(hex("0000 0001 0006 02000000000c0000 0800"), IP)),
        new Samples(113, join(hex("0000 0001 0006 02000000000c0000 8100 0005 86dd"), IP6)),
        new Samples(276, join(hex("0800"), hex(COOKED_2), IP)),
        new Samples(276, join(hex("86dd"), hex(COOKED_2), IP6)),
        new Samples(0, join(hex("02000000"), IP)),
        new Samples(0, join(hex("1e000000"), IP6)),
        new Samples(108, join(hex("00000002"), IP)),
        new Samples(108, join(hex("00000018"), IP6)),
        new Samples(101, IP),
        new Samples(101, IP6),
        new Samples(228, IP),
        new Samples(229, IP6),
        new Samples(9, join(hex("ff03 0021"), IP)),
        new Samples(50, join(hex("ff03 0057"), IP6)),
        new Samples(204, join(hex("01 ff03 0021"), IP)),
        new Samples(104, join(hex("0f00 0800"), IP)),
        new Samples(105, WIFI),
        new Samples(105, join(hex("8803 0000 020000000001 020000000002 020000000003 1000 020000000004 0000"), SNAP)),
        new Samples(127, join(hex("0000 0800 00000000"), WIFI)),
        new Samples(119, join(hex("44000000 90000000"), new byte[136], WIFI)),
        new Samples(163, join(hex("80211001 00000040"), new byte[56], WIFI)),
        new Samples(1, ethernet(0x893F, join(hex("e00000010000 0800"), IP))),
        new Samples(10, join(hex("50 02000000000a 02000000000b"), SNAP)),
        new Samples(239, join(hex("02000000 0800 0100 08000100 0500 0a00 00000000"), hex(le16(IP.length + 4)), hex("0900"), IP)),
        new Samples(242, join(new byte[40], hex("0800 0000"), IP)),
        new Samples(192, join(hex("00000800 01000000"), FRAME)));
  }

  /** In tunnels, in raw IP. */
  static List<Samples> tunnelled() {
    return List.of(
        new Samples(101, ipv4(4, IP)),
        new Samples(101, ipv4(41, IP6)),
        new Samples(101, ipv6(4, IP)),
        new Samples(101, ipv6(41, IP6)),
        new Samples(101, ipv4(47, join(hex("b000 0800 00000000 00000005 00000001"), IP))),
        new Samples(101, ipv4(47, join(hex("2000 86dd 00007788"), IP6))),
        new Samples(101, ipv4(47, join(hex("0000 6558"), FRAME))),
        new Samples(101, ipv4(47, join(hex("0000 8847 00011140"), IP))),
        new Samples(101, ipv4(47,
            join(hex("3081 880b"), u16(IP.length + 4), hex("0009 00000001 00000002 ff03 0021"), IP))),
        new Samples(101, ipv4(47, join(hex("0000 88be"), FRAME))),
        new Samples(101, ipv4(47, join(hex("1000 88be 00000001 10050064 00000000"), FRAME))),
        new Samples(101, ipv4(47, join(hex("1000 22eb 00000001 20050064 00000000 00000000"), FRAME))),
        new Samples(101, ipv4(17, udp(4789, join(hex("08000000 00000500"), FRAME)))),
        new Samples(101, ipv4(17, udp(4790, join(hex("0c000001 00000700"), IP)))),
        new Samples(101, ipv4(17, udp(6081, join(hex("0280 6558 00000100 0102800100000000"), FRAME)))),
        new Samples(101, ipv4(17, udp(2152, join(hex("30ff"), u16(IP.length), hex("00000099"), IP)))),
        new Samples(101, ipv4(17, udp(2152,
            join(hex("34ff"), u16(IP.length + 8), hex("00000001 0000 00 85 01100900"), IP)))),
        new Samples(101, ipv4(47, join(hex("0000 8200"), WIFI))),
        new Samples(101, ipv4(17, udp(4754, join(hex("2000 0800 00007788"), IP)))),
        new Samples(101, ipv4(17, udp(5072, join(hex("4352 5129 00000000"), new byte[36], IP6)))),
        new Samples(101, ipv4(17, udp(5247, join(hex("00100000 00000000"), FRAME)))),
        new Samples(101, ipv4(17, udp(5247, join(hex("00100300 00000000 0108"), Arrays.copyOfRange(WIFI, 2, WIFI.length))))),
        new Samples(101, ipv4(17, udp(3544, IP6_EXTENDED))),
        new Samples(101, ipv4(17, udp(3544, join(hex("0001 0000 1122334455667788 00 0000123401020304"), IP6)))));
  }
}
