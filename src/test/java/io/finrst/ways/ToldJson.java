package io.finrst.ways;

import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.HostNames;
import io.finrst.report.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The JSON text of one connection after the other. */
public final class ToldJson {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonWriter writer = new JsonWriter(out, JsonWriter.Layout.LINES, true, HostNames.NONE);

  /** The object that is written of {@code connection}. */
  public String of(AnalysedConnection connection) {
    out.reset();
    writer.onConnection(connection);
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}
