package io.finrst.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/**
 * Buffered text output that keeps its first failure: a closed pipe ends the report quietly, and whoever runs the
 * analysis asks {@link #failed} when it suits. Characters the charset lacks become question marks.
 */
public final class TextOutput {
  private final Writer writer;
  private IOException failure;

  /** Writes to {@code out}, which is flushed but never closed. */
  public TextOutput(OutputStream out, Charset charset) {
    writer = new BufferedWriter(new OutputStreamWriter(out, charset), 16 * 1024);
  }

  /** Writes {@code text} as it is; nothing after a failure. */
  public void write(CharSequence text) {
    if (failure != null) {
      return;
    }
    try {
      writer.append(text);
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Writes {@code text} and a newline. */
  public void line(CharSequence text) {
    write(text);
    write("\n");
  }

  /** Hands on what is buffered. */
  public void flush() {
    if (failure != null) {
      return;
    }
    try {
      writer.flush();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Whether anything written so far was lost. */
  public boolean failed() {
    return failure != null;
  }

  /**
   * Flushes.
   *
   * @throws IOException the first failure, whenever it happened
   */
  public void finish() throws IOException {
    flush();
    if (failure != null) {
      throw failure;
    }
  }
}
