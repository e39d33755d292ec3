package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of object and its keys. Every key is always written, with null where there is nothing to say; only those
 * that an option adds are left out without it.
 */
final class Shape {
  private final String name;
  private final String meaning;
  private final List<Key> keys = new ArrayList<>();

  Shape(String name, String meaning) {
    this.name = name;
    this.meaning = meaning;
  }

  /** Adds a key; its value's type; one sentence. */
  Key key(String keyName, Type type, String keyMeaning) {
    return add(new Key(new SerializedString(keyName), type, keyMeaning, true));
  }

  /** Adds a key that is written only where an option asks for it. */
  Key optional(String keyName, Type type, String keyMeaning) {
    return add(new Key(new SerializedString(keyName), type, keyMeaning, false));
  }

  private Key add(Key key) {
    keys.add(key);
    return key;
  }

  String name() {
    return name;
  }

  String reference() {
    return "#/$defs/" + name;
  }

  /** Writes the definition: required keys, and room for keys of later minor versions. */
  void writeTo(JsonGenerator schema) throws IOException {
    schema.writeObjectFieldStart(name);
    schema.writeStringField("description", meaning);
    schema.writeStringField("type", "object");
    schema.writeArrayFieldStart("required");
    for (Key key : keys) {
      if (key.required()) {
        schema.writeString(key.name());
      }
    }
    schema.writeEndArray();
    schema.writeObjectFieldStart("properties");
    for (Key key : keys) {
      schema.writeFieldName(key.name());
      schema.writeStartObject();
      schema.writeStringField("description", key.meaning());
      key.type().writeTo(schema);
      schema.writeEndObject();
    }
    schema.writeEndObject();
    schema.writeBooleanField("additionalProperties", true);
    schema.writeEndObject();
  }
}
