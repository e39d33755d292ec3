package io.finrst.script;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.util.ArrayList;
import java.util.List;

/** Frames as a source. The lent array is shared and refilled, as real sources do, so that a kept reference shows. */
final class FramesSource implements PacketSource {
  private static final int LEAD = 16; // the packet does not start at index 0, as in a real buffer

  private final List<Frame> frames;
  private byte[] buffer = new byte[LEAD + 256];
  private int read;

  FramesSource(List<Frame> frames) {
    this.frames = frames;
  }

  @Override
  public boolean next(Packet packet) {
    if (read == frames.size()) {
      return false;
    }
    Frame frame = frames.get(read++);
    int length = frame.bytes().length;
    if (buffer.length < LEAD + length) {
      buffer = new byte[LEAD + 2 * length];
    }
    System.arraycopy(frame.bytes(), 0, buffer, LEAD, length);
    packet.data = buffer;
    packet.offset = LEAD;
    packet.capturedLength = length;
    packet.wireLength = frame.wireLength();
    packet.timeNs = frame.timeNs();
    packet.fractionDigits = 9;
    packet.frame = read;
    packet.interfaceId = 0;
    packet.linkType = frame.linkType();
    return true;
  }

  @Override
  public List<CaptureInfo> captures() {
    List<Frame> seen = frames.subList(0, read);
    List<Integer> links = new ArrayList<>(seen.stream().map(Frame::linkType).distinct().toList());
    long first = seen.stream().mapToLong(Frame::timeNs).min().orElse(0);
    long last = seen.stream().mapToLong(Frame::timeNs).max().orElse(0);
    return List.of(new CaptureInfo("script", "script", links, read, read > 0 ? 1 : 0, first, last, 0, -1,
        ClockFaults.NONE, null));
  }

  @Override
  public void close() {}
}
