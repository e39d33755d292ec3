package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.finrst.capture.pcap4j.Interfaces;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.golden.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commonest endings, played on the loopback interface by the servers and clients that have them: what finrst says of
 * the packets is held against what the client printed. Where a program is not installed its tests are skipped.
 */
@Timeout(180)
class RealServersIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String HOST = LOOPBACK.getHostAddress();

  /** A client that closes first exits before the server has closed, too. */
  private static final int SERVERS_TURN_MS = 300;

  /** By the path that is asked for. */
  private static final String PYTHON_SERVER =
      """
      import http.server, os, socket, struct, sys
      class Handler(http.server.BaseHTTPRequestHandler):
          protocol_version = 'HTTP/1.1'
          def head(self, length):
              self.send_response(200)
              self.send_header('Content-Length', str(length))
              self.end_headers()
          def do_GET(self):
              if self.path == '/dies':
                  os._exit(1)
              if self.path == '/aborts':
                  self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                  self.connection.close()
                  os._exit(1)
              self.head(100)
              self.wfile.write(b'x' * (40 if self.path == '/dies-within' else 100))
              if self.path == '/dies-within':
                  os._exit(1)
          def do_POST(self):
              self.send_error(413)
      http.server.HTTPServer((sys.argv[1], int(sys.argv[2])), Handler).serve_forever()
      """;

  private static final String PYTHON_CLIENT =
      """
      import http.client, sys
      asked = http.client.HTTPConnection(sys.argv[1], int(sys.argv[2]))
      asked.request('GET', sys.argv[3])
      asked.getresponse().read()
      """;

  private static final String NODE_SERVER =
      """
      const [host, port] = process.argv.slice(1);
      require('http').createServer((request, response) => {
        if (request.url == '/aborts') request.socket.resetAndDestroy();
        else if (request.url == '/destroys') request.socket.destroy();
        else { response.writeHead(200, {'Content-Length': 100}); response.end('x'.repeat(100)); }
      }).listen(port, host);
      """;

  private static final String NODE_CLIENT =
      """
      const [host, port, path] = process.argv.slice(1);
      require('http').get({host, port, path}, response => response.resume());
      """;

  @TempDir private Path folder;

  private final List<Process> servers = new ArrayList<>();
  private HttpServer javaServer;
  private int port;
  private Launch.Result client;

  @BeforeEach
  void mayCapture() throws Exception {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    assumeTrue(Interfaces.refusal("lo") == null, "no right to capture on lo");
    try (ServerSocket any = new ServerSocket(0, 1, LOOPBACK)) {
      port = any.getLocalPort();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process server : servers) {
      server.toHandle().destroy(); // its streams are still read
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
    if (javaServer != null) {
      javaServer.stop(0);
    }
  }

  private static void needs(String... programs) throws Exception {
    for (String program : programs) {
      boolean there = Launch.of("sh", "-c", "command -v \"$0\"", program).run().exit() == 0;
      assumeTrue(there, program + " is not installed");
    }
  }

  /** Starts it and waits until it takes connections. */
  private void serve(Object program, Object... arguments) throws IOException, InterruptedException {
    Process server = Launch.of(program, arguments).with("LC_ALL", "C").start();
    servers.add(server);
    server.getOutputStream().close();
    drain(server.inputReader());
    drain(server.errorReader());
    for (int tries = 0; tries < 600; tries++) {
      try {
        new Socket(LOOPBACK, port).close();
        return;
      } catch (IOException notYet) {
        assertThat(server.isAlive()).as("%s runs", program).isTrue();
        Thread.sleep(100);
      }
    }
    throw new AssertionError(program + " does not listen");
  }

  private static void drain(BufferedReader reader) {
    Thread thread = new Thread(() -> reader.lines().forEach(line -> {}));
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs the client and returns what finrst says of its last connection. */
  private Object play(Object program, Object... arguments) throws IOException, InterruptedException {
    Process finrst = Launch.of(FINRST, "live", "-i", "lo", "--json", "tcp port " + port).start();
    try (BufferedReader err = finrst.errorReader(StandardCharsets.UTF_8)) {
      assertThat(err.readLine()).startsWith("finrst: listening on ");
      client = Launch.of(program, arguments).with("LC_ALL", "C").run();
      Thread.sleep(SERVERS_TURN_MS);
      finrst.toHandle().destroy(); // SIGTERM, and its streams stay open: what the kernel still holds is taken in
      List<Object> told = Json.parse(finrst.inputReader(StandardCharsets.UTF_8).lines().reduce("", String::concat));
      return told.stream().filter(each -> "connection".equals(Json.text(each, "type"))).reduce((a, b) -> b).orElseThrow();
    } finally {
      finrst.destroyForcibly();
    }
  }

  private static String first(Object told) {
    List<?> causes = Json.list(told, "causes");
    return causes.isEmpty() ? "" : Json.text(causes.get(0), "id") + " " + Json.text(causes.get(0), "confidence");
  }

  private static Stream<Object> errors(Object told, String side) {
    return Json.list(Json.get(told, "socketErrors"), side).stream().map(each -> each);
  }

  private static List<String> names(Object told, String side) {
    return errors(told, side).map(each -> Json.text(each, "error")).toList();
  }

  /** What finrst says that programs of a language print. */
  private static List<String> messages(Object told, String language) {
    return errors(told, "client").map(each -> Json.text(Json.get(each, "messages"), language)).toList();
  }

  private static List<?> wordsOfEarlyEnd(Object told) {
    assertThat(Json.get(told, "endOfFile")).isNotNull();
    assertThat(Json.text(Json.get(told, "endOfFile"), "role")).isEqualTo("client");
    return Json.list(Json.get(told, "endOfFile"), "words");
  }

  private void assertClientPrints(List<?> any) {
    assertThat(any.stream().map(Object::toString)).anyMatch(client.err()::contains);
  }

  private String url(String path) {
    return "http://" + HOST + ":" + port + path;
  }

  private void python() throws Exception {
    needs("python3");
    serve("python3", "-c", PYTHON_SERVER, HOST, port);
  }

  private void node() throws Exception {
    needs("node");
    serve("node", "-e", NODE_SERVER, HOST, port);
  }

  private Object pythonAsks(String path) throws Exception {
    needs("python3");
    return play("python3", "-c", PYTHON_CLIENT, HOST, port, path);
  }

  private Object curlAsks(String path, Object... more) throws Exception {
    needs("curl");
    List<Object> arguments = new ArrayList<>(List.of("-sS", "--noproxy", "*", url(path)));
    arguments.addAll(List.of(more));
    return play("curl", arguments.toArray());
  }

  private static void assertAborted(Object told, String by) {
    assertThat(Json.text(told, "verdict")).isEqualTo("rst-after-data");
    assertThat(Json.text(Json.get(told, "endedBy"), "role")).isEqualTo(by);
    assertThat(names(told, "client")).startsWith("ECONNRESET");
  }

  @Test
  void answerOfPythonThatComesWholeIsNobodysLoss() throws Exception {
    python();
    Object told = curlAsks("/");
    assertThat(client.exit()).isZero();
    assertThat(Json.text(told, "verdict")).isEqualTo("graceful");
    assertThat(Json.list(told, "causes")).isEmpty();
    assertThat(Json.get(told, "endOfFile")).isNull();
  }

  @Test
  void pythonThatDiesInMidAnswer() throws Exception {
    python();
    Object told = curlAsks("/dies-within");
    assertThat(first(told)).isEqualTo("answer-cut-short certain");
    assertThat(client.exit()).isEqualTo(18);
    assertClientPrints(wordsOfEarlyEnd(told));
  }

  @Test
  void pythonThatDiesInsteadOfAnswering() throws Exception {
    python();
    Object told = curlAsks("/dies");
    assertThat(first(told)).startsWith("closed-without-answer");
    assertThat(client.exit()).isEqualTo(52);
    assertClientPrints(wordsOfEarlyEnd(told));
  }

  @Test
  void pythonThatAborts() throws Exception {
    python();
    Object told = pythonAsks("/aborts");
    assertAborted(told, "server");
    assertThat(first(told)).as("a small request may have been read or not").endsWith(" possible");
    assertClientPrints(messages(told, "python"));
  }

  @Test
  void pythonThatRefusesABodyWithoutReadingIt() throws Exception {
    python();
    Path body = Files.write(folder.resolve("body"), new byte[8 << 20]);
    Object told = curlAsks("/", "-H", "Expect:", "--data-binary", "@" + body);
    assertThat(Json.text(told, "verdict")).startsWith("rst-after-");
    assertThat(first(told)).isEqualTo("unread-data-at-close likely");
    assertThat(names(told, "client")).isNotEmpty();
    if (client.exit() != 0) {
      assertThat(client.err()).containsAnyOf("Connection reset by peer", "Broken pipe");
    }
  }

  @Test
  void portWhereNobodyListens() throws Exception {
    Object told = pythonAsks("/");
    assertThat(first(told)).isEqualTo("port-closed likely");
    assertClientPrints(messages(told, "python"));
  }

  @Test
  void nodeThatAborts() throws Exception {
    node();
    Object told = play("node", "-e", NODE_CLIENT, HOST, port, "/aborts");
    assertAborted(told, "server");
    assertClientPrints(messages(told, "node"));
  }

  @Test
  void nodeThatDestroysItsSocketInsteadOfAnswering() throws Exception {
    node();
    Object told = pythonAsks("/destroys");
    assertThat(first(told)).startsWith("closed-without-answer");
    assertClientPrints(wordsOfEarlyEnd(told));
  }

  @Test
  void javasServerThatEndsAnAnswerTooEarly() throws Exception {
    javaServer = HttpServer.create(new InetSocketAddress(LOOPBACK, port), 1);
    javaServer.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(new byte[40]);
          exchange.getResponseBody().flush();
          exchange.close();
        });
    javaServer.start();
    Object told = pythonAsks("/");
    assertThat(first(told)).isEqualTo("answer-cut-short certain");
    assertClientPrints(wordsOfEarlyEnd(told));
  }

  @Test
  void certificateThatCurlDoesNotTrust() throws Exception {
    needs("openssl", "curl");
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("cert.pem");
    Launch made =
        Launch.of(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", 2, "-keyout",
            key, "-out", certificate);
    assertThat(made.run().exit()).isZero();
    serve("openssl", "s_server", "-quiet", "-accept", HOST + ":" + port, "-key", key, "-cert", certificate);
    Object told = play("curl", "-sS", "--noproxy", "*", "https://" + HOST + ":" + port + "/");
    assertThat(client.exit()).isEqualTo(60);
    assertThat(first(told)).startsWith("tls-alert");
  }

  /** Half of a request, and then whatever comes until the other side closes. */
  private static final String PATIENT_CLIENT =
      """
      import socket, sys
      asked = socket.create_connection((sys.argv[1], int(sys.argv[2])))
      asked.sendall(b'GET / HTTP/1.1\\r\\nHost: a\\r\\nX-Slow: ')
      while asked.recv(4096):
          pass
      """;

  /** One connection after another, all held open; what the last one hears. */
  private static final String MANY_CLIENTS =
      """
      import socket, sys
      held = [socket.create_connection((sys.argv[1], int(sys.argv[2]))) for _ in range(int(sys.argv[3]))]
      for each in held[:-1]:
          each.sendall(sys.argv[4].encode().decode('unicode_escape').encode())
          if sys.argv[4]:
              each.recv(4096)
      print(held[-1].recv(4096))
      while held[-1].recv(4096):
          pass
      """;

  private Object halfARequest() throws Exception {
    needs("python3");
    return play("python3", "-c", PATIENT_CLIENT, HOST, port);
  }

  private Object upload(String path) throws Exception {
    Path body = Files.write(folder.resolve("body"), new byte[8 << 20]);
    return curlAsks(path, "-H", "Expect:", "--data-binary", "@" + body);
  }

  private void nginx(String server) throws Exception {
    needs("nginx");
    String settings =
        """
        daemon off; master_process off; error_log stderr; pid %1$s/nginx.pid; events {}
        http {
          access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
          uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          server { listen %2$s:%3$d; %4$s }
        }
        """;
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, settings.formatted(folder, HOST, port, server));
    serve("nginx", "-p", folder, "-c", file);
  }

  @Test
  void nginxThatClosesWithoutAWord() throws Exception {
    nginx("return 444;");
    Object told = curlAsks("/");
    assertThat(first(told)).startsWith("closed-without-answer");
    assertThat(client.exit()).isEqualTo(52);
    assertClientPrints(wordsOfEarlyEnd(told));
  }

  @Test
  void nginxThatWillNotHaveSuchABodyReadsItAllTheSame() throws Exception {
    nginx("client_max_body_size 1k;");
    Object told = upload("/");
    assertThat(Json.text(told, "verdict")).isEqualTo("graceful");
    assertThat(first(told)).startsWith("protocol-refusal ");
    assertThat(client.out()).contains("413 Request Entity Too Large");
  }

  @Test
  void nginxThatWaitsNoLongerForTheRequest() throws Exception {
    nginx("client_header_timeout 1s;");
    Object told = halfARequest();
    assertThat(first(told)).startsWith("request-cut-short ");
  }

  private void apache(String settings) throws Exception {
    needs("apache2");
    Path modules = Path.of("/usr/lib/apache2/modules");
    assumeTrue(Files.isDirectory(modules), "Apache's modules are not in " + modules);
    List<String> lines = new ArrayList<>();
    for (String module : List.of("mpm_event", "authz_core", "reqtimeout")) {
      lines.add("LoadModule " + module + "_module " + modules + "/mod_" + module + ".so");
    }
    lines.add("ServerName localhost\nListen " + HOST + ":" + port + "\nDocumentRoot " + folder);
    lines.add("PidFile " + folder + "/pid\nDefaultRuntimeDir " + folder + "\nErrorLog " + folder + "/log");
    Path file = Files.writeString(folder.resolve("apache.conf"), String.join("\n", lines) + "\n" + settings + "\n");
    serve("apache2", "-d", folder, "-f", file, "-DFOREGROUND");
  }

  /** What Python's server aborts with the same request, see above. */
  @Test
  void apacheReadsWhatItDoesNotWant() throws Exception {
    apache("");
    Object told = upload("/nothing-here");
    assertThat(Json.text(told, "verdict")).isEqualTo("graceful");
    assertThat(client.exit()).isZero();
    assertThat(client.out()).contains("404 Not Found");
    assertThat(Json.list(told, "causes")).isEmpty();
  }

  @Test
  void apacheThatWaitsNoLongerForTheRequestSaysSo() throws Exception {
    apache("RequestReadTimeout header=1");
    Object told = halfARequest();
    assertThat(first(told)).startsWith("request-cut-short ");
  }

  private void haproxy(String frontend) throws Exception {
    needs("haproxy");
    String settings =
        """
        defaults
          mode http
          timeout connect 1s
          timeout client 20s
          timeout server 20s
        frontend all
          bind %s:%d
          %s
        """;
    Path file = Files.writeString(folder.resolve("haproxy.cfg"), settings.formatted(HOST, port, frontend));
    serve("haproxy", "-db", "-f", file);
  }

  @Test
  void haproxyWithoutABackendSaysSo() throws Exception {
    haproxy("default_backend none\nbackend none");
    Object told = curlAsks("/");
    assertThat(client.out()).contains("503 Service Unavailable");
    assertThat(first(told)).startsWith("protocol-refusal ");
  }

  @Test
  void haproxyThatWaitsNoLongerForTheRequestSaysSo() throws Exception {
    haproxy("timeout http-request 1s");
    Object told = halfARequest();
    assertThat(first(told)).startsWith("request-cut-short ");
  }

  @Test
  void redisWithTooManyClients() throws Exception {
    needs("redis-server", "python3");
    serve("redis-server", "--bind", HOST, "--port", port, "--maxclients", 2, "--save", "", "--dir", folder);
    Object told = play("python3", "-c", MANY_CLIENTS, HOST, port, 3, "PING\\r\\n");
    assertThat(client.out()).contains("max number of clients reached");
    assertThat(first(told)).startsWith("protocol-refusal ");
  }

  @Test
  void mariadbWithTooManyClients() throws Exception {
    needs("mariadbd", "python3");
    String user = System.getProperty("user.name");
    Path data = Files.createDirectory(folder.resolve("data"));
    serve(
        "mariadbd", "--no-defaults", "--user=" + user, "--datadir=" + data, "--bind-address=" + HOST, "--port=" + port,
        "--socket=" + folder.resolve("s"), "--skip-grant-tables", "--skip-networking=0", "--max-connections=10",
        "--pid-file=" + folder.resolve("pid"), "--extra-max-connections=0");
    Object told = play("python3", "-c", MANY_CLIENTS, HOST, port, 12, "");
    assertThat(client.out()).contains("Too many connections");
    assertThat(first(told)).startsWith("protocol-refusal ");
  }

  /** Neither the server's nor the client's, but the word of the database decides; a killed backend has none. */
  @Test
  void databaseThatRefusesAndOneWhoseBackendIsKilled() throws Exception {
    needs("initdb", "postgres", "psql");
    postgres();
    Object refused = psql("nowhere", "SELECT 1");
    assertThat(first(refused)).startsWith("protocol-refusal ");
    assertThat(client.err()).contains("database \"nowhere\" does not exist");

    Object ended = psql("postgres", "SELECT pg_terminate_backend(pg_backend_pid())");
    assertThat(first(ended)).startsWith("protocol-refusal ");

    Object killed = psql("postgres", "COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID'");
    assertThat(first(killed)).startsWith("closed-without-answer");
    assertClientPrints(wordsOfEarlyEnd(killed));
  }

  private Object psql(String database, String command) throws Exception {
    return play("psql", "-X", "-h", HOST, "-p", port, "-U", "finrst", "-d", database, "-c", command);
  }

  /** PostgreSQL does not run as root. */
  private void postgres() throws Exception {
    boolean root = "0".equals(Launch.of("id", "-u").run().out().strip());
    Path data = Files.createDirectory(folder.resolve("data"));
    List<Object> as = new ArrayList<>();
    if (root) {
      needs("setpriv");
      as.addAll(List.of("setpriv", "--reuid=nobody", "--clear-groups"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      UserPrincipal nobody = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(data, nobody);
    }
    Launch.Result made = run(as, "initdb", "-N", "-A", "trust", "-U", "finrst", "-E", "UTF8", "--locale=C", "-D", data);
    assertThat(made.exit()).as(made.err()).isZero();
    List<Object> server = new ArrayList<>(as);
    server.addAll(List.of("postgres", "-D", data, "-h", HOST, "-p", port, "-c", "unix_socket_directories="));
    serve(server.get(0), server.subList(1, server.size()).toArray());
  }

  private static Launch.Result run(List<Object> before, Object... command) throws Exception {
    List<Object> all = new ArrayList<>(before);
    all.addAll(List.of(command));
    return Launch.of(all.get(0), all.subList(1, all.size()).toArray()).run();
  }
}
