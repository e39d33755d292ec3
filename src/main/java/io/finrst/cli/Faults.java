package io.finrst.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one line on stderr and an exit status. */
final class Faults {
  private final Surroundings surroundings;
  private final boolean debug;

  /**
   * @param debug whether to show stack traces
   */
  Faults(Surroundings surroundings, boolean debug) {
    this.surroundings = surroundings;
    this.debug = debug;
  }

  /** A command line that cannot be understood. */
  int usage(ParameterException wrong, String[] args) {
    String message = wrong.getMessage();
    String line = message == null ? "wrong command line" : message.lines().findFirst().orElse("");
    surroundings.say(line.replaceFirst("^Error: ", "") + hint(wrong));
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    surroundings.err().println("Try '" + command + " --help'.");
    return ExitCode.UNUSABLE.status();
  }

  private static String hint(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      List<String> meant = unmatched.getSuggestions();
      return meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?";
    }
    return "";
  }

  /** Something that went wrong while running. */
  int execution(Throwable thrown) {
    Throwable fault = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
    ReportOutput out = surroundings.out();
    if (out.isBrokenPipe()) {
      return ExitCode.BROKEN_PIPE.status();
    }
    if (debug) {
      fault.printStackTrace(surroundings.err());
    }
    if (out.failed()) {
      surroundings.say("cannot write the report: " + out.reason());
      return ExitCode.OUTPUT_FAILED.status();
    }
    if (fault instanceof IOException) {
      surroundings.say(String.valueOf(fault.getMessage()));
      return ExitCode.UNUSABLE.status();
    }
    if (fault instanceof OutOfMemoryError) {
      surroundings.say("out of memory: try --max-connections 100000, or FINRST_JAVA_OPTS=-Xmx4g");
      return ExitCode.INCOMPLETE.status();
    }
    String where = debug ? "" : " (--debug shows where)";
    surroundings.say("internal error: " + fault.toString().lines().findFirst().orElse("") + where);
    return ExitCode.CRASH.status();
  }
}
