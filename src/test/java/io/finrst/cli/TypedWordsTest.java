package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TypedWordsTest {
  @Test
  void lastWordsOfTheCommandLineAreTaken() {
    byte[] line = "java\0-jar\0finrst\0\0--top=1\0caf\u00e9\0".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(TypedWords.last(3, line)).containsExactly("", "--top=1", "caf\udce9");
  }

  @Test
  void wordsThatJavaCouldDecodeStayAsTheyAre() {
    String[] words = {"café", ""};
    assertThat(TypedWords.of(words)).isSameAs(words);
  }
}
