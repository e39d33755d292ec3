package io.finrst.cli;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketSink;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The recording beside a live capture. When it cannot be written, such as to a full disk, it says so and ends with what
 * it holds; the watching goes on. Nothing of it throws.
 */
final class Recording implements PacketSink {
  private final PacketSink sink;
  private final Consumer<String> trouble;
  private boolean ended;
  private boolean failed;

  /**
   * @param sink closed with this
   * @param trouble told why the recording ends early
   */
  Recording(PacketSink sink, Consumer<String> trouble) {
    this.sink = sink;
    this.trouble = trouble;
  }

  /** Whether packets are missing from it. */
  boolean failed() {
    return failed;
  }

  @Override
  public void write(Packet packet) {
    unlessEnded(() -> sink.write(packet));
  }

  @Override
  public void flush() {
    unlessEnded(sink::flush);
  }

  @Override
  public long size() {
    return sink.size();
  }

  @Override
  public void close() {
    end();
  }

  /** Writes what is left; nothing more is recorded. */
  void end() {
    unlessEnded(
        () -> {
          ended = true;
          sink.close();
        });
  }

  private interface Step {
    void run() throws IOException;
  }

  private void unlessEnded(Step step) {
    if (ended) {
      return;
    }
    try {
      step.run();
    } catch (IOException e) {
      failed = true;
      trouble.accept(e.getMessage() + "; the recording ends here" + (ended ? "" : ", the watching goes on"));
      letGo();
    }
  }

  private void letGo() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      sink.close();
    } catch (IOException again) {
      // what could not be written still cannot
    }
  }
}
