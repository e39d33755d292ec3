package io.finrst.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacketQueueTest {
  private static final int MANY = 300_000; // more than the queue holds

  private final PacketQueue queue = new PacketQueue(1);
  private final Packet out = new Packet();

  private static Packet packet(int number) {
    Packet packet = new Packet();
    packet.data = ByteBuffer.allocate(8).putInt(4, number).array();
    packet.offset = 4;
    packet.capturedLength = 4;
    packet.wireLength = number;
    packet.timeNs = 1_000L * number;
    packet.linkType = 1;
    return packet;
  }

  /** The next packet, whatever time is told before it. */
  private boolean nextPacket() throws IOException {
    boolean more = queue.next(out);
    while (more && out.isClock()) {
      more = queue.next(out);
    }
    return more;
  }

  @Test
  void batchesKeepTheirPlaceAmongSinglePackets() throws Exception {
    PacketBatch batch = new PacketBatch();
    queue.put(packet(1));
    for (int i = 2; i <= 1 + PacketBatch.MOST_PACKETS; i++) {
      Packet packet = packet(i);
      byte[] shared = batch.bytes(4 * PacketBatch.MOST_PACKETS);
      int at = 4 * (i - 2);
      System.arraycopy(packet.data, packet.offset, shared, at, 4);
      packet.data = shared;
      packet.offset = at;
      batch.add(packet);
    }
    PacketBatch next = queue.put(batch);
    assertThat(next.isEmpty()).isTrue();
    next.add(packet(2 + PacketBatch.MOST_PACKETS));
    queue.put(next);
    queue.put(packet(3 + PacketBatch.MOST_PACKETS));
    queue.end();
    for (int i = 1; i <= 3 + PacketBatch.MOST_PACKETS; i++) {
      assertThat(nextPacket()).isTrue();
      assertThat(ByteBuffer.wrap(out.data, out.offset, out.capturedLength).getInt()).isEqualTo(i);
      assertThat(out.wireLength).isEqualTo(i);
    }
    assertThat(nextPacket()).isFalse();
  }

  @Test
  void asManyBatchesWaitAsAnEighthOfTheHeapHolds() {
    long batch = 8 * PacketBatch.USUAL_SIZE;
    assertThat(PacketQueue.mostWaiting(50 * batch)).isEqualTo(50);
    assertThat(PacketQueue.mostWaiting(50 * batch - 1)).isEqualTo(49);
    assertThat(PacketQueue.mostWaiting(1 << 20)).isEqualTo(PacketQueue.LEAST_WAITING);
    assertThat(PacketQueue.mostWaiting(8L << 30)).isEqualTo(PacketQueue.MOST_WAITING);
  }

  @Test
  void everyPacketComesOutAsItWentInAlthoughTheProducerIsFaster() throws Exception {
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 1; i <= MANY; i++) {
                  queue.put(packet(i));
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              } finally {
                queue.end();
              }
            });
    for (int i = 1; i <= MANY; i++) {
      assertThat(nextPacket()).isTrue();
      assertThat(ByteBuffer.wrap(out.data, out.offset, out.capturedLength).getInt()).isEqualTo(i);
      assertThat(out.timeNs).isEqualTo(1_000L * i);
      assertThat(out.wireLength).isEqualTo(i);
    }
    assertThat(nextPacket()).isFalse();
    producer.join();
  }

  @Test
  void packetLargerThanAChunkComesOutWhole() throws Exception {
    Packet large = packet(7);
    large.data = new byte[1 << 20];
    large.data[large.data.length - 1] = 42;
    large.offset = 0;
    large.capturedLength = large.data.length;
    queue.put(packet(1));
    queue.put(large);
    assertThat(nextPacket()).isTrue();
    assertThat(nextPacket()).isTrue();
    assertThat(out.capturedLength).isEqualTo(1 << 20);
    assertThat(out.data[out.offset + out.capturedLength - 1]).isEqualTo((byte) 42);
  }

  @Test
  void silenceIsToldAsTimeThatGoesOnFromTheLastPacket() throws Exception {
    assertThat(queue.next(out)).isTrue();
    assertThat(out.isClock()).isTrue();
    assertThat(out.timeNs).isEqualTo(PacketTime.NONE);

    queue.put(packet(5));
    assertThat(nextPacket()).isTrue();
    long before = 5_000;
    for (int i = 0; i < 3; i++) {
      assertThat(queue.next(out)).isTrue();
      assertThat(out.isClock()).isTrue();
      assertThat(out.timeNs).isGreaterThan(before);
      before = out.timeNs;
    }
  }

  @Test
  void timeGoesOnFromAClockThatWasSetBack() throws Exception {
    queue.put(packet(2_000_000));
    assertThat(nextPacket()).isTrue();
    queue.put(packet(1_000_001)); // less than a second earlier: out of order
    assertThat(nextPacket()).isTrue();
    assertThat(queue.next(out)).isTrue();
    assertThat(out.timeNs).isGreaterThan(2_000_000_000L);

    queue.put(packet(1_000_000));
    assertThat(nextPacket()).isTrue();
    assertThat(queue.next(out)).isTrue();
    assertThat(out.isClock()).isTrue();
    assertThat(out.timeNs).isBetween(1_000_000_001L, 1_999_000_000L);
  }

  @Test
  void failureIsMetBehindThePacketsBeforeItAndReadingGoesOn() throws Exception {
    queue.put(packet(1));
    queue.fail(new IOException("cut"));
    queue.put(packet(2));
    queue.end();
    assertThat(nextPacket()).isTrue();
    assertThat(out.wireLength).isEqualTo(1);
    assertThatThrownBy(this::nextPacket).isInstanceOf(IOException.class).hasMessage("cut");
    assertThat(nextPacket()).isTrue();
    assertThat(out.wireLength).isEqualTo(2);
    assertThat(nextPacket()).isFalse();
  }

  @Test
  void bugOfAProducerReachesTheConsumer() {
    queue.fail(new IllegalStateException("bug"));
    assertThatThrownBy(this::nextPacket).isInstanceOf(IllegalStateException.class).hasMessage("bug");
  }

  @Test
  void endComesWithTheLastOfSeveralProducers() throws Exception {
    PacketQueue two = new PacketQueue(2);
    two.end();
    two.put(packet(1));
    two.end();
    assertThat(two.next(out)).isTrue();
    assertThat(out.wireLength).isEqualTo(1);
    boolean more = two.next(out);
    while (more) {
      assertThat(out.isClock()).isTrue();
      more = two.next(out);
    }
  }
}
