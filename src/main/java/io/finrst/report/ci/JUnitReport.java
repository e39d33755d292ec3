package io.finrst.report.ci;

import io.finrst.capture.CaptureInfo;
import io.finrst.report.Printable;
import io.finrst.report.Quantity;
import io.finrst.report.Timestamps;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Kinds of ending as test cases in the XML that Ant's JUnit task began, and that Surefire, Jenkins, GitLab and others
 * read: those that did not end well fail, those that a baseline knows are skipped, all others pass, and a capture that
 * could not be read to its end is an error.
 */
public final class JUnitReport {
  private static final String SUITE = "finrst";
  private static final int TIME_DIGITS = 3;

  private final XMLStreamWriter xml;

  private JUnitReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * Writes one.
   *
   * @param found what was counted
   * @param known kinds that are accepted
   * @param captures what was read
   * @param version finrst's
   * @param out flushed, not closed
   * @throws IOException when {@code out} fails
   */
  public static void write(
      EndingKinds found, Set<EndingKind> known, List<CaptureInfo> captures, String version, OutputStream out)
      throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      new JUnitReport(xml).document(found, known, captures, version);
      xml.close();
    } catch (XMLStreamException e) {
      throw e.getNestedException() instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
    }
    out.flush();
  }

  private void document(EndingKinds found, Set<EndingKind> known, List<CaptureInfo> captures, String version)
      throws XMLStreamException {
    List<CaptureInfo> damaged = captures.stream().filter(each -> each.damage() != null).toList();
    List<Occurrence> bad = found.bad();
    List<Occurrence> well = found.well();
    long skipped = bad.stream().filter(each -> known.contains(each.kind())).count();
    long beyond = found.badBeyond() > 0 ? 1 : 0;
    long[] counts = {
      bad.size() + well.size() + damaged.size() + beyond, bad.size() - skipped + beyond, damaged.size(), skipped
    };
    String seconds = Quantity.fixedSeconds(bad.stream().mapToLong(Occurrence::durationNs).sum(), TIME_DIGITS);
    xml.writeStartDocument("UTF-8", "1.0");
    line("");
    xml.writeStartElement("testsuites");
    suite(counts, seconds);
    line("");
    xml.writeStartElement("testsuite");
    suite(counts, seconds);
    OptionalLong start =
        captures.stream().filter(each -> each.packets() > 0).mapToLong(CaptureInfo::firstTimeNs).min();
    if (start.isPresent()) {
      String utc = new Timestamps().render(start.getAsLong(), 0);
      xml.writeAttribute("timestamp", utc.substring(0, utc.length() - 1)); // readers of this format expect no zone
    }
    line("");
    properties(captures, version, found.wellBeyond());
    for (CaptureInfo each : damaged) {
      testCase("finrst.capture", each.name(), 0);
      problem("error", "damage", each.damage(), "");
    }
    for (Occurrence each : bad) {
      bad(each, known.contains(each.kind()));
    }
    if (beyond > 0) {
      testCase("finrst.more", "kinds of ending beyond " + Quantity.count(bad.size()), 0);
      problem("failure", "more", "did not end well, too: " + Quantity.count(found.badBeyond(), "connection"), "");
    }
    for (Occurrence each : well) {
      testCase(className(each), "nothing lost, at " + each.kind().where(), 0);
      xml.writeStartElement("system-out");
      xml.writeCharacters(Quantity.count(each.connections(), "connection"));
      xml.writeEndElement();
      end();
    }
    end();
    end();
    xml.writeEndDocument();
  }

  private void suite(long[] counts, String seconds) throws XMLStreamException {
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", Long.toString(counts[0]));
    xml.writeAttribute("failures", Long.toString(counts[1]));
    xml.writeAttribute("errors", Long.toString(counts[2]));
    xml.writeAttribute("skipped", Long.toString(counts[3]));
    xml.writeAttribute("time", seconds);
  }

  private void properties(List<CaptureInfo> captures, String version, long wellBeyond) throws XMLStreamException {
    xml.writeStartElement("properties");
    property("finrst.version", version);
    for (CaptureInfo each : captures) {
      property("capture", each.name());
    }
    if (wellBeyond > 0) {
      property("connections.not.listed", Long.toString(wellBeyond));
    }
    end();
  }

  private void property(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", text(value));
  }

  private void bad(Occurrence each, boolean known) throws XMLStreamException {
    testCase(className(each), each.kind().why(), each.durationNs());
    String count = each.connections() == 1 ? "" : Quantity.count(each.connections(), "connection") + "; the first: ";
    if (known) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", text("the baseline knows it; " + count + each.sentence()));
      end();
    } else {
      String type = each.kind().cause() == null ? each.kind().verdict() : each.kind().cause();
      problem("failure", type, count + each.sentence(), each.answer());
    }
  }

  private static String className(Occurrence each) {
    return SUITE + "." + each.kind().verdict();
  }

  private void testCase(String className, String name, long durationNs) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", className);
    xml.writeAttribute("name", text(name));
    xml.writeAttribute("time", Quantity.fixedSeconds(durationNs, TIME_DIGITS));
  }

  /** What is wrong with the open test case, and its end. */
  private void problem(String what, String type, String message, String more) throws XMLStreamException {
    xml.writeStartElement(what);
    xml.writeAttribute("message", text(message));
    xml.writeAttribute("type", type);
    xml.writeCharacters(allowed(more));
    xml.writeEndElement();
    end();
  }

  private void end() throws XMLStreamException {
    xml.writeEndElement();
    line("");
  }

  private void line(String text) throws XMLStreamException {
    xml.writeCharacters(text + "\n");
  }

  private static String text(String value) {
    return allowed(Printable.of(value));
  }

  /** Without what XML 1.0 has no way to write (its section 2.2): most control characters, and half pairs. */
  private static String allowed(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    value.codePoints()
        .filter(
            c -> c == '\t' || c == '\n' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
