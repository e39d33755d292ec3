package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackFolderTest {
  @TempDir Path folder;

  @Test
  void firstFolderThatServesIsTakenAndNothingIsLeftInIt() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    List<String> folders = List.of("/no/such", file.toString(), first.toString(), second.toString());

    assertThat(UnpackFolder.first(folders)).isEqualTo(first);
    assertThat(first).isEmptyDirectory();
  }

  @Test
  void whereNoneServesThereIsNone() {
    assertThat(UnpackFolder.first(List.of("/no/such"))).isNull();
  }
}
