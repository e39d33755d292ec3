package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.finrst.AnalysisSummary;
import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.record.ConnectionRecord;
import io.finrst.report.HostNames;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one {@code connection} object for each connection and a last {@code summary}, as {@link Schema} describes
 * them.
 *
 * <p>Everything is ASCII, other characters escaped, so that neither the reader's charset nor a broken file name can
 * spoil it. The output is flushed but not closed.
 */
public final class JsonWriter implements ReportWriter {

  /** How objects follow each other. */
  public enum Layout {
    /** One object a line (NDJSON). */
    LINES("", "", "\n", ""),
    /** The same with {@code brief} objects in place of {@code connection} objects. */
    BRIEF("", "", "\n", ""),
    /** One document: an array of the objects. */
    ARRAY("[\n", ",\n", "", "\n]\n"),
    /** Documents of another schema, which {@link EcsWriter} writes. */
    ECS("", "", "\n", "");

    private final String before;
    private final String between;
    private final String afterEach;
    private final String after;

    Layout(String before, String between, String afterEach, String after) {
      this.before = before;
      this.between = between;
      this.afterEach = afterEach;
      this.after = after;
    }

    /** Begins another object; true, for the next call. */
    boolean separate(JsonGenerator json, boolean begun) throws IOException {
      json.writeRaw(begun ? between : before);
      return true;
    }

    /** Ends an object. */
    void end(JsonGenerator json) throws IOException {
      json.writeRaw(afterEach);
    }

    /** Ends the last object of all. */
    void close(JsonGenerator json) throws IOException {
      json.writeRaw(after);
      json.close();
    }
  }

  private final Layout layout;
  private final boolean flushEachRecord;
  private final JsonGenerator json;
  private final Fields fields;
  private final ConnectionObject connectionObject;
  private final BriefObject briefObject;
  private final SummaryObject summaryObject;
  private FrameOrigins origins = FrameOrigins.UNKNOWN;
  private boolean begun;
  private IOException failure;

  /**
   * @param out where the bytes go; the writer buffers
   * @param layout how objects follow each other
   * @param flushEachRecord true hands each object on as soon as it is known, for live captures and pipes
   * @param names what hosts are called
   */
  public JsonWriter(OutputStream out, Layout layout, boolean flushEachRecord, HostNames names) {
    this.layout = layout;
    this.flushEachRecord = flushEachRecord;
    json = generator(out);
    fields = new Fields(json);
    connectionObject = new ConnectionObject(fields, names);
    briefObject = new BriefObject(fields, connectionObject);
    summaryObject = new SummaryObject(fields);
  }

  /** Adds what Zeek says of each connection. */
  public JsonWriter withZeek() {
    connectionObject.withZeek();
    return this;
  }

  /** A generator of what this format is made of. */
  static JsonGenerator generator(OutputStream out) {
    try {
      return new JsonFactoryBuilder()
          .rootValueSeparator("")
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build()
          .createGenerator(out);
    } catch (IOException e) {
      throw new AssertionError("making a generator writes nothing", e);
    }
  }

  @Override
  public void reads(Reading reading) {
    origins = reading.origins();
    fields.origins(origins);
  }

  @Override
  public void onConnection(AnalysedConnection connection) {
    if (failure != null) {
      return;
    }
    try {
      ConnectionRecord record = connection.record(); // first, since it may fail for want of memory
      Diagnosis diagnosis = connection.diagnosis();
      begun = layout.separate(json, begun);
      Ended ended = Ended.of(connection);
      if (layout == Layout.BRIEF) {
        briefObject.write(record, diagnosis, ended, origins);
      } else {
        connectionObject.write(record, diagnosis, ended, origins);
      }
      layout.end(json);
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
      begun = layout.separate(json, begun);
      summaryObject.write(summary);
      layout.end(json);
      layout.close(json);
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
