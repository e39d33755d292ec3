package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one socket call of one side most likely returned.
 *
 * @param call {@code connect}, {@code accept}, {@code recv} or {@code send}
 * @param error symbolic name on Linux, e.g. {@code ECONNRESET}
 */
public record SocketError(String call, String error) {

  /** The error with its numbers, empty for the rare ones that {@link Errno} does not hold. */
  public Optional<Errno> errno() {
    return Arrays.stream(Errno.values()).filter(known -> known.name().equals(error)).findFirst();
  }

  /** What a program in each language prints, nothing for an error that {@link Errno} does not hold. */
  public ErrorMessages messages() {
    return errno().map(known -> ErrorMessages.of(known, call)).orElse(ErrorMessages.NOTHING);
  }
}
