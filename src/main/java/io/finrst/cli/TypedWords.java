package io.finrst.cli;

import io.finrst.capture.RawNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words of the command line as they were typed, where Java could not decode them. */
final class TypedWords {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private TypedWords() {}

  /** The words that Java handed over, with lost bytes put back where the system (Linux) still has them. */
  static String[] of(String[] words) {
    if (Stream.of(words).noneMatch(RawNames::hasUndecodable)) {
      return words;
    }
    try {
      return last(words.length, Files.readAllBytes(COMMAND_LINE));
    } catch (IOException notLinux) {
      return words; // a file of such a name will not be found, and said so
    }
  }

  /** The last {@code count} of words that each end with a zero. */
  static String[] last(int count, byte[] commandLine) {
    List<String> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        byte[] word = new byte[i - start];
        System.arraycopy(commandLine, start, word, 0, word.length);
        all.add(RawNames.of(word));
        start = i + 1;
      }
    }
    return all.subList(all.size() - count, all.size()).toArray(new String[0]);
  }
}
