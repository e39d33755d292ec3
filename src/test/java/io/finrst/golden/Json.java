package io.finrst.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, strings, {@code Long}, {@code Double}, booleans and null. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Every value in {@code text}, one after another: NDJSON, or a single document. */
  public static List<Object> parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != null) {
        values.add(value(parser));
      }
      return values;
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The one value in a file. */
  public static Object read(Path file) throws IOException {
    List<Object> values = parse(Files.readString(file));
    if (values.size() != 1) {
      throw new IllegalArgumentException(file + ": one JSON value expected");
    }
    return values.get(0);
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          if (object.containsKey(key)) {
            throw new IllegalArgumentException("key " + key + " twice in one object");
          }
          object.put(key, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  /** The member {@code key} of an object, null when it has none or {@code value} is no object. */
  public static Object get(Object value, String key) {
    return value instanceof Map<?, ?> object ? object.get(key) : null;
  }

  /** The member {@code key} as text, null when there is none. */
  public static String text(Object value, String key) {
    return get(value, key) instanceof String text ? text : null;
  }

  /** The member {@code key} as a list, empty when there is none. */
  public static List<?> list(Object value, String key) {
    return get(value, key) instanceof List<?> list ? list : List.of();
  }

  /** {@code value} as indented JSON that people edit: short objects and arrays on one line. */
  public static String pretty(Object value) {
    StringBuilder out = new StringBuilder();
    pretty(value, "", out);
    return out.append('\n').toString();
  }

  private static void pretty(Object value, String indent, StringBuilder out) {
    String flat = flat(value);
    boolean array = value instanceof List<?>;
    if (!(array || value instanceof Map<?, ?>) || indent.length() + flat.length() <= 100 && !indent.isEmpty()) {
      out.append(flat);
      return;
    }
    String deeper = indent + "  ";
    out.append(array ? "[" : "{");
    String comma = "\n";
    if (value instanceof List<?> list) {
      for (Object item : list) {
        out.append(comma).append(deeper);
        pretty(item, deeper, out);
        comma = ",\n";
      }
    } else {
      for (Map.Entry<?, ?> member : ((Map<?, ?>) value).entrySet()) {
        out.append(comma).append(deeper).append(flat(member.getKey())).append(": ");
        pretty(member.getValue(), deeper, out);
        comma = ",\n";
      }
    }
    out.append('\n').append(indent).append(array ? "]" : "}");
  }

  private static String flat(Object value) {
    if (value instanceof String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Json::flat).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      List<String> members = new ArrayList<>();
      map.forEach((key, member) -> members.add(flat(key) + ": " + flat(member)));
      return '{' + String.join(", ", members) + '}';
    }
    return String.valueOf(value);
  }
}
