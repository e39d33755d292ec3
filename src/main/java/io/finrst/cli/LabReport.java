package io.finrst.cli;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.SocketError;
import io.finrst.lab.Call;
import io.finrst.lab.Performance;
import io.finrst.lab.Recorder.Observed;
import io.finrst.lab.Scenario;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.EndedBy;
import io.finrst.report.Pad;
import io.finrst.report.Quantity;
import io.finrst.report.text.Ink;
import io.finrst.report.text.Palette;
import io.finrst.teardown.Role;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints scenarios: the client's calls on the left, the server's on the right, the packets below. */
final class LabReport {
  private static final int TIME = 9;
  private static final int NAME = 9;
  private static final String DISAGREES = "DISAGREES";
  private static final int USUAL_COLUMNS = 100;
  private static final int WIDEST_COLUMN = 52;

  private final Console console;
  private final TerminalLine progress;
  private final PrintWriter out;
  private final Prose prose;
  private final Palette palette;
  private final int both; // width of the columns of both sides
  private final int side; // width of one side's column
  private boolean begun;

  LabReport(Surroundings surroundings, Console.Color color) {
    console = surroundings.console();
    progress = new TerminalLine(surroundings.err());
    out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    prose = new Prose(out, console.columns());
    palette = console.palette(color, surroundings.environment());
    int columns = console.columns() > 0 ? console.columns() : USUAL_COLUMNS;
    both = columns - TIME - 3;
    side = Math.min(WIDEST_COLUMN, both / 2);
  }

  /** Says on a terminal which scenario is being played. */
  void progress(int done, int all, String name) {
    if (console.errIsTerminal() && !console.outIsTerminal()) {
      progress.show((done + 1) + "/" + all + " " + name);
    }
  }

  /** Parts what follows from what came before. */
  void next() {
    if (begun) {
      out.println();
    }
    begun = true;
    out.flush();
  }

  /** Says why a scenario is not played. */
  void leftOut(Scenario scenario, String reason) {
    next();
    heading(scenario, "not played: " + reason);
    out.flush();
  }

  void write(Performance performance) {
    next();
    heading(performance.scenario(), performance.scenario().teaches());
    int connections = performance.scenario().expected().size();
    for (int i = 0; i < connections; i++) {
      if (connections > 1) {
        out.println("  connection " + (i + 1));
      }
      calls(performance.calls(), i);
      if (performance.observed() != null && i < performance.observed().size()) {
        packets(performance.observed().get(i));
      }
    }
    if (performance.agrees()) {
      out.println("  " + palette.paint(Ink.GOOD, performance.observed() == null ? "as expected" : "agrees"));
    }
    for (String difference : performance.disagreements()) {
      prose.item("  " + palette.paint(Ink.BAD, DISAGREES) + "  ", DISAGREES.length() + 4, difference);
    }
    out.flush();
  }

  private void heading(Scenario scenario, String text) {
    prose.item(palette.paint(Ink.HEADING, scenario.name()) + "  ", scenario.name().length() + 2, text);
  }

  private void calls(List<Call> calls, int connection) {
    out.println(
        " ".repeat(TIME + 2) + palette.paint(Ink.FAINT, Pad.left("client", side)) + palette.paint(Ink.FAINT, "server"));
    Call last = null;
    int times = 0;
    for (Call call : calls) {
      if (call.connection() == connection) {
        if (last != null && isSame(last, call)) {
          times++; // a slow service sends a byte a call
        } else {
          call(last, times);
          last = call;
          times = 1;
        }
      }
    }
    call(last, times);
  }

  private static boolean isSame(Call a, Call b) {
    return a.side() == b.side() && a.name().equals(b.name()) && a.result().equals(b.result());
  }

  private void call(Call call, int times) {
    if (call == null) {
      return;
    }
    String time = Durations.words(call.sinceStartNs());
    String error = call.failed() ? call.error() + number(call.error()) + "  " : "";
    String shown =
        (Pad.left(call.name(), NAME) + error + call.result()).strip() + (times > 1 ? ", " + times + " times" : "");
    String cut = shown.length() > both ? shown.substring(0, both) : shown;
    String margin = Pad.right(time, TIME) + "  ";
    // nothing stands beside a call, so a long one may reach into the other side's column
    int indent = call.side() == Role.CLIENT ? 0 : Math.min(side, both - cut.length());
    out.println(margin + " ".repeat(indent) + (call.failed() ? palette.paint(Ink.BAD, cut) : cut));
  }

  /** The number the error has on this system. */
  private static String number(String error) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Errno errno = Errno.valueOf(error);
    return " " + (system.startsWith("windows") ? errno.windows().get(0)
        : system.startsWith("mac") ? errno.macos() : errno.linux());
  }

  private void packets(Observed observed) {
    ConnectionRecord c = observed.connection();
    List<String> parts = new ArrayList<>();
    parts.add(c.verdict().id());
    EndedBy by = observed.diagnosis().endedBy();
    if (by != null) {
      parts.add("ended by the " + by.role().id());
    }
    if (!observed.diagnosis().findings().isEmpty()) {
      Finding best = observed.diagnosis().findings().get(0);
      parts.add(best.cause().id() + " (" + best.confidence().id() + ")");
    }
    prose.item("  packets: ", String.join(", ", parts));
    String errors = errors(observed.diagnosis());
    if (!errors.isEmpty()) {
      prose.item("           ", "so " + errors);
    }
  }

  private static String errors(Diagnosis diagnosis) {
    List<String> sides = new ArrayList<>();
    if (!diagnosis.clientErrors().isEmpty()) {
      sides.add("the client gets " + words(diagnosis.clientErrors()));
    }
    if (!diagnosis.serverErrors().isEmpty()) {
      sides.add("the server gets " + words(diagnosis.serverErrors()));
    }
    return String.join("; ", sides);
  }

  private static String words(List<SocketError> errors) {
    return errors.stream()
        .map(error -> error.error() + " from " + error.call().id())
        .collect(Collectors.joining(", then "));
  }

  /** The sum of it. */
  void finish(int played, int disagreeing, String obstacle) {
    progress.wipe();
    out.println();
    out.println(
        Quantity.count(played, "scenario") + ": " + Quantity.count(played - disagreeing)
            + (obstacle == null ? " agree" : " as expected")
            + (disagreeing == 0 ? "" : ", " + Quantity.count(disagreeing) + " do not"));
    if (obstacle != null) {
      prose.item(
          "", "Their packets were not watched: " + obstacle + ". Or record them with another tool: --capture FILE.");
    }
    out.flush();
  }
}
