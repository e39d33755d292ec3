package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other traffic between the packets, UDP, ARP, pings and TCP of other hosts: connections have other numbers, no more. */
@Tag("slow")
class StrangersTest {
  private static final String MACS = "02000000000a 02000000000b";
  private static final List<byte[]> NO_TCP =
      List.of(
          bytes(MACS + "0806 0001 0800 06 04 0001 02000000000b 0aff0001 000000000000 0aff0002"),
          bytes(MACS + "0800 4500 001e 0001 0000 40 11 0000 0aff0001 0aff0002 d431 0035 000a 0000 abcd"),
          bytes(MACS + "0800 4500 001e 0002 0000 40 01 0000 0aff0001 0aff0002 0800 0000 0001 0001 abcd"),
          bytes(MACS + "86dd 60000000 000a 11 40 20010db8000000000000000000000005 20010db8000000000000000000000009"
              + "d431 0035 000a 0000 abcd"));
  private static final Pattern STREAM =
      Pattern.compile("(?<=tcp\\.stream eq |tcp\\.stream |\"(?:tcpStream|translatedFrom)\":)\\d+");

  /** Recorded elsewhere: an exchange, a refusal and an abort, between hosts that no other capture knows. */
  private static final List<Frames> STRANGERS = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    for (String name : new String[] {"client-closes-first", "connection-refused-by-closed-port", "keep-alive-race"}) {
      Frames swapped = Frames.read(Path.of("samples", name + ".pcap")).addressesSwapped();
      STRANGERS.add(new Frames(swapped.list().stream().filter(frame -> Ends.of(frame) != null).toList()));
    }
  }

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void noneOfThemChangesAnything(Path capture) throws IOException {
    Frames frames = Frames.read(capture);
    int before = STRANGERS.size();
    Map<Long, String> mixed = Told.of(new Numbered(mixed(frames))).last();
    Map<Long, String> own = new TreeMap<>();
    mixed.forEach(
        (stream, text) -> {
          if (stream >= before) {
            own.put(stream - before, renumbered(text, before));
          }
        });

    assertThat(own).isEqualTo(Told.of(frames.source()).last());
  }

  /** The strangers begin first; all that they send is spread over the capture, and something else after each packet. */
  private static List<Numbered.One> mixed(Frames frames) {
    List<Numbered.One> mixed = new ArrayList<>();
    int[] sent = new int[STRANGERS.size()];
    for (int number = 1; number <= frames.count(); number++) {
      Frame frame = frames.frame(number);
      for (int i = 0; i < sent.length; i++) {
        Frames stranger = STRANGERS.get(i);
        while (sent[i] < stranger.count() && sent[i] * frames.count() < number * stranger.count()) {
          sent[i]++;
          mixed.add(new Numbered.One(stranger.frame(sent[i]).at(frame.timeNs()), number));
        }
      }
      byte[] other = NO_TCP.get(number % NO_TCP.size());
      mixed.add(new Numbered.One(new Frame(other, other.length, frame.timeNs(), 1), number));
      mixed.add(new Numbered.One(frame, number));
    }
    return mixed;
  }

  private static String renumbered(String text, int before) {
    return STREAM.matcher(text).replaceAll(found -> Long.toString(Long.parseLong(found.group()) - before));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
