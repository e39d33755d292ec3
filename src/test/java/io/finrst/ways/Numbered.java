package io.finrst.ways;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Frames among others, that keep the numbers which they have without these; each other one has that of a neighbour. */
final class Numbered implements PacketSource {
  private final List<One> list;
  private final PacketSource frames;
  private int read;

  /**
   * A frame and its number.
   *
   * @param frame the frame
   * @param number from 1
   */
  record One(Frame frame, long number) {}

  /** These, in this order. */
  Numbered(List<One> list) {
    this.list = List.copyOf(list);
    frames = new Frames(list.stream().map(One::frame).toList()).source();
  }

  /** Frames with the numbers that they have. */
  static List<One> of(Frames frames) {
    List<One> numbered = new ArrayList<>();
    for (int number = 1; number <= frames.count(); number++) {
      numbered.add(new One(frames.frame(number), number));
    }
    return numbered;
  }

  @Override
  public boolean next(Packet packet) throws IOException {
    if (!frames.next(packet)) {
      return false;
    }
    packet.frame = list.get(read++).number();
    return true;
  }

  @Override
  public List<CaptureInfo> captures() {
    return frames.captures();
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
