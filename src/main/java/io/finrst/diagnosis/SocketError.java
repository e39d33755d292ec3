package io.finrst.diagnosis;

/** What one socket call of one side most likely returned. */
public record SocketError(SocketCall call, Errno error) {

  /** What a program in each language prints. */
  public ErrorMessages messages() {
    return ErrorMessages.of(error, call);
  }
}
