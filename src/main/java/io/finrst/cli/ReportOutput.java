package io.finrst.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** The way results leave the program. It remembers its first failure, which a {@link PrintStream} would hide. */
final class ReportOutput extends OutputStream {
  private OutputStream out;
  private Pager pager; // null for none
  private IOException failure;

  ReportOutput(OutputStream out) {
    this.out = out;
  }

  /** Lets people read what follows page by page. */
  void through(Pager pager) {
    this.pager = pager;
    out = pager;
  }

  /** Where it goes. */
  OutputStream target() {
    return out;
  }

  /** Whether what is written goes through a pager already. */
  boolean isPaged() {
    return pager != null;
  }

  /** Waits until the last page has been read. */
  void end() {
    if (pager != null) {
      pager.close();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireWhole();
    try {
      out.write(bytes, offset, length);
      requireNoHiddenFailure();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    requireWhole();
    try {
      out.flush();
      requireNoHiddenFailure();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void requireWhole() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  private void requireNoHiddenFailure() throws IOException {
    if (out instanceof PrintStream print && print.checkError()) {
      throw new IOException("Broken pipe"); // nearly always; a PrintStream does not say
    }
  }

  boolean failed() {
    return failure != null;
  }

  /** Whether the reader went away, which is his right and no error: EPIPE, or its two names on Windows. */
  boolean isBrokenPipe() {
    return failure != null && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Why writing failed, as the operating system says it. */
  String reason() {
    return failure.getMessage();
  }
}
