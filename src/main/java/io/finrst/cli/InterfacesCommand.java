package io.finrst.cli;

import io.finrst.capture.pcap4j.Interfaces.Interface;
import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.report.Pad;
import io.finrst.report.Printable;
import io.finrst.wire.Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code finrst interfaces}: what {@code live -i} takes. */
@Command(
    name = "interfaces",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description = "List the interfaces for 'finrst live -i': name, state, link type, addresses.")
final class InterfacesCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  InterfacesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    List<Interface> all = Interfaces.list();
    if (all.isEmpty()) {
      surroundings.say("no interface to capture on; 'finrst doctor' says why");
      return ExitCode.UNUSABLE.status();
    }
    int name = all.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    int state = all.stream().mapToInt(each -> state(each).length()).max().orElse(0);
    PrintWriter out = new PrintWriter(surroundings.out(), false, StandardCharsets.UTF_8);
    Prose prose = new Prose(out, surroundings.console().columns());
    for (Interface each : all) {
      String label = Pad.left(Printable.of(each.name()), name) + "  " + Pad.left(state(each), state) + "  ";
      prose.item(label, Printable.of(about(each)));
    }
    out.flush();
    return ExitCode.OK.status();
  }

  private static String state(Interface each) {
    String state = !each.up() ? "down" : each.running() ? "up" : "no carrier";
    return each.loopback() ? state + ", loopback" : state;
  }

  private static String about(Interface each) {
    StringJoiner about = new StringJoiner(", ");
    about.setEmptyValue("");
    if (!each.linkType().isEmpty()) {
      about.add(each.linkType());
    }
    each.addresses().forEach(address -> about.add(Address.of(address).toString()));
    return each.description().isEmpty() ? about.toString() : (about + " (" + each.description() + ")").strip();
  }
}
