package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** The index template for Elasticsearch, made from {@link EcsFields}: {@code PUT _index_template/finrst}. */
public final class EcsTemplate {
  /** The data stream naming scheme: type, dataset, namespace. */
  private static final String INDEX_PATTERN = "logs-finrst.*-*";

  /** Above that of Elasticsearch's own template for logs-*-*, 100. */
  private static final int PRIORITY = 200;

  private static final int KEYWORD_LIMIT = 1024; // as ECS has it

  private EcsTemplate() {}

  /**
   * Writes the template, indented, with a last newline.
   *
   * @throws IOException when {@code out} fails; it is flushed, not closed
   */
  public static void writeTo(OutputStream out) throws IOException {
    Separators separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    JsonFactory factory = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(out).setPrettyPrinter(printer)) {
      json.writeStartObject();
      json.writeArrayFieldStart("index_patterns");
      json.writeString(INDEX_PATTERN);
      json.writeEndArray();
      json.writeObjectFieldStart("data_stream");
      json.writeEndObject();
      json.writeNumberField("priority", PRIORITY);
      json.writeObjectFieldStart("_meta");
      json.writeStringField("description", "What finrst --json=ecs writes");
      json.writeStringField("ecs_version", EcsFields.VERSION);
      json.writeEndObject();
      json.writeObjectFieldStart("template");
      json.writeObjectFieldStart("mappings");
      json.writeBooleanField("date_detection", false);
      properties(tree(), json);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** Fields by the parts of their names: a type, or a tree of further parts. */
  private static Map<String, Object> tree() {
    Map<String, Object> root = new TreeMap<>();
    for (EcsField field : EcsFields.ALL) {
      Map<String, Object> node = root;
      String[] parts = field.path().split("\\.");
      for (int i = 0; i < parts.length - 1; i++) {
        node = children(node.computeIfAbsent(parts[i], any -> new TreeMap<String, Object>()));
      }
      node.put(parts[parts.length - 1], field.type());
    }
    return root;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> children(Object node) {
    return (Map<String, Object>) node;
  }

  private static void properties(Map<String, Object> tree, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, Object> each : tree.entrySet()) {
      json.writeObjectFieldStart(each.getKey());
      if (each.getValue() instanceof String type) {
        json.writeStringField("type", type);
        if (type.equals("keyword")) {
          json.writeNumberField("ignore_above", KEYWORD_LIMIT);
        }
      } else {
        properties(children(each.getValue()), json);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
