package io.finrst.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  private static String seconds(long ns) {
    StringBuilder text = new StringBuilder();
    Quantity.appendSeconds(text, ns);
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.000000001",
    "200000000, 0.2",
    "350000123000, 350.000123",
    "60000000000, 60",
    "-1500000000, -1.5",
    "-1, -0.000000001"
  })
  void secondsAreExactAndTrimmed(long ns, String expected) {
    assertThat(seconds(ns)).isEqualTo(expected);
  }

  @Test
  void anySecondsReadBackAreTheSameNanoseconds() {
    Property.holds(
        draw -> {
          long ns = draw.anyLong();
          assertThat(new BigDecimal(seconds(ns)).movePointRight(9)).isEqualByComparingTo(BigDecimal.valueOf(ns));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1 kB",
    "18559, 18.6 kB",
    "999499, 999 kB",
    "999500, 1 MB",
    "5000000, 5 MB",
    "1234567890, 1.23 GB",
    "9223372036854775807, 9.22 EB"
  })
  void bytesReadInDecimalUnits(long bytes, String expected) {
    assertThat(Quantity.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"0;0", "999;999", "1000;1,000", "1234567;1,234,567", "-1000;-1,000", "-999;-999"})
  void countsArePartedByThousands(long count, String expected) {
    assertThat(Quantity.count(count)).isEqualTo(expected);
  }
}
