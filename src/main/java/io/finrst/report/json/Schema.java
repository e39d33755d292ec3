package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The JSON Schema (2020-12) of what {@link JsonWriter} and {@link ComparisonJson} write, made from {@link Keys} and
 * {@link ComparisonKeys}. It accepts one object, as in one
 * line of NDJSON, and the whole array. Later versions with the same major number only add keys.
 */
public final class Schema {
  private Schema() {}

  /**
   * Writes the schema, indented, with a last newline.
   *
   * @throws IOException when {@code out} fails; it is flushed, not closed
   */
  public static void writeTo(OutputStream out) throws IOException {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n"); // not the platform's newline: the text is compared
    Separators separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators).withObjectIndenter(indent);
    JsonFactory factory = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator schema = factory.createGenerator(out).setPrettyPrinter(printer)) {
      schema.writeStartObject();
      schema.writeStringField("$schema", "https://json-schema.org/draft/2020-12/schema");
      schema.writeStringField("$id", "urn:finrst:report:" + Keys.SCHEMA_VERSION);
      schema.writeStringField("title", "finrst report");
      schema.writeStringField("description", "One object of finrst's JSON output, or the whole array of them.");
      schema.writeArrayFieldStart("oneOf");
      reference(schema, Keys.Connection.SHAPE);
      reference(schema, Keys.Brief.SHAPE);
      reference(schema, Keys.Summary.SHAPE);
      reference(schema, ComparisonKeys.Comparison.SHAPE);
      reference(schema, ComparisonKeys.Summary.SHAPE);
      schema.writeStartObject();
      schema.writeStringField("type", "array");
      schema.writeObjectFieldStart("items");
      schema.writeArrayFieldStart("oneOf");
      reference(schema, Keys.Connection.SHAPE);
      reference(schema, Keys.Brief.SHAPE);
      reference(schema, Keys.Summary.SHAPE);
      reference(schema, ComparisonKeys.Comparison.SHAPE);
      reference(schema, ComparisonKeys.Summary.SHAPE);
      schema.writeEndArray();
      schema.writeEndObject();
      schema.writeEndObject();
      schema.writeEndArray();
      schema.writeObjectFieldStart("$defs");
      for (Shape shape : Keys.SHAPES) {
        shape.writeTo(schema);
      }
      for (Shape shape : ComparisonKeys.SHAPES) {
        shape.writeTo(schema);
      }
      schema.writeEndObject();
      schema.writeEndObject();
      schema.writeRaw('\n');
    }
  }

  private static void reference(JsonGenerator schema, Shape shape) throws IOException {
    schema.writeStartObject();
    schema.writeStringField("$ref", shape.reference());
    schema.writeEndObject();
  }
}
