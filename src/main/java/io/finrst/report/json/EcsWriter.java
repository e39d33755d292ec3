package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.finrst.AnalysisSummary;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.ZeekState;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one document a connection and line, in the names of the Elastic Common Schema, as {@link EcsTemplate} maps them.
 * There is no summary: an index would take it for a connection.
 */
public final class EcsWriter implements ReportWriter {
  private final JsonGenerator json;
  private final boolean flushEachRecord;
  private final boolean zeek;
  private final EcsObject object;
  private Reading reading = Reading.UNKNOWN;
  private IOException failure;

  /**
   * @param out where the bytes go; the writer buffers
   * @param flushEachRecord true hands each document on as soon as it is known
   * @param names what hosts are called
   * @param version finrst's
   * @param zeek whether Zeek's state stands beside
   */
  public EcsWriter(OutputStream out, boolean flushEachRecord, HostNames names, String version, boolean zeek) {
    this.flushEachRecord = flushEachRecord;
    this.zeek = zeek;
    try {
      json =
          new JsonFactoryBuilder()
              .rootValueSeparator("")
              .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
              .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
              .build()
              .createGenerator(out);
    } catch (IOException e) {
      throw new AssertionError("making a generator writes nothing", e);
    }
    object = new EcsObject(json, names, version);
  }

  @Override
  public void reads(Reading what) {
    reading = what;
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    if (failure != null) {
      return;
    }
    try {
      object.write(connection, reading, zeek ? ZeekState.of(connection.record()) : null);
      json.writeRaw('\n');
      if (flushEachRecord) {
        json.flush();
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void finish(AnalysisSummary summary) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      json.close();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public boolean failed() {
    return failure != null;
  }
}
