package io.finrst.cli;

/** What the exit status says. A crash is never 0 or 1, so that a script cannot take it for an answer. */
enum ExitCode {
  /** Analysed to the end. */
  OK(0),
  /** {@code --fail-on} matched. */
  FOUND(1),
  /** The command line was wrong, or nothing could be read. */
  UNUSABLE(2),
  /** Analysed, but the input was cut or damaged, packets were lost while capturing, memory ended, or the run was
   * interrupted. */
  INCOMPLETE(3),
  /** A bug in finrst (EX_SOFTWARE of sysexits.h). */
  CRASH(70),
  /** The report or the recording could not be written, such as to a full disk (EX_IOERR). */
  OUTPUT_FAILED(74),
  /** Nobody reads the output any more; what a shell shows for SIGPIPE. */
  BROKEN_PIPE(141);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }
}
