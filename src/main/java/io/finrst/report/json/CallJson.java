package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One socket call of a lab service as one line of JSON. */
public final class CallJson {
  private CallJson() {}

  /**
   * The line, without its end.
   *
   * @param service which service
   * @param connection which of its connections, from 1
   * @param seconds from its start
   * @param call name of the call
   * @param result in words
   * @param error errno, empty for none
   */
  public static String line(
      String service, int connection, double seconds, String call, String result, String error) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "call");
      json.writeStringField("service", service);
      json.writeNumberField("connection", connection);
      json.writeNumberField("seconds", seconds);
      json.writeStringField("call", call);
      json.writeStringField("result", result);
      json.writeStringField("error", error.isEmpty() ? null : error);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string can always be written to", e);
    }
    return text.toString();
  }
}
