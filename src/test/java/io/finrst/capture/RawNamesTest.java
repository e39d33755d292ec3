package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawNamesTest {
  @TempDir Path folder;

  private static byte[] latin1(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void bytesThatAreNotUtf8BecomeLoneSurrogates() {
    assertThat(RawNames.of(latin1("plain.pcap"))).isEqualTo("plain.pcap");
    assertThat(RawNames.of("café €😀.pcap".getBytes(StandardCharsets.UTF_8))).isEqualTo("café €😀.pcap");
    assertThat(RawNames.of(latin1("caf\u00e9.pcap"))).isEqualTo("caf\udce9.pcap");
    assertThat(RawNames.of(latin1("cut \u00e2\u0082"))).isEqualTo("cut \udce2\udc82");
    assertThat(RawNames.of(latin1("\u00ed\u00a0\u0080"))).isEqualTo("\udced\udca0\udc80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\udcff.pcap", "a+b %41 \udce9?#.pcap", "\udc80", "mixed é \udcff", "\n\udcff\t"})
  void fileOfAnyNameIsFoundInItsFolderAndByItsName(String name) throws Exception {
    Path file = RawNames.path(folder + "/" + name);
    Files.writeString(file, "content");

    assertThat(RawNames.in(folder.toString())).isEqualTo(List.of(name));
    assertThat(RawNames.exists(folder + "/" + name)).isTrue();
    assertThat(RawNames.exists(folder + "//" + name + "x")).isFalse();
    assertThat(Files.readString(RawNames.path(folder + "//" + name))).isEqualTo("content");
  }

  @Test
  void relativeNamesStayRelative() {
    assertThat(RawNames.path("x\udcff/../y").isAbsolute()).isFalse();
    assertThat(RawNames.path("x\udcff/../y").getNameCount()).isEqualTo(3);
  }

  @Test
  void noFileHasAZeroInItsName() {
    assertThat(RawNames.exists("a\0b")).isFalse();
    assertThatThrownBy(() -> RawNames.path("a\0b")).isInstanceOf(InvalidPathException.class);
  }
}
