package io.finrst.capture.live;

import io.finrst.capture.CaptureException;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.util.List;

/**
 * Another source read on a thread of its own, for input that arrives while one waits for it: a pipe. Tells the time
 * between packets (see {@link PacketQueue}), and a silent pipe keeps nobody from stopping.
 */
public final class ArrivingSource implements PacketSource {
  private final PacketSource source;
  private final PacketQueue queue = new PacketQueue(1);
  private final Thread reader = new Thread(this::read, "reader");
  private boolean begun;

  /**
   * Prepares to read; the first {@link #next} begins.
   *
   * @param source belongs to this one from now on
   */
  public ArrivingSource(PacketSource source) {
    this.source = source;
    reader.setDaemon(true); // it may wait for a silent pipe for ever
  }

  private void read() {
    Packet packet = new Packet();
    try {
      boolean more = true;
      while (more) {
        try {
          more = source.next(packet);
          if (more) {
            queue.put(packet);
          }
        } catch (CaptureException damage) {
          queue.fail(damage); // the next call goes on with the next file
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      queue.fail(e);
    } catch (InterruptedException closed) {
      // nobody wants the rest
    } finally {
      queue.end();
    }
  }

  @Override
  public boolean next(Packet packet) throws IOException {
    if (!begun) {
      begun = true;
      reader.start();
    }
    return queue.next(packet);
  }

  @Override
  public List<CaptureInfo> captures() {
    return source.captures();
  }

  /** Leaves the source to its reader when that is still waiting for bytes: closing it now could wait for ever. */
  @Override
  public void close() throws IOException {
    reader.interrupt();
    if (!reader.isAlive()) {
      source.close();
    }
  }
}
