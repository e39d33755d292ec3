package io.finrst.launcher;

import static io.finrst.launcher.Launch.FINRST;
import static io.finrst.launcher.Launch.SAMPLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of loaded classes that the launcher keeps in the user's cache folder. */
class ClassArchiveIT {
  private static final Path SAMPLE = SAMPLES.resolve("keep-alive-race.pcap");

  @TempDir Path cache;

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void firstRunMakesItAndLaterRunsLoadFromIt(int java) throws Exception {
    Path home = Jdk.home(java);
    Result first = finrst(SAMPLE).with("JAVA_HOME", home).run();
    List<Path> made = archives();
    assertThat(made).hasSize(1);
    assertThat(made.get(0)).isNotEmptyFile();

    assertThat(finrst(SAMPLE).with("JAVA_HOME", home).run()).isEqualTo(first);
    assertThat(first.err()).isEmpty();
    List<String> own = own(finrst(SAMPLE).with("JAVA_HOME", home));
    assertThat(own).filteredOn(line -> line.contains("shared objects file")).hasSizeGreaterThan(own.size() * 9 / 10);
    assertThat(own).filteredOn(line -> line.contains(".TableWriter ")).singleElement().asString().contains("shared");
    assertThat(archives()).isEqualTo(made);
  }

  @Test
  void isMadeAgainForNewerBuild() throws Exception {
    finrst(SAMPLE).run();
    Path archive = archives().get(0);
    Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
    finrst(SAMPLE).run();
    assertThat(Files.getLastModifiedTime(archive).toInstant()).isAfter(Instant.EPOCH);
  }

  @Test
  void anotherPlaceHasItsOwn(@TempDir Path elsewhere) throws Exception {
    finrst(SAMPLE).run();
    Path copy = Files.copy(FINRST, elsewhere.resolve("finrst"), StandardCopyOption.COPY_ATTRIBUTES);
    Launch.of(copy, SAMPLE).with("XDG_CACHE_HOME", cache).run();
    assertThat(archives()).hasSize(2).allSatisfy(archive -> assertThat(archive).isNotEmptyFile());
    assertThat(own(Launch.of(copy, SAMPLE).with("XDG_CACHE_HOME", cache))).anyMatch(line -> line.contains("shared objects file (top)"));
  }

  @Test
  void ofAnOlderBuildIsRemoved() throws Exception {
    finrst(SAMPLE).run();
    Path archive = archives().get(0);
    Path older = archive.resolveSibling("0123-17.jsa");
    Files.move(archive, older);
    finrst(SAMPLE).run();
    assertThat(archives()).containsExactly(archive);
  }

  @Test
  void damagedOneIsNoMatter() throws Exception {
    Result good = finrst(SAMPLE).run();
    Path archive = archives().get(0);
    for (String content : new String[] {"", "not an archive"}) {
      Files.delete(archive);
      Files.writeString(archive, content);
      assertThat(finrst(SAMPLE).run()).isEqualTo(good);
      assertThat(archive).hasContent(content);
    }
  }

  @Test
  void folderThatCannotBeMadeIsNoMatter() throws Exception {
    Result good = finrst(SAMPLE).run();
    for (Path nowhere : new Path[] {cache.resolve("missing"), Path.of("/dev/null"), Path.of("/proc")}) {
      assertThat(finrst(SAMPLE).with("XDG_CACHE_HOME", nowhere).run()).as("%s", nowhere).isEqualTo(good);
    }
    assertThat(finrst(SAMPLE).with("XDG_CACHE_HOME", null).with("HOME", null).run()).isEqualTo(good);
  }

  @Test
  void questionsWithoutPacketsMakeNone() throws Exception {
    for (String question : new String[] {"--version", "--help", "causes", "schema"}) {
      assertThat(finrst(question).run().exit()).isZero();
    }
    assertThat(finrst().run().exit()).isEqualTo(2);
    assertThat(cache).isEmptyDirectory();
  }

  /** What a run says of the loading of finrst's own classes. */
  private List<String> own(Launch launch) throws Exception {
    Path loaded = cache.resolve("loaded");
    assertThat(launch.with("FINRST_JAVA_OPTS", "-Xlog:class+load:file=" + loaded).run().exit()).isZero();
    List<String> own = Files.readAllLines(loaded).stream().filter(line -> line.contains(" io.finrst.")).toList();
    Files.delete(loaded);
    return own;
  }

  private Launch finrst(Object... arguments) {
    return Launch.of(FINRST, arguments).with("XDG_CACHE_HOME", cache);
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.walk(cache.resolve("finrst"))) {
      return files.filter(Files::isRegularFile).collect(Collectors.toList());
    }
  }
}
