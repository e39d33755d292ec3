package io.finrst.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Property;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

  @Test
  void everyResolutionAgreesWithExactArithmetic() {
    Property.holds(draw -> assertExact(draw.anyLong(), draw.between(0, 255), draw.anyLong()));
  }

  private static void assertExact(long ticks, int resolution, long offsetSeconds) {
    BigInteger exact = exact(ticks, resolution);
    long limit = Long.MAX_VALUE / 1_000_000_000L;
    BigInteger offset = BigInteger.valueOf(Math.max(-limit, Math.min(limit, offsetSeconds))).multiply(SECOND);
    BigInteger sum = exact.add(offset);
    boolean held = exact.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) < 0;
    boolean possible = held && sum.signum() >= 0 && sum.compareTo(BigInteger.valueOf(PacketTime.LATEST_NS)) <= 0;
    long expected = possible ? sum.longValueExact() : PacketTime.NONE;

    assertThat(new TimeScale(resolution, offsetSeconds).toNs(ticks)).isEqualTo(expected);
  }

  /** Beyond 10^-27 s the scale gives 0 instead of 1 ns. */
  private static BigInteger exact(long ticks, int resolution) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(ticks)).multiply(SECOND);
    int exponent = resolution & 0x7f;
    if (resolution > 0x7f) {
      return unsigned.shiftRight(exponent);
    }
    return exponent > 27 ? BigInteger.ZERO : unsigned.divide(BigInteger.TEN.pow(exponent));
  }

  @Test
  void shownDigitsFollowTheResolution() {
    assertThat(new TimeScale(0, 0).fractionDigits).isZero();
    assertThat(new TimeScale(6, 0).fractionDigits).isEqualTo(6);
    assertThat(new TimeScale(12, 0).fractionDigits).isEqualTo(9);
    assertThat(new TimeScale(0x80 | 10, 0).fractionDigits).isEqualTo(4);
    assertThat(new TimeScale(0x80 | 64, 0).fractionDigits).isEqualTo(9);
  }
}
