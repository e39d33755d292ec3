package io.finrst.cli;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.cause.KnownCauses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table {@code messages.txt}: what programs print when a connection fails, and what it means. To it come the names and
 * numbers of socket errors, as {@link Errno} has them.
 */
final class Messages {
  /** What speaks of a connection in {@code words}: the meaning, and the message or number that led to it. */
  record Found(Meaning meaning, String words, String program, String source) {}

  private static final String TABLE = "messages.txt";
  private static final String SEPARATOR = " \\| ";

  /** Numbers that mean an error: behind a word that says so, or in brackets before or behind the system's text. */
  private static final Pattern MARKED_NUMBER =
      Pattern.compile(
          "(?:\\b(?:errno|error|err|code|status|winsock|hresult|winerror)(?: code)?\\b[\"']?[ =:#(\\[]*"
              + "|\\bHTTP/[0-9.]+\"? |\\bcode 0x|\\((?=\\d{2,5}[:,]|\\d{2,5}\\)\\w)"
              + "|(?=\\b0x800[0-9a-f]{5}\\b)|(?=-2147\\d{6}\\b))(-?0x[0-9a-f]+|-?\\d+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER = Pattern.compile("-?0x[0-9a-fA-F]+|-?\\d+");

  /** Windows wraps its error numbers in an HRESULT: this, and the number in the lower 16 bits. */
  private static final long HRESULT_WIN32 = 0x80070000L;

  private static final long LOWER_HALF = 0xffffL;
  private static final int WINSOCK_FIRST = 10000;

  private final Map<String, Meaning> meanings = new LinkedHashMap<>();
  private final List<Message> messages = new ArrayList<>();

  private Messages() {}

  /** Reads the table. */
  static Messages load() {
    Messages table = new Messages();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Messages.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
      table.read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Errno error : Errno.values()) {
      table.meanings.computeIfAbsent(error.name(), absent -> of(error, ""));
    }
    return table;
  }

