package io.finrst.script;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

final class PcapBytes {
  private PcapBytes() {}

  static List<Frame> decode(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    int magic = in.getInt(0);
    boolean little = magic == 0xD4C3B2A1 || magic == 0x4D3CB2A1;
    in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean nanos = in.getInt(0) == 0xA1B23C4D;
    int link = in.getInt(20);
    in.position(24);
    List<Frame> frames = new ArrayList<>();
    while (in.hasRemaining()) {
      long ns = in.getInt() * 1_000_000_000L + in.getInt() * (nanos ? 1L : 1000L);
      byte[] bytes = new byte[in.getInt()];
      int wire = in.getInt();
      in.get(bytes);
      frames.add(new Frame(bytes, wire, ns, link));
    }
    return frames;
  }
}
