package io.finrst.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrapTest {

  @Test
  void noCharacterIsLostAndNoLineIsTooLong() {
    Property.holds(
        draw -> {
          String text = String.join(" ", draw.list(0, 100, () -> draw.word(1, 30)));
          int room = draw.between(1, 60);
          List<String> lines = Wrap.lines(text, room);
          assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(room));
          assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        });
  }

  @Test
  void aNumberStaysWithItsUnitAndItsNoun() {
    assertThat(Wrap.lines("it lasted 31 ms more", 13)).containsExactly("it lasted", "31 ms more");
    assertThat(Wrap.lines("as seen in frame 32", 17)).containsExactly("as seen in", "frame 32");
  }

  @Test
  void aWordThatIsTooLongIsPartedOnlyWhereItMustBe() {
    assertThat(Wrap.lines("a longer word", 4)).containsExactly("a", "long", "er", "word");
  }

  @Test
  void nothingIsOneEmptyLine() {
    assertThat(Wrap.lines("", 10)).containsExactly("");
  }
}
