package io.finrst.cli;

import io.finrst.capture.pcap4j.LibpcapException;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong into one line on stderr and an exit status. */
final class Faults {
  private final Surroundings surroundings;

  Faults(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A command line that cannot be understood. */
  int usage(ParameterException wrong, String[] args) {
    String message = wrong.getMessage();
    surroundings.say(message == null ? "wrong command line" : message.lines().findFirst().orElse(""));
    surroundings.err().println("Try 'finrst " + commandName(wrong) + "--help'.");
    return ExitCode.UNUSABLE.status();
  }

  private static String commandName(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }

  /** Something that went wrong while running. */
  int execution(Exception fault, CommandLine command, ParseResult parsed) {
    Object ran = command.getCommand();
    if (ran instanceof AnalyzeCommand analyze && analyze.debug()) {
      fault.printStackTrace(surroundings.err());
    }
    if (fault instanceof LibpcapException) {
      surroundings.say(fault.getMessage());
      return ExitCode.UNUSABLE.status();
    }
    if (fault instanceof IOException) {
      String message = String.valueOf(fault.getMessage());
      if (isBrokenPipe(message)) {
        return ExitCode.BROKEN_PIPE.status();
      }
      surroundings.say(message);
      return ExitCode.UNUSABLE.status();
    }
    surroundings.say("internal error: " + fault + " (--debug shows where)");
    return ExitCode.CRASH.status();
  }

  private static boolean isBrokenPipe(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("broken pipe") || words.contains("pipe closed") || words.contains("connection reset");
  }
}
