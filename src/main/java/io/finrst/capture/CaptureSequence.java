package io.finrst.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Captures read one after the other, never two open at a time, as one stream whose packets are numbered through. */
public final class CaptureSequence implements PacketSource {
  private final List<String> names;
  private final Function<String, SingleCapture> opener;
  private final List<CaptureInfo> finished = new ArrayList<>();
  private int nextName;
  private SingleCapture current;
  private long frames;

  /**
   * @param names captures in the order of reading
   * @param opener makes a capture of a name when its turn has come; problems wait until its first packet is asked for
   */
  public CaptureSequence(List<String> names, Function<String, SingleCapture> opener) {
    this.names = List.copyOf(names);
    this.opener = opener;
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    while (current != null || nextName < names.size()) {
      if (current == null) {
        current = opener.apply(names.get(nextName++));
      }
      boolean filled = false;
      try {
        filled = current.next(packet, frames + 1);
      } finally {
        if (!filled) {
          finish();
        }
      }
      if (filled) {
        frames++;
        return true;
      }
    }
    return false;
  }

  private void finish() {
    finished.add(current.info());
    current.close();
    current = null;
  }

  @Override
  public List<CaptureInfo> captures() {
    List<CaptureInfo> all = new ArrayList<>(finished);
    if (current != null) {
      all.add(current.info());
    }
    return all;
  }

  @Override
  public void close() {
    nextName = names.size();
    if (current != null) {
      finish();
    }
  }
}
