package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ethernet;
import static io.finrst.wire.PacketBytes.hex;
import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.join;
import static io.finrst.wire.PacketBytes.packet;
import static io.finrst.wire.PacketBytes.tcp;
import static io.finrst.wire.PacketBytes.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.finrst.capture.Packet;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class NoAllocationTest {
  private static final int ROUNDS = 20_000;

  @Test
  void decodingAllocatesNothing() {
    assumeThat(ManagementFactory.getThreadMXBean())
        .as("this JVM does not count allocations per thread")
        .isInstanceOf(com.sun.management.ThreadMXBean.class);
    com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] inner = ethernet(0x0800, ipv4(6, tcp("0101080a 00000001 00000002", 100)));
    Packet[] packets = {
      packet(1, inner),
      packet(1, ethernet(0x86DD, ipv6(6, tcp("020405b4 0402 080a 00000007 00000009 01 030307", 0)))),
      packet(1, ethernet(0x0800, ipv4(17, udp(4789, join(hex("08000000 00000500"), inner))))),
      packet(1, ethernet(0x0800, ipv4(1, join(hex("0303000000000000"), ipv4(6, tcp()))))),
      packet(1, ethernet(0x0806, new byte[28])),
      packet(147, inner),
      packet(1, ethernet(0x88B5, new byte[28])),
      packet(1, ethernet(0x0800, ipv4(253, new byte[28]))),
    };
    SegmentDecoder decoder = new SegmentDecoder(true, true);
    Segment segment = new Segment();
    decodeAll(decoder, packets, segment);
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    decodeAll(decoder, packets, segment);
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    // the counter's own calls may cost a little; one object a packet would be megabytes
    assertThat(after - before).isLessThan(ROUNDS);
  }

  private static void decodeAll(SegmentDecoder decoder, Packet[] packets, Segment segment) {
    for (int i = 0; i < ROUNDS; i++) {
      for (Packet packet : packets) {
        decoder.decode(packet, segment);
        decoder.skippedAs();
      }
    }
  }
}
