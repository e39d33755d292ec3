package io.finrst.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonMatchTest {

  private static Object json(String text) {
    return Json.parse(text.replace('\'', '"')).get(0);
  }

  @Test
  void onlyTheNamedKeysCount() {
    assertThat(JsonMatch.differences(json("{'a':{'b':1}}"), json("{'a':{'b':1.0,'c':2},'d':3}"))).isEmpty();
  }

  @Test
  void everyDifferenceIsNamedWithItsPath() {
    assertThat(
            JsonMatch.differences(
                json("{'a':{'b':1},'c':[{'d':'x'},{}],'e':null,'f':[1]}"),
                json("{'a':{'b':2},'c':[{'d':'y'},{}],'f':[1,2]}")))
        .containsExactly(
            ".a.b: 1 expected, found 2",
            ".c[0].d: x expected, found y",
            ".e: missing",
            ".f: 1 elements expected, found 2: [1, 2]");
  }

  @Test
  void nullIsAValue() {
    assertThat(JsonMatch.differences(json("{'a':null}"), json("{'a':null}"))).isEmpty();
    assertThat(JsonMatch.differences(json("{'a':null}"), json("{'a':1}"))).hasSize(1);
  }

  @Test
  void prettyTextReadsBackAsTheSameValue() {
    Object value = json("[{'a':[1,2.5,true,null,'quote \\' \\\\ '],'long':'" + "x".repeat(120) + "'},{}]");

    assertThat(Json.parse(Json.pretty(value))).containsExactly(value);
  }
}
