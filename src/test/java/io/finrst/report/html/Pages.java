package io.finrst.report.html;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Reads a page back without a browser. */
public final class Pages {
  private Pages() {}

  /** The page, which must be valid HTML. */
  public static Document parsed(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(100);
    Document page = Jsoup.parse(html, parser);
    if (!parser.getErrors().isEmpty()) {
      throw new AssertionError("no valid HTML: " + parser.getErrors());
    }
    return page;
  }

  /** The fields of each row of the table of connections, in their order. */
  public static List<List<String>> rows(Document page) {
    return page.getElementById("lines") == null
        ? List.of()
        : unpacked(page.getElementById("lines").data()).lines().map(line -> Arrays.asList(line.split("\t", -1))).toList();
  }

  /** The explanation of each row: a passage a line. */
  public static List<String> explanations(Document page) {
    return page.select(".explanations").stream()
        .flatMap(block -> Arrays.stream(unpacked(block.data()).split("\f\n")))
        .toList();
  }

  private static String unpacked(String block) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(block)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
