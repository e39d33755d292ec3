package io.finrst.capture;

import java.io.IOException;

/** A capture that cannot be read, or not any further. Its message is one line that names file and byte offset. */
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String reason;

  /**
   * @param file the capture as the user named it
   * @param offset byte offset in the (uncompressed) stream at which reading stopped making sense, -1 when there is
   *     none, such as for a file that does not exist
   * @param reason what is wrong, without a full stop
   */
  public CaptureException(String file, long offset, String reason) {
    super(offset < 0 ? file + ": " + reason : file + ": " + reason + " at byte " + offset);
    this.file = file;
    this.offset = offset;
    this.reason = reason;
  }

  /** The capture as the user named it. */
  public String file() {
    return file;
  }

  /** Byte offset in the uncompressed stream, -1 when there is none. */
  public long offset() {
    return offset;
  }

  /** What is wrong, without file and offset. */
  public String reason() {
    return reason;
  }
}
