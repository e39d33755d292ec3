package io.finrst.report.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.CaptureQuality;
import io.finrst.report.BrokenPipe;
import io.finrst.report.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CsvWriter writer = new CsvWriter(out, false);

  private List<String> finished() throws IOException {
    writer.finish(Records.emptySummary());
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aHeaderComesFirstAndEachConnectionIsARow() throws IOException {
    writer.onConnection(Records.aReset().told(Records.unreadData()));
    writer.onConnection(Records.aHalfClose().told(Diagnosis.NONE));
    assertThat(finished())
        .containsExactly(
            "stream,start,end,duration,client_ip,client_port,server_ip,server_port,verdict,ended_by,ended_by_frame,"
                + "first_fin,first_fin_frame,simultaneous_close,bytes_after_fin,silence_before_end,handshake_rtt,cause,"
                + "confidence,client_error,server_error,client_packets,client_bytes,client_retransmitted,"
                + "client_unacknowledged_bytes,server_packets,server_bytes,server_retransmitted,"
                + "server_unacknowledged_bytes,resets,icmp_errors,handshake,directions,gaps,snaplen_cut,roles_guessed,"
                + "translated_from,evicted,quality_notes,community_id,supersedes,harm,capture",
            "3,2026-11-20T19:23:34.438146Z,2026-11-20T19:23:34.638146Z,0.2,10.0.0.5,40002,10.0.0.9,443,rst-after-data,"
                + "server,32,,,false,,0.031,0.012,unread-data-at-close,likely,recv ECONNRESET; send EPIPE,,"
                + "17,18559,0,0,13,0,0,0,1,0,complete,both,0,false,false,,false,,1:x4ZSOR8FVLIBMrFEF64eUJChWaI=,,harmful,",
            "3,2026-11-20T19:23:34.438146Z,2026-11-20T19:23:37.642146Z,3.204,10.0.0.5,40002,10.0.0.9,443,half-close,"
                + ",,client,10,false,1500,0,0.012,,,,,7,100,0,0,5,5000000,0,0,0,0,complete,both,0,false,false,,false,,"
                + "1:x4ZSOR8FVLIBMrFEF64eUJChWaI=,,none,");
  }

  @Test
  void everyRowHasAsManyCellsAsTheHeader() throws IOException {
    for (Records story : List.of(Records.aRefusal(), Records.aPoorCapture(), Records.anOpenOne())) {
      story.quality =
          new CaptureQuality(
              story.quality.handshake(), story.quality.directions(), 0, false, false, false, -1, false, Set.of(), List.of());
      writer.onConnection(story.told(Diagnosis.NONE));
    }
    assertThat(finished()).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(Column.ALL.size()));
  }

  @Test
  void commasAndQuotesAreQuotedAndControlCharactersEscaped() throws IOException {
    Records r = Records.anOpenOne();
    r.quality =
        new CaptureQuality(
            r.quality.handshake(), r.quality.directions(), 0, false, false, false, -1, false, Set.of(),
            List.of("one, two", "a \"word\"", "line\nbreak"));
    writer.onConnection(r.told(Diagnosis.NONE));
    assertThat(finished()).hasSize(2).last().asString().contains(",\"one, two; a \"\"word\"\"; line\\x0abreak\",");
  }

  @Test
  void aBrokenPipeIsKeptUntilTheEnd() {
    CsvWriter broken = new CsvWriter(new BrokenPipe(100), true);
    broken.onConnection(Records.aReset().told(Diagnosis.NONE));
    assertThat(broken.failed()).isTrue();
    assertThatThrownBy(() -> broken.finish(Records.emptySummary())).isInstanceOf(IOException.class);
  }
}
