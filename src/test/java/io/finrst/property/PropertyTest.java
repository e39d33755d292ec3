package io.finrst.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyTest {

  @Test
  void everyCombinationOfEdgesIsTriedBeforeRandomValues() {
    Set<String> tried = new HashSet<>();
    Property.holds(0, draw -> tried.add(draw.between(0, 9) + " " + draw.anyBoolean()));
    assertThat(tried).hasSize(8).contains("0 false", "1 true", "8 false", "9 true");
  }

  @Test
  void theEdgesOfNumbersAndSizesAreTheUsualOnes() {
    Set<Long> numbers = new HashSet<>();
    Property.holds(0, draw -> numbers.add(draw.anyLong()));
    assertThat(numbers)
        .containsExactlyInAnyOrder(
            Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE - 1, Long.MAX_VALUE);
    Set<List<Byte>> arrays = new HashSet<>();
    Property.holds(
        0,
        draw -> {
          List<Byte> array = new ArrayList<>();
          for (byte each : draw.bytes(0, 200)) {
            array.add(each);
          }
          arrays.add(array);
        });
    assertThat(arrays).contains(List.of(), List.of((byte) 0), List.of((byte) -1), List.of(Byte.MIN_VALUE));
  }

  @Test
  void randomValuesFillTheirRange() {
    Set<Integer> numbers = new HashSet<>();
    Set<Integer> sizes = new HashSet<>();
    Property.holds(
        2_000,
        draw -> {
          numbers.add(draw.between(-3, 40));
          sizes.add(draw.list(0, 20, draw::anyInt).size());
        });
    assertThat(numbers).hasSize(44);
    assertThat(sizes).hasSize(21);
  }

  @Test
  void aFailureNamesTheSeedAndTheValuesAndComesAgain() {
    List<String> messages = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(() -> Property.holds(draw -> assertThat(draw.between(0, 9)).isNotEqualTo(5)))
          .isInstanceOf(AssertionError.class)
          .satisfies(failure -> messages.add(failure.getMessage()));
    }
    assertThat(messages.get(0)).contains("-Dproperty.seed=").containsPattern("random try \\d+ drew \\[5\\]");
    assertThat(messages.get(1)).isEqualTo(messages.get(0));
  }
}
