package io.finrst.cli;

import io.finrst.lab.Call;
import io.finrst.lab.CallLog;
import io.finrst.lab.LabServer;
import io.finrst.lab.Service;
import io.finrst.lab.Services;
import io.finrst.report.Quantity;
import io.finrst.report.json.CallJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code finrst lab serve}. */
@Command(
    name = "serve",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    customSynopsis = "finrst lab serve [SERVICE...] [OPTIONS]%n",
    description = {
      "Run servers that misbehave, each on its own port, to test clients against.",
      "",
      "'finrst lab list' names them. Without names all are served. Ctrl-C ends it.%n"
    })
final class LabServeCommand implements Callable<Integer> {
  static final int USUAL_BASE_PORT = 2000;
  private static final int MS_PER_S = 1_000;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      hideParamSyntax = true,
      completionCandidates = ServiceNames.class,
      description = "Which. Default: all.")
  private List<String> names = List.of();

  /** Words for shell completion. */
  static final class ServiceNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Services.ALL.stream().map(Service::name).iterator();
    }
  }

  @Option(
      names = "--base-port",
      paramLabel = "N",
      description = "Port of the first service; the others follow. Default: 2000. 0: any free ones.")
  private int basePort = USUAL_BASE_PORT;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Listen on this address of this host instead of 127.0.0.1.")
  private String address;

  @Option(names = "--delay", paramLabel = "MS", description = "Between the bytes of 'slow'. Default: 100.")
  private int delayMs = Service.Settings.USUAL.delayMs();

  @Option(names = "--idle", paramLabel = "SECONDS", description = "Silence that 'idle-timeout' bears. Default: 5.")
  private double idleSeconds = (double) Service.Settings.USUAL.idleMs() / MS_PER_S;

  @Option(names = "--failures", paramLabel = "N", description = "Connections 'flaky' resets in a row. Default: 2.")
  private int failures = Service.Settings.USUAL.failures();

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Bytes 'reset-after-bytes' receives before it resets. Default: 1000.")
  private int bytes = Service.Settings.USUAL.bytes();

  @Option(names = "--json", description = "The log on stderr as JSON, one object a line.")
  private boolean json;

  /** Read by {@link Main} before anything can break. */
  @Option(names = Main.DEBUG, description = "Show a stack trace when something breaks.")
  private boolean debug;

  LabServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(basePort >= 0 && basePort <= 0xFFFF - 100, "--base-port takes 0 to 65435");
    require(
        delayMs >= 0 && idleSeconds > 0 && failures >= 0 && bytes >= 0,
        "--idle takes more than 0; --delay, --failures and --bytes take 0 or more");
    InetAddress where = where();
    CountDownLatch ended = new CountDownLatch(1);
    Interrupt.handled(surroundings, true).watch(ended::countDown, false);
    List<LabServer> servers = new ArrayList<>();
    try {
      for (Service service : chosen()) {
        servers.add(start(service, where));
      }
      for (LabServer server : servers) {
        surroundings.say(
            where.getHostAddress() + ":" + server.port() + "  " + server.service().name() + ": "
                + server.service().about());
      }
      ended.await();
    } finally {
      for (LabServer server : servers) {
        server.close();
      }
    }
    for (LabServer server : servers) {
      if (server.connections() > 0) {
        surroundings.say(server.service().name() + ": " + Quantity.count(server.connections(), "connection"));
      }
    }
    return ExitCode.OK.status();
  }

  private LabServer start(Service service, InetAddress where) throws IOException {
    int port = basePort == 0 ? 0 : basePort + service.portOffset();
    Service.Settings settings = new Service.Settings(delayMs, (int) (idleSeconds * MS_PER_S), failures, bytes);
    return new LabServer(
        service, settings, new InetSocketAddress(where, port), new CallLog(call -> log(service, call)));
  }

  private InetAddress where() throws UnknownHostException {
    if (address == null) {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
    InetAddress where;
    try {
      where = InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new ParameterException(spec.commandLine(), "'" + address + "' is not an address of this host");
    }
    if (!where.isLoopbackAddress()) {
      surroundings.say("warning: others can reach these services on " + where.getHostAddress());
    }
    return where;
  }

  private List<Service> chosen() {
    if (names.isEmpty()) {
      return Services.ALL;
    }
    List<Service> chosen = new ArrayList<>();
    List<String> known = Services.ALL.stream().map(Service::name).toList();
    for (String name : names) {
      int index = known.indexOf(name);
      require(index >= 0, "unknown service '" + name + "'; " + Nearest.hint(name, known));
      chosen.add(Services.ALL.get(index));
    }
    return chosen;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private synchronized void log(Service service, Call call) {
    if (json) {
      surroundings.err().println(
          CallJson.line(
              service.name(), call.connection() + 1, call.sinceStartNs() / 1e9, call.name(), call.result(),
              call.error()));
    } else {
      surroundings.say(
          (service.name() + " #" + (call.connection() + 1) + ": " + call.name() + " " + call.result()
              + (call.failed() ? " " + call.error() : "")).strip());
    }
  }
}
