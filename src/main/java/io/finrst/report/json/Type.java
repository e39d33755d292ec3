package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Type of a value: writes what the JSON Schema says of it into an object that is already open. */
@FunctionalInterface
interface Type {
  void writeTo(JsonGenerator schema) throws IOException;

  Type TEXT = named("string");
  Type FLAG = named("boolean");
  Type INTEGER = named("integer");

  /** 0 or more. */
  Type COUNT = schema -> {
    schema.writeStringField("type", "integer");
    schema.writeNumberField("minimum", 0);
  };

  /** From 1, counted over the whole input as Wireshark counts them in one file. */
  Type FRAME = schema -> {
    schema.writeStringField("type", "integer");
    schema.writeNumberField("minimum", 1);
  };

  Type PORT = schema -> {
    COUNT.writeTo(schema);
    schema.writeNumberField("maximum", 65_535);
  };

  /** Exact decimal; below 0 only where a capture's clock was set back. */
  Type SECONDS = named("number");

  Type TIME = schema -> {
    schema.writeStringField("type", "string");
    schema.writeStringField("format", "date-time");
    schema.writeStringField("pattern", "Z$");
  };

  private static Type named(String name) {
    return schema -> schema.writeStringField("type", name);
  }

  static Type constant(String value) {
    return schema -> schema.writeStringField("const", value);
  }

  static Type oneOf(List<String> values) {
    return schema -> {
      schema.writeFieldName("enum");
      schema.writeArray(values.toArray(String[]::new), 0, values.size());
    };
  }

  static Type matching(String pattern) {
    return schema -> {
      schema.writeStringField("type", "string");
      schema.writeStringField("pattern", pattern);
    };
  }

  static Type object(Shape shape) {
    return schema -> schema.writeStringField("$ref", shape.reference());
  }

  static Type list(Type items) {
    return schema -> {
      schema.writeStringField("type", "array");
      schema.writeObjectFieldStart("items");
      items.writeTo(schema);
      schema.writeEndObject();
    };
  }

  /** Any keys, each with a count. */
  static Type countsBy(Type keys) {
    return schema -> {
      schema.writeStringField("type", "object");
      schema.writeObjectFieldStart("propertyNames");
      keys.writeTo(schema);
      schema.writeEndObject();
      schema.writeObjectFieldStart("additionalProperties");
      COUNT.writeTo(schema);
      schema.writeEndObject();
    };
  }

  /** This, or null where there is nothing to say. */
  default Type orNull() {
    return schema -> {
      schema.writeArrayFieldStart("anyOf");
      schema.writeStartObject();
      writeTo(schema);
      schema.writeEndObject();
      schema.writeStartObject();
      schema.writeStringField("type", "null");
      schema.writeEndObject();
      schema.writeEndArray();
    };
  }
}
