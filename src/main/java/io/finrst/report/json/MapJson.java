package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Maps, lists, strings, numbers and null as a JSON document for people to read. */
public final class MapJson {
  private MapJson() {}

  /**
   * The document, with its last line's end.
   *
   * @param object keys in the order of the map
   */
  public static String text(Map<String, ?> object) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      write(json, object);
    } catch (IOException e) {
      throw new UncheckedIOException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> object) {
      json.writeStartObject();
      for (Map.Entry<?, ?> each : object.entrySet()) {
        json.writeFieldName((String) each.getKey());
        write(json, each.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        write(json, each);
      }
      json.writeEndArray();
    } else {
      json.writeObject(value);
    }
  }
}
