package io.finrst.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pager between the report and a terminal, chosen as git chooses: {@code FINRST_PAGER}, {@code PAGER}, else less. It
 * starts with the first byte of the report, so that messages and the progress bar come before it. A reader who leaves it
 * early has read enough: the rest of the report goes nowhere, and the exit status is the same.
 */
final class Pager extends OutputStream {
  /** The option that does without. */
  static final String NEVER = "--no-pager";

  private static final String USUAL = "less";
  private static final String NONE = "cat";

  /** Quit when it fits one screen, keep colours, leave the screen as it is: what git sets for less. */
  private static final Map<String, String> SETTINGS = Map.of("LESS", "FRX", "LV", "-c");

  private final String command;
  private final OutputStream terminal;
  private Process process;
  private OutputStream out;
  private boolean left;

  private Pager(String command, OutputStream terminal) {
    this.command = command;
    this.terminal = terminal;
  }

  /** Puts a pager before what follows, if results go to a terminal and the user wants one. */
  static void before(Surroundings surroundings) {
    ReportOutput report = surroundings.out();
    String command = command(surroundings.environment());
    boolean terminal = surroundings.console().outIsTerminal() && !Console.isDumb(surroundings.environment());
    if (surroundings.ownsProcess() && terminal && !command.isEmpty() && !report.isPaged()) {
      report.through(new Pager(command, report.target()));
    }
  }

  /** The command that the environment asks for; empty for none. */
  static String command(Map<String, String> environment) {
    String command =
        Stream.of("FINRST_PAGER", "PAGER").filter(environment::containsKey).map(environment::get).findFirst()
            .orElse(USUAL)
            .strip();
    return command.equals(NONE) ? "" : command;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (out == null) {
      start();
    }
    unlessLeft(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    if (out != null) {
      unlessLeft(out::flush);
    }
  }

  private void start() {
    out = terminal;
    try {
      if (!isInstalled()) {
        return;
      }
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
      builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
      SETTINGS.forEach(builder.environment()::putIfAbsent);
      process = builder.start();
      out = process.getOutputStream();
      Interrupt.leaveToOthers();
    } catch (IOException noShell) {
      // the report goes to the terminal as it is
    }
  }

  /** A shell would say that it is missing, and the report would be lost. */
  private boolean isInstalled() throws IOException {
    List<String> asking = List.of("sh", "-c", "command -v \"$1\" >/dev/null 2>&1", "sh", command.split("\\s+")[0]);
    try {
      return command.contains("=") || new ProcessBuilder(asking).start().waitFor() == 0; // NAME=value less is for the shell
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void unlessLeft(Step step) throws IOException {
    if (left) {
      return;
    }
    try {
      step.run();
    } catch (IOException e) {
      if (process == null) {
        throw e;
      }
      left = true;
    }
  }

  /** Waits for the reader. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    try {
      out.close();
    } catch (IOException gone) {
      left = true;
    }
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
