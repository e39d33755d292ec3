package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyEndedTest {
  /** More than 32,768 that have ended: then two seconds must do. */
  @Test
  void manyEndedConnectionsWaitTwoSeconds() {
    Frames refused = Script.parse("linktype raw\n0 C > S [S] 0:0(0)\n+0.000001 S > C [R.] 0 ack 1\n");
    Frames late = Script.parse("linktype raw\n0 S > C [R.] 0 ack 1\n");
    int many = (1 << 15) + 1;
    assertThat(connectionsOf(many, refused, late, 1_999_999_999L)).isEqualTo(many);
    assertThat(connectionsOf(many, refused, late, 2_000_000_000L)).isEqualTo(many + 1);
    assertThat(connectionsOf(many - 1, refused, late, 2_000_000_000L)).isEqualTo(many - 1);
  }

  /** So many refusals at once, and then a late packet of the first one. */
  private static int connectionsOf(int many, Frames refused, Frames late, long afterNs) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      frames.add(by(i, refused.frame(1), 0, 12));
      frames.add(by(i, refused.frame(2), 0, 16));
    }
    long lastNs = refused.frame(2).timeNs() - late.frame(1).timeNs();
    frames.add(by(0, late.frame(1), lastNs + afterNs, 16));
    return Found.in(new Frames(frames)).connections().size();
  }

  /** The frame with another client, whose address stands at {@code at} in the IP header. */
  private static Frame by(int client, Frame frame, long laterNs, int at) {
    byte[] bytes = frame.bytes().clone();
    ByteBuffer.wrap(bytes).putInt(at, 0x0A10_0000 + client);
    return new Frame(bytes, frame.wireLength(), frame.timeNs() + laterNs, frame.linkType());
  }
}
