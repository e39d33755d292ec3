package io.finrst.kernel;

import io.finrst.record.KernelReset;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A trace that was saved as text while the capture was taken. */
public final class SavedTrace {
  private SavedTrace() {}

  /**
   * Reads it.
   *
   * @param name what messages call it
   * @throws IOException when it cannot be read, or holds no reset; the message names the file
   */
  public static KernelLog read(Path file, String name) throws IOException {
    KernelLog log = new KernelLog();
    // other events of the same trace may hold any bytes
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        KernelReset reset = TraceLine.parse(line);
        if (reset != null) {
          log.add(reset);
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException(name + ": no such file", e);
    } catch (IOException e) {
      throw new IOException(name + ": cannot be read: " + e.getMessage(), e);
    }
    if (log.size() == 0) {
      throw new IOException(name + ": no record of tcp_send_reset or tcp_receive_reset; expected the text of a trace");
    }
    return log;
  }
}
