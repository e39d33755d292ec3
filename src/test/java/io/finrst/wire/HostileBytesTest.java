package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ethernet;
import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.Packet;
import io.finrst.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, decoding answers, and never claims bytes that are not there. */
class HostileBytesTest {
  private static final int[] LINK_TYPES = {
    0, 1, 9, 12, 14, 50, 51, 101, 104, 105, 108, 113, 119, 127, 147, 163, 192, 204, 228, 229, 258, 276, 65535, -1
  };

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final SegmentDecoder verifying = new SegmentDecoder(true, true);
  private final SegmentDecoder outside = new SegmentDecoder(false, true);
  private final Segment segment = new Segment();

  /** What is believed unless it is mutated, errors that quote it included. */
  private static final List<Samples> SEEDS = seeds();

  private static List<Samples> seeds() {
    List<Samples> seeds = new ArrayList<>(Samples.plain());
    seeds.addAll(Samples.tunnelled());
    byte[] options = tcp("020405b4 0402 080a 00000007 00000009 01 030307", 30);
    byte[] extended = ipv6(60, join(hex("2c00 010400000000 0600 0001 12345678"), options));
    seeds.add(new Samples(1, ethernet(0x0800, ipv4(1, join(hex("0303000000000000"), ipv4(6, options))))));
    seeds.add(new Samples(1, ethernet(0x86DD, ipv6(58, join(hex("0104000000000000"), extended)))));
    return seeds;
  }

  private void answers(Packet packet) {
    for (SegmentDecoder each : new SegmentDecoder[] {decoder, verifying, outside}) {
      Outcome outcome = each.decode(packet, segment);
      assertThat(outcome).isNotNull();
      assertThat(each.skippedAs()).isNotNull();
      if (outcome == Outcome.TCP) {
        int end = packet.offset + packet.capturedLength;
        assertThat(segment.payloadLength).isNotNegative();
        assertThat(segment.payloadCaptured).isBetween(0, segment.payloadLength);
        assertThat(segment.payloadOffset).isBetween(packet.offset, end);
        assertThat(segment.payloadOffset + segment.payloadCaptured).isLessThanOrEqualTo(end);
        assertThat(segment.windowScale).isBetween(-1, 14);
        assertThat(segment.optionsLength).isBetween(0, 40);
      }
    }
  }

  @Test
  void randomBytesOnEveryLinkTypeAreAnswered() {
    Property.holds(
        2_000,
        draw -> {
          byte[] bytes = draw.bytes(0, 255);
          for (int linkType : LINK_TYPES) {
            answers(packet(linkType, bytes));
          }
        });
  }

  @Test
  void mutatedPacketsAreAnswered() {
    Property.holds(3_000, draw -> mutate(draw.between(0, SEEDS.size() - 1), draw.anyLong()));
  }

  private void mutate(int number, long seed) {
    Random random = new Random(seed);
    byte[] bytes = SEEDS.get(number).bytes().clone();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(3) - 1);
    }
    Packet packet = packet(SEEDS.get(number).linkType(), bytes, random.nextInt(bytes.length + 1));
    packet.wireLength = random.nextInt(10) == 0 ? random.nextInt() : packet.wireLength;
    answers(packet);
  }

  @Test
  void everyCutOfEverySeedIsAnsweredAndNeverChangesTheWireLength() {
    for (Samples seed : SEEDS) {
      byte[] bytes = seed.bytes();
      Outcome whole = decoder.decode(packet(seed.linkType(), bytes), segment);
      assertThat(whole).isIn(Outcome.TCP, Outcome.ICMP_ERROR);
      int payloadLength = segment.payloadLength;
      int end = segment.payloadOffset - packet(1, bytes).offset + payloadLength; // what follows is padding
      for (int length = 0; length < bytes.length; length++) {
        Packet cut = packet(seed.linkType(), bytes, length);
        answers(cut);
        Outcome outcome = decoder.decode(cut, segment);
        assertThat(outcome).isIn(whole, Outcome.TRUNCATED, Outcome.NOT_TCP);
        if (outcome == Outcome.TCP) {
          assertThat(segment.payloadLength).isEqualTo(payloadLength);
          assertThat(segment.cut).isEqualTo(length < end);
        }
      }
    }
  }

  @Test
  void aPacketThatClaimsMoreThanItsArrayHoldsIsAnswered() {
    Packet packet = packet(1, PacketBytes.frame());
    packet.capturedLength = packet.data.length * 2;
    assertThat(decoder.decode(packet, segment)).isEqualTo(Outcome.TCP);
    packet.capturedLength = Integer.MAX_VALUE;
    packet.wireLength = Integer.MAX_VALUE;
    assertThat(decoder.decode(packet, segment)).isEqualTo(Outcome.TCP);
    packet.wireLength = -1;
    assertThat(decoder.decode(packet, segment)).isEqualTo(Outcome.TCP);
    assertThat(segment.payloadLength).isEqualTo(5);
  }

  @Test
  void headersThatLeadToThemselvesEnd() {
    byte[][] loops = {
      hex("aaaa03 000000 6558 020000000001 020000000002 0008"), // LLC in Ethernet in LLC
      hex("00011140 00000001 020000000001 020000000002 8847"), // pseudowire in pseudowire
      hex("00001234 020000000001 020000000002 88e7"), // backbone tag in backbone tag
      hex("00001234 8926"), // tag in tag
    };
    int[] types = {8, 0x8847, 0x88E7, 0x8926};
    for (int i = 0; i < loops.length; i++) {
      byte[] all = new byte[0];
      for (int n = 0; n < 1000; n++) {
        all = join(all, loops[i]);
      }
      answers(packet(1, ethernet(types[i], all)));
      assertThat(decoder.skippedAs()).isEqualTo("too many nested headers");
    }
  }
}
