package io.finrst.report.json;

import java.io.OutputStream;

/** The JSON Schema of what {@link JsonWriter} writes. */
public final class Schema {
  private Schema() {}

  /** Writes the schema. */
  public static void writeTo(OutputStream out) {}
}
