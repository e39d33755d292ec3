package io.finrst.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Quantity;
import io.finrst.report.Records;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupWriterTest {

  private static String groups(Grouping by, int top) throws IOException {
    String text = Texts.ofAll(out -> new GroupWriter(out, Texts.ascii(0), by, top), Records.emptySummary());
    return text.substring(0, text.indexOf("\nSummary"));
  }

  @Test
  void serversAreGroupsByAddressAndPortWorstFirst() throws IOException {
    assertThat(groups(Grouping.SERVER, 0))
        .isEqualTo(
            """
            server              connections  worst           verdicts
            10.0.0.9:443                  6  rst-after-data  2 rst-after-data, 1 rst-to-syn, 1 half-close, 1 open, \
            1 graceful
            [2001:db8::1]:8443            1  unknown         1 unknown
            """);
  }

  @Test
  void clientsAreGroupsByAddressAlone() throws IOException {
    assertThat(groups(Grouping.CLIENT, 0)).contains("10.0.0.5   ").contains("2001:db8:0:1:202:202:303:303  ");
  }

  @Test
  void verdictsNeedNoBreakdown() throws IOException {
    assertThat(groups(Grouping.VERDICT, 3))
        .isEqualTo(
            """
            verdict         connections
            rst-after-data            2
            rst-to-syn                1
            half-close                1

            Shown: the worst 3 of 6 groups. --top 0 shows all; --json hands all to other tools.
            """);
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void aConnectionToldOfAgainIsCountedOnceUnderWhatItHasBecome(Grouping by) {
    Records reset = Records.aReset();
    Records corrected = Records.aGracefulClose();
    corrected.supersedes = reset.told(Diagnosis.NONE).verdict();
    GroupWriter writer = new GroupWriter(new ByteArrayOutputStream(), Texts.ascii(0), by, 0);
    writer.onConnection(reset.told(Diagnosis.NONE));
    writer.onConnection(corrected.told(Diagnosis.NONE));

    String groups = writer.soFar(10);
    assertThat(groups.lines()).hasSize(2);
    assertThat(groups).containsPattern(" 1\\b").doesNotContainPattern(" 2\\b");
    if (by != Grouping.CAUSE) {
      assertThat(groups).contains("graceful").doesNotContain("rst-after-data");
    }
  }

  @Test
  void connectionsWithoutACauseAreAGroupOfTheirOwn() throws IOException {
    assertThat(groups(Grouping.CAUSE, 0)).contains("unread-data-at-close").contains("(no cause found)");
  }

  @Test
  void serversBeyondManyAreOneGroup() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GroupWriter writer = new GroupWriter(out, Texts.ascii(0), Grouping.SERVER, 1);
    Records scanned = Records.aRefusal();
    for (int i = 0; i < GroupWriter.MOST_GROUPS + 3; i++) {
      scanned.server = new Endpoint(new Address(4, 0, i), 23);
      writer.onConnection(scanned.told(Diagnosis.NONE));
    }
    writer.finish(Records.emptySummary());
    assertThat(out.toString(StandardCharsets.US_ASCII))
        .contains("(others)            3  rst-to-syn")
        .contains("the worst of " + Quantity.count(GroupWriter.MOST_GROUPS + 1) + " groups");
  }

  @ParameterizedTest
  @EnumSource
  void noRowIsLongerThanTheTerminal(Grouping by) throws IOException {
    for (int width : new int[] {5, 20, 40, 60, 80}) {
      String text = Texts.ofAll(out -> new GroupWriter(out, Texts.unicode(width), by, 0), Records.emptySummary());
      assertThat(text.substring(0, text.indexOf("\n\n")).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }
}
