package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import io.finrst.report.ci.Baseline;
import io.finrst.report.ci.EndingKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@link Baseline} as a file to be committed: one ending a line, sorted, so that a change of it reads well. Keys that a
 * later minor version adds are passed over.
 */
public final class BaselineFile {
  private static final String TYPE = "type";
  private static final String BASELINE = "baseline";
  private static final String VERSION = "schemaVersion";
  private static final String CURRENT = "1.0";
  private static final String MAJOR = "1.";
  private static final String ENDINGS = "endings";
  private static final String VERDICT = "verdict";
  private static final String CAUSE = "cause";
  private static final String SERVER = "server";
  private static final String PORT = "port";
  private static final String ROLE = "role";
  private static final String COUNT = "count";
  private static final int LAST_PORT = 0xFFFF;

  private BaselineFile() {}

  /**
   * Writes {@code baseline} as ASCII.
   *
   * @throws IOException when {@code out} fails; it is flushed, not closed
   */
  public static void write(Baseline baseline, OutputStream out) throws IOException {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEntrySpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter lines =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(NopIndenter.instance)
            .withArrayIndenter(new DefaultIndenter("", "\n"));
    try (JsonGenerator json = factory.createGenerator(out).setPrettyPrinter(lines)) {
      json.writeStartObject();
      json.writeStringField(TYPE, BASELINE);
      json.writeStringField(VERSION, CURRENT);
      json.writeArrayFieldStart(ENDINGS);
      for (Map.Entry<EndingKind, Long> each : baseline.endings().entrySet()) {
        json.writeStartObject();
        write(each.getKey(), each.getValue(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void write(EndingKind kind, long count, JsonGenerator json) throws IOException {
    json.writeStringField(VERDICT, kind.verdict());
    json.writeStringField(CAUSE, kind.cause());
    json.writeStringField(SERVER, kind.server());
    if (kind.port() == EndingKind.ANY_PORT) {
      json.writeStringField(PORT, EndingKind.ANY);
    } else {
      json.writeNumberField(PORT, kind.port());
    }
    json.writeStringField(ROLE, kind.role());
    json.writeNumberField(COUNT, count);
  }

  /**
   * Reads a baseline.
   *
   * @throws IOException when {@code in} fails or holds none; the message says what is wrong, without the file's name
   */
  public static Baseline read(InputStream in) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(in)) {
      return baseline(json);
    } catch (JsonProcessingException e) {
      throw new IOException("no JSON: line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Baseline baseline(JsonParser json) throws IOException {
    Map<EndingKind, Long> endings = new HashMap<>();
    String type = null;
    String version = null;
    require(json.nextToken() == JsonToken.START_OBJECT, json, "no object");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case TYPE -> type = text(json, key);
        case VERSION -> version = text(json, key);
        case ENDINGS -> {
          require(json.currentToken() == JsonToken.START_ARRAY, json, ENDINGS + " is no list");
          while (json.nextToken() != JsonToken.END_ARRAY) {
            ending(json, endings);
          }
        }
        default -> json.skipChildren();
      }
    }
    require(BASELINE.equals(type), json, "it is no baseline of finrst");
    require(version != null && version.startsWith(MAJOR), json, "its version is " + version + ", known is " + CURRENT);
    return new Baseline(endings);
  }

  private static void ending(JsonParser json, Map<EndingKind, Long> endings) throws IOException {
    require(json.currentToken() == JsonToken.START_OBJECT, json, "an ending is no object");
    String verdict = null;
    String cause = null;
    String server = null;
    Integer port = null;
    String role = null;
    long count = 1;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case VERDICT -> verdict = text(json, key);
        case CAUSE -> cause = text(json, key);
        case SERVER -> server = text(json, key);
        case PORT -> port = port(json);
        case ROLE -> role = text(json, key);
        case COUNT -> {
          require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, json, "count is no whole number");
          count = json.getLongValue();
        }
        default -> json.skipChildren();
      }
    }
    require(verdict != null && server != null && port != null, json, "an ending lacks verdict, server or port");
    endings.merge(new EndingKind(verdict, cause, server, port, role), count, Long::sum);
  }

  private static int port(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING && json.getText().equals(EndingKind.ANY)) {
      return EndingKind.ANY_PORT;
    }
    boolean number = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    int port = number ? json.getIntValue() : -1;
    require(port >= 0 && port <= LAST_PORT, json, "port is neither 0 to 65535 nor \"*\"");
    return port;
  }

  private static String text(JsonParser json, String key) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    require(json.currentToken() == JsonToken.VALUE_STRING, json, key + " is no text");
    return json.getText();
  }

  private static void require(boolean holds, JsonParser json, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException("line " + json.currentLocation().getLineNr() + ": " + otherwise);
    }
  }
}
