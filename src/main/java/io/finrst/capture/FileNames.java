package io.finrst.capture;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * From the names a user gave to the files that are meant: directories become the captures in them, and patterns that
 * the shell did not expand (quoted, or on Windows) the files that match.
 */
final class FileNames {
  private FileNames() {}

  /**
   * A name that leads to nothing stays as it is, so that opening it says why; as does {@code -}, standard input.
   */
  static List<String> expand(List<String> names) {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      if (!name.equals("-") && isPattern(name) && !RawNames.exists(name)) {
        List<File> found = matching(new File(name));
        if (found.isEmpty()) {
          files.add(name);
        }
        found.forEach(file -> addFileOrDirectory(file.getPath(), files));
      } else {
        addFileOrDirectory(name, files);
      }
    }
    return files;
  }

  /** Regular files by the time of their first packet; what can be read only once keeps its place. */
  static List<String> inOrder(List<String> files) {
    List<String> regular = new ArrayList<>(files);
    regular.removeIf(FileNames::isReadOnce);
    if (regular.size() < 2) {
      return files;
    }
    record Dated(String name, long firstTimeNs) {}
    List<Dated> dated = new ArrayList<>();
    regular.forEach(name -> dated.add(new Dated(name, OpenCapture.firstTimeNs(name))));
    dated.sort((a, b) -> Long.compare(a.firstTimeNs, b.firstTimeNs));
    List<String> ordered = new ArrayList<>(files);
    int next = 0;
    for (int i = 0; i < ordered.size(); i++) {
      if (!isReadOnce(ordered.get(i))) {
        ordered.set(i, dated.get(next++).name);
      }
    }
    return ordered;
  }

  /** True for standard input, FIFOs and devices: their packets come when they come, and only once. */
  static boolean isReadOnce(String name) {
    return name.equals("-")
        || RawNames.exists(name) && !isDirectory(name) && !Files.isRegularFile(RawNames.path(name));
  }

  /**
   * What the names of a rotated set have in common: all but their digits, and what follows the first dot of the file's
   * name. Files of one series show one place, files of several may not.
   */
  static String series(String name) {
    File file = new File(name);
    String last = file.getName();
    int end = last.indexOf('.', 1);
    StringBuilder stem = new StringBuilder();
    for (int i = 0; i < (end < 0 ? last.length() : end); i++) {
      char c = last.charAt(i);
      if (!isDigit(c)) {
        stem.append(c);
      } else if (i == 0 || !isDigit(last.charAt(i - 1))) {
        stem.append('#');
      }
    }
    return new File(file.getParentFile(), stem.toString()).getPath();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static void addFileOrDirectory(String name, List<String> files) {
    if (name.equals("-") || !isDirectory(name)) {
      files.add(name);
      return;
    }
    int before = files.size();
    for (String child : RawNames.in(name)) {
      String file = new File(name, child).getPath();
      if (Files.isRegularFile(RawNames.path(file)) && OpenCapture.isCapture(file)) {
        files.add(file);
      }
    }
    if (files.size() == before) {
      files.add(name);
    }
  }

  private static List<File> matching(File pattern) {
    File parent = pattern.getParentFile();
    if (parent == null) {
      return matching(new File("."), null, pattern.getName());
    }
    List<File> found = new ArrayList<>();
    List<File> folders = isPattern(parent.getPath()) ? matching(parent) : List.of(parent);
    folders.forEach(folder -> found.addAll(matching(folder, folder, pattern.getName())));
    return found;
  }

  private static List<File> matching(File folder, File prefix, String pattern) {
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      return List.of();
    }
    List<File> found = new ArrayList<>();
    for (String child : RawNames.in(folder.getPath())) {
      // as in a shell, a hidden file must be asked for
      if (child.startsWith(".") == pattern.startsWith(".") && matcher.matches(RawNames.path(child).getFileName())) {
        found.add(new File(prefix, child));
      }
    }
    return found;
  }

  /** Bytes of a file; 0 for a folder and for what is not there. */
  static long length(String name) {
    try {
      return Files.isRegularFile(RawNames.path(name)) ? Files.size(RawNames.path(name)) : 0;
    } catch (IOException | InvalidPathException notThere) {
      return 0;
    }
  }

  private static boolean isDirectory(String name) {
    return RawNames.exists(name) && Files.isDirectory(RawNames.path(name));
  }
}
