package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {

  private static String text(int flags, long seq, long ack, int length, int window) {
    StringBuilder text = new StringBuilder();
    Notation.append(text, flags, seq, ack, length, window);
    return text.toString();
  }

  @Test
  void aSegmentIsOneShortLine() {
    assertThat(text(Segment.RST | Segment.ACK, 1, 201, 0, 0)).isEqualTo("[R.] 1:1(0) ack 201 win 0");
    assertThat(text(Segment.PSH | Segment.ACK, 1, 1, 100, 502)).isEqualTo("[P.] 1:101(100) ack 1 win 502");
  }

  @Test
  void anAcknowledgmentThatDoesNotCountIsNotShown() {
    assertThat(text(Segment.SYN, 0, 77, 0, 64240)).isEqualTo("[S] 0:0(0) win 64240");
  }

  @Test
  void numbersBeforeTheOriginAndPastFourGigabytesAreWrittenAsTheyAre() {
    assertThat(text(Segment.ACK, -1, 5_000_000_000L, 1, 1)).isEqualTo("[.] -1:0(1) ack 5000000000 win 1");
  }

  @ParameterizedTest
  @CsvSource({"2,[S],S", "18,[S.],SA", "17,[F.],FA", "4,[R],R", "20,[R.],RA", "24,[P.],PA", "25,[FP.],FPA", "16,[.],A",
      "194,[SEW],SEW", "255,[SFRP.UEW],SFRPAUEW", "0,[none],''"})
  void flagsAreLettersInOneOrder(int flags, String tcpdump, String json) {
    assertThat(Notation.flagsText(flags)).isEqualTo(tcpdump);
    assertThat(Notation.flagLetters(flags)).isEqualTo(json);
  }
}
