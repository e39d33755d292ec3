package io.finrst.ways;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Some packets of another source, which keep their numbers. */
final class Picked implements PacketSource {
  private final PacketSource all;
  private final Predicate<Packet> wanted;

  Picked(PacketSource all, Predicate<Packet> wanted) {
    this.all = all;
    this.wanted = wanted;
  }

  @Override
  public boolean next(Packet packet) throws IOException {
    while (all.next(packet)) {
      if (wanted.test(packet)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<CaptureInfo> captures() {
    return all.captures();
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
