package io.finrst.capture;

import java.io.IOException;
import java.util.List;

/** Another source whose packets are also written to a file as they are taken from it. */
public final class RecordedSource implements PacketSource {
  private final PacketSource source;
  private final PacketSink sink;

  /** Both belong to this source and are closed with it. */
  public RecordedSource(PacketSource source, PacketSink sink) {
    this.source = source;
    this.sink = sink;
  }

  @Override
  public boolean next(Packet packet) throws IOException {
    boolean more = source.next(packet);
    if (more && packet.isClock()) {
      sink.flush();
    } else if (more) {
      sink.write(packet);
    }
    return more;
  }

  @Override
  public FrameOrigins origins() {
    return source.origins();
  }

  @Override
  public List<CaptureInfo> captures() {
    return source.captures();
  }

  @Override
  public void close() throws IOException {
    try (source) {
      sink.close();
    }
  }
}
