package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.EndOfFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndOfFileTest {
  private static List<String> words(String script) {
    Found found = Found.inScript(script);
    return EndOfFile.of(found.only(), found.diagnoses().get(0)).words(found.only());
  }

  private static String onPort(int port, String script) {
    return "host C 10.0.0.1:40000\nhost S 10.0.0.2:" + port + "\n" + script;
  }

  @Test
  void clientsOfTheProtocolThatWasSpokenAreQuotedAndNoOthers() {
    assertThat(words(Said.of(Said.GET).serverCloses()))
        .contains("RemoteDisconnected", "socket hang up")
        .doesNotContain("Lost connection to MySQL server during query");
  }

  @Test
  void portTellsWhereTheWordsAreUnread() {
    String asked = Said.of("??").serverCloses();
    assertThat(words(onPort(3306, asked)))
        .containsExactly("Lost connection to MySQL server during query");
    assertThat(words(onPort(9999, asked))).contains(
        "RemoteDisconnected", "Lost connection to MySQL server during query");
  }
}
