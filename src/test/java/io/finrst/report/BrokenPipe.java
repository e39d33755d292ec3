package io.finrst.report;

import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes, then fails as a pipe whose reader has gone. */
public final class BrokenPipe extends OutputStream {
  private int room;
  private int attemptsAfter;

  public BrokenPipe(int room) {
    this.room = room;
  }

  /** Writes tried after the first failure. */
  public int attemptsAfterFailure() {
    return Math.max(0, attemptsAfter - 1);
  }

  @Override
  public void write(int b) throws IOException {
    if (room-- <= 0) {
      attemptsAfter++;
      throw new IOException("Broken pipe");
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    room -= length;
    if (room < 0) {
      attemptsAfter++;
      throw new IOException("Broken pipe");
    }
  }
}
