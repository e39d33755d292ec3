package io.finrst.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitReportTest {
  private static final List<CaptureInfo> CAPTURES = Records.summary(Map.of()).captures();

  /** Held to the schema, then parsed. */
  private static Document written(EndingKinds found, Set<EndingKind> known, List<CaptureInfo> captures)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitReport.write(found, known, captures, "1.0", out);
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(Path.of("src/test/resources/junit.xsd").toFile());
    assertThatCode(
            () -> schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(out.toByteArray()))))
        .as("%s", out)
        .doesNotThrowAnyException();
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));
  }

  private static EndingKinds found() {
    EndingKinds found = new EndingKinds();
    found.reads(new Reading(FrameOrigins.UNKNOWN, List.of("a b.pcap")));
    found.onConnection(Records.aReset().stream(1).told(Records.unreadData()));
    found.onConnection(Records.aReset().stream(2).told(Records.unreadData()));
    found.onConnection(Records.aRefusal().stream(3).told(Records.portClosed()));
    found.onConnection(Records.aGracefulClose().stream(4).told(Diagnosis.NONE));
    return found;
  }

  private static Element one(Document xml, String name) {
    assertThat(xml.getElementsByTagName(name).getLength()).as(name).isEqualTo(1);
    return (Element) xml.getElementsByTagName(name).item(0);
  }

  @Test
  void whatDidNotEndWellFailsWithSentenceEvidenceAndCommand() throws Exception {
    EndingKind refusal = new EndingKind("rst-to-syn", "port-closed", "10.0.0.9", 443, "server");
    Document xml = written(found(), Set.of(refusal), CAPTURES);

    Element suite = one(xml, "testsuite");
    assertThat(List.of(suite.getAttribute("tests"), suite.getAttribute("failures"), suite.getAttribute("skipped")))
        .containsExactly("3", "1", "1");
    assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-20T19:23:34");
    Element failure = one(xml, "failure");
    assertThat(failure.getAttribute("type")).isEqualTo("unread-data-at-close");
    assertThat(failure.getAttribute("message")).startsWith("2 connections; the first: ").contains("(frame 32)");
    assertThat(failure.getTextContent())
        .contains("unread-data-at-close (likely)", "the server had acknowledged 18,559 bytes and answered none (frame 31)")
        .contains("finrst --explain --stream 1 'a b.pcap'\n");
    Element failed = (Element) failure.getParentNode();
    assertThat(failed.getAttribute("classname")).isEqualTo("finrst.rst-after-data");
    assertThat(failed.getAttribute("name")).isEqualTo("unread-data-at-close, by the server, at 10.0.0.9:443");
    assertThat(one(xml, "skipped").getAttribute("message")).startsWith("the baseline knows it; ");
    assertThat(one(xml, "system-out").getTextContent()).isEqualTo("1 connection");
  }

  @Test
  void aDamagedCaptureIsAnErrorAndNamesHoldNoControlCharacter() throws Exception {
    Document xml = written(new EndingKinds(), Set.of(), Records.poorSummary().captures());

    assertThat(one(xml, "error").getAttribute("message")).isEqualTo("a record is cut short at byte 1234");
    Element capture = (Element) xml.getElementsByTagName("property").item(1);
    assertThat(capture.getAttribute("value")).isEqualTo("a\\x1b[2J.pcap");
  }

  @Test
  void wordsOfAPacketAreEscaped() throws Exception {
    EndingKinds found = new EndingKinds();
    Diagnosis hostile = Records.saying("</failure> ]]> & \"q\" \u0000\u0007\uFFFE\uD800 \u2028 end");
    found.onConnection(Records.aReset().told(hostile));

    assertThat(one(written(found, Set.of(), CAPTURES), "failure").getTextContent())
        .contains("</failure> ]]> & \"q\" \\x00\\x07").contains("end").doesNotContain("\uFFFE");
  }

  @Test
  void kindsBeyondTheBoundFailTogether() throws Exception {
    EndingKinds found = new EndingKinds(0);
    found.onConnection(Records.aReset().told(Records.unreadData()));
    found.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));

    Document xml = written(found, Set.of(), CAPTURES);
    assertThat(one(xml, "failure").getAttribute("message")).isEqualTo("did not end well, too: 1 connection");
    Element notListed = (Element) xml.getElementsByTagName("property").item(2);
    assertThat(notListed.getAttribute("name")).isEqualTo("connections.not.listed");
  }

  @Test
  void nothingReadIsAnEmptySuite() throws Exception {
    assertThat(one(written(new EndingKinds(), Set.of(), List.of()), "testsuite").hasAttribute("timestamp")).isFalse();
  }
}
