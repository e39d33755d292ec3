package io.finrst.capture;

import static io.finrst.capture.PcapBytes.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int PACKETS = 4000;

  @Test
  void packetOfPcapAllocatesNothing() throws IOException {
    PcapBytes file = PcapBytes.usual();
    for (int i = 0; i < PACKETS; i++) {
      file.packet(i, i, data(i, 500));
    }
    expectNoAllocation(file.bytes());
  }

  @Test
  void packetOfPcapngAllocatesNothing() throws IOException {
    PcapngBytes file = PcapngBytes.usual();
    for (int i = 0; i < PACKETS; i++) {
      file.enhanced(0, i, data(i, 500));
    }
    expectNoAllocation(file.bytes());
  }

  /** Far more packets than fit the window, so refills are counted, too. The first ones pay for loading classes. */
  private static void expectNoAllocation(byte[] capture) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Packet packet = new Packet();
    try (CaptureSet set = CaptureSet.open(List.of("-"), new ByteArrayInputStream(capture))) {
      skip(set, packet, 1000);
      long before = threads.getCurrentThreadAllocatedBytes();
      skip(set, packet, 1000);
      long thousand = threads.getCurrentThreadAllocatedBytes() - before;
      skip(set, packet, 2000);
      long twoThousand = threads.getCurrentThreadAllocatedBytes() - before - thousand;

      assertThat(packet.frame).isEqualTo(PACKETS);
      assertThat(twoThousand).as("bytes for 2000 packets, %d for 1000", thousand).isLessThanOrEqualTo(1000);
    }
  }

  private static void skip(CaptureSet set, Packet packet, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (!set.next(packet)) {
        throw new AssertionError("only " + packet.frame + " packets");
      }
    }
  }
}
