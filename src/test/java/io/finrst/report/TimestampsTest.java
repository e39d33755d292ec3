package io.finrst.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {
  private static final DateTimeFormatter NINE_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS").withZone(ZoneOffset.UTC);

  private final Timestamps timestamps = new Timestamps();

  @ParameterizedTest
  @CsvSource({
    "0, 2026-11-20T19:23:34Z",
    "3, 2026-11-20T19:23:34.438Z",
    "6, 2026-11-20T19:23:34.438146Z",
    "9, 2026-11-20T19:23:34.438146789Z"
  })
  void aTimeHasAsManyDigitsAsTheCaptureAndIsCutNotRounded(int digits, String expected) {
    assertThat(timestamps.render(1_795_202_614_438_146_789L, digits)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000000Z",
    "-1000, 1969-12-31T23:59:59.999999Z",
    "86399999999000, 1970-01-01T23:59:59.999999Z",
    "86400000000000, 1970-01-02T00:00:00.000000Z",
    "1709164800000000000, 2024-02-29T00:00:00.000000Z"
  })
  void daysTurnAtMidnightUtcAlsoBeforeTheEpoch(long timeNs, String expected) {
    assertThat(timestamps.render(timeNs, 6)).isEqualTo(expected);
  }

  @Test
  void theDateFollowsATimeOfAnotherDayAndGoesBack() {
    assertThat(timestamps.render(0, 0)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(timestamps.render(86_400_000_000_000L, 0)).isEqualTo("1970-01-02T00:00:00Z");
    assertThat(timestamps.render(1, 9)).isEqualTo("1970-01-01T00:00:00.000000001Z");
  }

  @Test
  void anyTimeIsThatOfTheJavaLibrary() {
    Property.holds(draw -> assertRendered(draw.anyLong(), draw.between(0, 9)));
  }

  private void assertRendered(long timeNs, int digits) {
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L), Math.floorMod(timeNs, 1_000_000_000L));
    String whole = NINE_DIGITS.format(instant);
    String expected = digits == 0 ? whole.substring(0, 19) : whole.substring(0, 20 + digits);
    assertThat(timestamps.render(timeNs, digits)).isEqualTo(expected + "Z");
  }

  @ParameterizedTest
  @CsvSource({
    "ISO, 2026-11-20T19:23:34.438146Z",
    "ABSOLUTE, 19:23:34.438146",
    "RELATIVE, 1.000000",
    "EPOCH, 1795202614.438146"
  })
  void eachStyleShowsTheSameTime(TimeStyle style, String expected) {
    assertThat(style.render(Records.START_NS, Records.START_NS - 1_000_000_000L, 6)).isEqualTo(expected);
  }

  @Test
  void aTimeBeforeTheOriginIsNegative() {
    assertThat(TimeStyle.RELATIVE.render(0, 1_500_000L, 3)).isEqualTo("-0.001");
  }
}