  private void read(BufferedReader lines) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    Meaning meaning = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] cells = line.split(SEPARATOR);
      if (line.startsWith("[")) {
        fields.clear();
        int end = line.indexOf(']');
        fields.put("id", line.substring(1, end));
        fields.put("title", line.substring(end + 1).strip());
        meaning = null;
      } else if (cells.length == 1) {
        int colon = line.indexOf(": ");
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      } else {
        meaning = meaning == null ? meaning(fields) : meaning;
        meanings.putIfAbsent(meaning.id(), meaning);
        messages.add(Message.of(Message.kind(cells[0]), cells[1], cells[2], cells[3], meaning));
      }
    }
  }

  private static Meaning meaning(Map<String, String> fields) {
    String id = fields.get("id");
    String look = fields.getOrDefault("look", "");
    Optional<Errno> error = Arrays.stream(Errno.values()).filter(each -> each.name().equals(id)).findFirst();
    if (error.isPresent()) {
      return of(error.get(), look);
    }
    List<Cause> causes =
        Arrays.stream(fields.getOrDefault("causes", "").split(" "))
            .filter(name -> !name.isEmpty())
            .map(name -> Cause.byId(name).orElseThrow(() -> new IllegalStateException(TABLE + ": no cause " + name)))
            .toList();
    Optional<EndOfFile> end = Arrays.stream(EndOfFile.values()).filter(each -> each.name().equals(id)).findFirst();
    String title = end.map(each -> "recv returned 0: " + each.meaning()).orElse(fields.get("title"));
    String means = fields.getOrDefault("means", "no socket call failed: the other side closed, and that came too early.");
    return new Meaning(id, title, sentence(means), sentence(fields.get("wire")), causes, sentence(look));
  }

  private static Meaning of(Errno error, String look) {
    return new Meaning(
        error.name(),
        error + "  " + error.numbers(),
        sentence(error.meaning() + "."),
        sentence(error.onTheWire() + "."),
        KnownCauses.ALL.usualBehind(error),
        sentence(look));
  }

  private static String sentence(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** All messages of the table. */
  List<Message> all() {
    return List.copyOf(messages);
  }

  /** All meanings. */
  List<Meaning> meanings() {
    return List.copyOf(meanings.values());
  }

  /** What may be asked for by name: socket errors, and messages that are one word. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(Errno.values()).map(Errno::name).forEach(names::add);
    messages.stream()
        .filter(message -> message.kind() != Message.Kind.NUMBER && message.words().matches("[A-Za-z_-]{3,}"))
        .map(Message::words)
        .forEach(names::add);
    return List.copyOf(names);
  }

  /**
   * What {@code words}, a program's message or a line of a log, may mean; the first is the likeliest. The others share its
   * number. Empty when nothing in it is known.
   */
  List<Found> in(String words) {
    String line = plain(words);
    return first(ofKind(Message.Kind.WHOLE, line))
        .or(() -> first(ofSays(line)))
        .or(() -> first(ofKind(Message.Kind.CODE, line)))
        .map(List::of)
        .orElseGet(
            () -> {
              List<Found> numbered = numbered(line);
              return numbered.isEmpty() ? first(ofKind(Message.Kind.WEAK, line)).stream().toList() : numbered;
            });
  }

  /** Without what copying through a terminal, a log or JSON adds. */
  static String plain(String words) {
    return words
        .replaceAll("\u001b\\[[0-9;]*m", "")
        .replaceAll("\\\\([\"'])", "$1")
        .replace('\u2019', '\'')
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Optional<Found> first(List<Found> found) {
    return found.stream().findFirst();
  }

  private List<Found> ofKind(Message.Kind kind, String line) {
    return messages.stream()
        .filter(message -> message.kind() == kind && message.isIn(line))
        .sorted(Comparator.comparingInt(Message::weight).reversed())
        .map(Messages::found)
        .toList();
  }

  /** The names of socket errors are words like others. */
  private List<Found> ofSays(String line) {
    List<Found> said = ofKind(Message.Kind.SAYS, line);
    Optional<Errno> named =
        Arrays.stream(Errno.values())
            .filter(error -> Pattern.compile("\\b(WSA)?" + error + "\\b", Pattern.CASE_INSENSITIVE).matcher(line).find())
            .findFirst();
    if (named.isEmpty() || !said.isEmpty() && said.get(0).words().length() > named.get().name().length()) {
      return said;
    }
    boolean winsock = line.toUpperCase(Locale.ROOT).contains("WSA" + named.get());
    return List.of(found(named.get(), winsock));
  }

  private static Found found(Message message) {
    return new Found(message.meaning(), message.words(), message.program(), message.source());
  }

  /** Winsock's name first where the number is one of Winsock's. */
  private Found found(Errno error, boolean winsock) {
    Meaning meaning = meanings.get(error.name());
    if (winsock && !error.windows().isEmpty() && error != Errno.EPIPE) {
      meaning =
          new Meaning(
              meaning.id(), "WSA" + meaning.title(), meaning.means(), meaning.onTheWire(), meaning.causes(),
              meaning.lookFor());
    }
    return new Found(meaning, error.name(), "", "");
  }

  private List<Found> numbered(String line) {
    List<Long> numbers = new ArrayList<>();
    if (NUMBER.matcher(line).matches()) {
      numbers.add(value(line));
    } else {
      Matcher marked = MARKED_NUMBER.matcher(line);
      while (marked.find()) {
        numbers.add(value(marked.group(1)));
      }
    }
    return numbers.stream().map(this::numbered).filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
  }

  private static long value(String number) {
    String digits = number.toLowerCase(Locale.ROOT).replace("-", "");
    try {
      long value = digits.startsWith("0x") ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
      value = number.startsWith("-") ? -value : value;
      long unsigned = value & 0xffffffffL;
      return (unsigned & ~LOWER_HALF) == HRESULT_WIN32 ? unsigned & LOWER_HALF : value;
    } catch (NumberFormatException tooLong) {
      return Errno.NONE;
    }
  }

  private List<Found> numbered(long number) {
    List<Found> found = new ArrayList<>();
    messages.stream().filter(message -> message.isNumber(number)).map(Messages::found).forEach(found::add);
    if (number < 0) {
      found.addAll(numbered(-number)); // kernels and some libraries return them so
    }
    Arrays.stream(Errno.values())
        .filter(error -> number <= Integer.MAX_VALUE && error.hasNumber((int) number))
        .sorted(Comparator.comparingInt(error -> rank(error, number)))
        .map(error -> found(error, number >= WINSOCK_FIRST))
        .forEach(found::add);
    return found;
  }

  /** Linux before macOS, and what a number was made for before what it may stand for besides. */
  private static int rank(Errno error, long number) {
    boolean own = error.linux() == number || error.windows().indexOf((int) number) == 0 && error != Errno.EPIPE;
    return own ? 0 : 1;
  }
}
