package io.finrst.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Pdist} makes, where it has been made, and what it is made of. */
@Timeout(300)
class DistIT {
  private static final Path SOURCES = Path.of("src/dist").toAbsolutePath();
  private static final Path MADE = Launch.FINRST.resolveSibling("dist");

  @TempDir private Path folder;

  private static Launch.Result run(String command) throws IOException, InterruptedException {
    return Launch.of("sh", "-c", command).run();
  }

  private static void needs(String tool) throws Exception {
    assumeTrue(run("command -v " + tool).exit() == 0, tool + " is not installed");
  }

  private static Path made(String glob) throws IOException {
    assumeTrue(Files.isDirectory(MADE), "mvn -Pdist has not been run");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(MADE, glob)) {
      for (Path each : found) {
        return each;
      }
    }
    assumeTrue(false, "mvn -Pdist made no " + glob);
    return null;
  }

  /** As on a machine without Java: only the folder's own can be found. */
  private void readsTheSamplesWithItsOwnJava(Path image) throws Exception {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("readlink", "mkdir", "mv", "rm", "stty")) {
      Path stand = tools.resolve(tool); // links out of a folder of JUnit's make it complain
      Files.writeString(stand, "#!/bin/sh\nexec " + run("command -v " + tool).out().strip() + " \"$@\"\n");
      Files.setPosixFilePermissions(stand, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Launch.Result own =
        Launch.of(image.resolve("bin/finrst"), "--csv", Launch.SAMPLES).with("JAVA_HOME", null).with("PATH", tools).run();
    assertThat(own.err()).isEmpty();
    assertThat(own.out()).isEqualTo(Launch.of(Launch.FINRST, "--csv", Launch.SAMPLES).run().out());
    Path report = folder.resolve("report.xml");
    assertThat(Launch.of(image.resolve("bin/finrst"), "--junit", report, Launch.SAMPLES).run().exit()).isZero();
    assertThat(report).exists();
  }

  @Test
  void theFolderNeedsNoJava() throws Exception {
    made("finrst-*.tar.gz");
    readsTheSamplesWithItsOwnJava(MADE.resolve("finrst"));
  }

  @Test
  void thePackageHoldsTheSame() throws Exception {
    Path deb = made("*.deb");
    Path root = folder.resolve("root");
    assertThat(run("dpkg -x '" + deb + "' '" + root + "'").exit()).isZero();
    readsTheSamplesWithItsOwnJava(root.resolve("opt/finrst"));
    assertThat(root.resolve("opt/finrst/share/man/man1/finrst.1")).exists();
    assertThat(run("dpkg -f '" + deb + "' Depends").out()).contains("libpcap0.8");
  }

  @Test
  void checksumsAreThoseOfTheFiles() throws Exception {
    made("SHA256SUMS");
    Launch.Result check = run("cd '" + MADE + "' && sha256sum -c SHA256SUMS");
    assertThat(check.exit()).as(check.err()).isZero();
    assertThat(check.out()).contains("finrst-", ": OK");
  }

  /** The wrapper finds its Java by where it lies, also behind a link, as that of the package in /usr/bin. */
  @Test
  void theFoldersCommandWorksBehindALink() throws Exception {
    Path image = folder.resolve("a folder");
    Files.createDirectories(image.resolve("lib/finrst"));
    Path command = image.resolve("bin/finrst");
    Files.createDirectories(command.getParent());
    Files.copy(SOURCES.resolve("finrst"), command);
    Path stub = Files.writeString(image.resolve("lib/finrst/finrst"), "#!/bin/sh\necho \"$JAVA_HOME\" \"$@\"\n");
    Files.setPosixFilePermissions(stub, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), command);
    assertThat(Launch.of(link, "x y", "z").run().out()).isEqualTo(image.toRealPath() + " x y z\n");
  }

  @Test
  void scriptsAreShell() throws Exception {
    for (String script : List.of("build.sh", "finrst", "deb/postinst", "deb/prerm")) {
      assertThat(run("sh -n '" + SOURCES.resolve(script) + "'").err()).as(script).isEmpty();
    }
  }

  @Test
  void theUnitIsOneAndIsHardened() throws Exception {
    needs("systemd-analyze");
    String version = run("systemd-analyze --version").out().replaceFirst("(?s)^systemd (\\d+).*", "$1");
    assumeTrue(Integer.parseInt(version) >= 250, "systemd-analyze is older than 250, which learnt to look at files");
    String unit = Files.readString(SOURCES.resolve("finrst.service")).replace("/usr/bin/finrst", Launch.FINRST.toString());
    Path service = Files.writeString(folder.resolve("finrst.service"), unit);
    Launch.Result verified = run("systemd-analyze verify '" + service + "'");
    assertThat(verified.err()).isEmpty();
    assertThat(verified.exit()).isZero();
    Launch.Result security = run("systemd-analyze security --offline=yes --threshold=20 '" + service + "'");
    assertThat(security.exit()).as("exposure of 2.0 at most\n%s", security.out()).isZero();
  }
}
