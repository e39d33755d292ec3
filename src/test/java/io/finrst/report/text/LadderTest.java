package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.LadderPacket;
import io.finrst.report.Records;
import io.finrst.teardown.Role;
import io.finrst.wire.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which packets a note shows as arrows. */
class LadderTest {
  private static final int FIRST_AND_LAST = 14;

  private static LadderPacket data(int frame, LadderPacket.Note note) {
    return new LadderPacket(
        Records.at(frame, frame), Role.CLIENT, Segment.PSH | Segment.ACK, frame, 1, 1_000, 501, 64, note, new byte[0], 1);
  }

  private static List<String> arrows(List<LadderPacket> packets) throws IOException {
    Records connection = Records.aGracefulClose();
    connection.ladder = packets;
    connection.clientHalf = Records.half(packets.size(), 0, 0, 0, 0, 0, 0, null, null, null, null);
    connection.serverHalf = Records.half(0, 0, 0, 0, 0, 0, 0, null, null, null, null);
    String text =
        Texts.of(out -> new ExplainWriter(out, Texts.ascii(0), (b, l) -> List.of(), 0), connection, Diagnosis.NONE);
    return text.lines()
        .dropWhile(line -> !line.equals("  Packets"))
        .skip(2)
        .takeWhile(line -> !line.isEmpty())
        .map(String::strip)
        .toList();
  }

  private static List<LadderPacket> row(int size) {
    List<LadderPacket> packets = new ArrayList<>();
    for (int frame = 1; frame <= size; frame++) {
      packets.add(data(frame, LadderPacket.Note.NONE));
    }
    return packets;
  }

  @Test
  void threeOrdinaryPacketsInTheMiddleBecomeALineAndTwoDoNot() throws IOException {
    assertThat(arrows(row(FIRST_AND_LAST + 2))).hasSize(FIRST_AND_LAST + 2).noneMatch(line -> line.contains("more"));
    assertThat(arrows(row(FIRST_AND_LAST + 3))).hasSize(FIRST_AND_LAST + 1).contains("... 3 more segments, 3 kB");
    assertThat(arrows(row(60))).hasSize(FIRST_AND_LAST + 1).contains("... 46 more segments, 46 kB");
  }

  @Test
  void whatSaysMoreThanDataIsShownWhereverItStands() throws IOException {
    List<LadderPacket> packets = row(60);
    packets.set(29, data(30, LadderPacket.Note.RETRANSMISSION));
    assertThat(arrows(packets))
        .contains("... 23 more segments, 23 kB", "... 22 more segments, 22 kB")
        .anyMatch(line -> line.startsWith("30 ") && line.endsWith("sent again"));
  }
}
