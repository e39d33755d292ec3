package io.finrst.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code src/docs/ci.md} says is typed, typed. */
class CiDocumentIT {
  private static final Path DOCUMENT = Path.of("src/docs/ci.md");

  @TempDir private Path folder;

  private static List<String> commands() throws IOException {
    Matcher block = Pattern.compile("(?s)```sh\n(.*?)```").matcher(Files.readString(DOCUMENT));
    return block.results().flatMap(each -> each.group(1).lines()).toList();
  }

  private Launch.Result type(String command) throws Exception {
    return Launch.of("sh", "-c", "cd '" + folder + "' && PATH='" + Launch.FINRST.getParent() + "':$PATH && " + command)
        .run();
  }

  @Test
  void theCommandsDoWhatTheyAreSaidToDo() throws Exception {
    Files.copy(Launch.SAMPLES.resolve("server-closes-with-unread-request.pcap"), folder.resolve("tests.pcap"));
    List<String> commands = commands();
    assertThat(commands).hasSize(4);

    assertThat(type(commands.get(0)).exit()).isEqualTo(1);
    assertThat(type(commands.get(1)).err()).contains("endings.json: knows 1 kind of ending");
    Launch.Result known = type(commands.get(2));
    assertThat(known.exit()).isZero();
    assertThat(known.err()).contains("0 new, 1 known, 0 gone");
    assertThat(type(commands.get(3)).exit()).isZero();
    assertThat(Files.readString(folder.resolve("endings.xml"))).contains("skipped=\"1\"", "the baseline knows it");
  }

  @Test
  void theBaselineShownKnowsAContainer() throws Exception {
    Matcher block = Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).isTrue();
    Files.writeString(folder.resolve("endings.json"), block.group(1));
    Files.copy(Launch.SAMPLES.resolve("server-closes-with-unread-request.pcap"), folder.resolve("tests.pcap"));

    assertThat(type("finrst --baseline endings.json --fail-on new tests.pcap").err()).contains("0 new, 1 known, 0 gone");
  }
}
