package io.finrst.report.ladder;

import io.finrst.record.LadderPacket;
import java.util.List;

/** One line of a ladder. */
public sealed interface Rung {

  /**
   * A packet.
   *
   * @param packet what was kept of it
   * @param time since the connection's first packet, in seconds
   * @param fields flags, numbers and window as short words, the most telling first; at least one
   * @param note what is to be said of it, empty for nothing
   * @param deciding whether it ended the connection
   * @param byDevice whether a device between the two sides sent it, in the name of {@link LadderPacket#from}
   */
  record Arrow(
      LadderPacket packet, String time, List<String> fields, String note, boolean deciding, boolean byDevice)
      implements Rung {

    /** As many of the fields as fit into {@code room} characters; the first one in any case. */
    public String label(int room) {
      StringBuilder text = new StringBuilder(fields.get(0));
      for (String field : fields.subList(1, fields.size())) {
        if (text.length() + 1 + field.length() <= room) {
          text.append(' ').append(field);
        }
      }
      return text.toString();
    }
  }

  /**
   * Packets that are not shown.
   *
   * @param words how many, and what they were
   */
  record Fold(String words) implements Rung {}
}
