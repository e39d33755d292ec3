package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MptcpWordsTest {
  @ParameterizedTest
  @CsvSource({
    "0, unspecified error",
    "1, MPTCP-specific error",
    "2, lack of resources",
    "3, administratively prohibited",
    "4, too much outstanding data",
    "5, unacceptable performance",
    "6, middlebox interference",
    "7, reason 7",
    "255, reason 255"
  })
  void everyReasonHasWords(int reason, String words) {
    assertThat(MptcpWords.of(reason)).isEqualTo(words);
  }
}
