package io.finrst.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.report.Records;
import io.finrst.teardown.Role;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Ladders as SVG and as Mermaid. */
class LaddersTest {
  private static final String HOSTILE = "</style><script>alert(1)</script> \"'& \u001b[31m \u0000 \uFFFF \uDC80; #1;\nend";

  private static final ConnectionRecord RESET = Records.aReset().withLadder().build();

  private static Document svg(String text) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new AssertionError(e.getMessage() + " in\n" + text, e);
    }
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static Diagnosis by(Role role) {
    EndedBy by = new EndedBy(role, RESET.server(), RESET.endedBy().frame());
    return new Diagnosis(by, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void anSvgSaysWhatItShowsAndHasEveryPacketAsAnArrow() throws IOException {
    Document svg = svg(SvgLadder.document(RESET, Rungs.of(RESET, by(Role.SERVER)), "Who & why."));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("10.0.0.5:40002 to 10.0.0.9:443: rst-after-data");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("Who & why.");
    String labelled = svg.getDocumentElement().getAttribute("aria-labelledby");
    assertThat(labelled.split(" ")).containsExactly("ladder-3-title", "ladder-3-desc");
    assertThat(texts(svg))
        .contains("10.0.0.5:40002", "10.0.0.9:443", "S seq 0 win 501", "sent again", "reset accepted")
        .doesNotContain("a device");
  }

  @Test
  void inAPageItHasNoStyleOfItsOwn() throws IOException {
    List<Rung> rungs = Rungs.of(RESET, Diagnosis.NONE);
    assertThat(svg(SvgLadder.document(RESET, rungs, "")).getElementsByTagName("style").getLength()).isOne();
    assertThat(svg(SvgLadder.inPage(RESET, rungs, "")).getElementsByTagName("style").getLength()).isZero();
  }

  @Test
  void theDecidingPacketStandsOutByMoreThanItsColour() throws IOException {
    Document svg = svg(SvgLadder.document(RESET, Rungs.of(RESET, by(Role.SERVER)), ""));
    NodeList groups = svg.getElementsByTagName("g");
    Element last = (Element) groups.item(groups.getLength() - 1);
    assertThat(last.getAttribute("class")).isEqualTo("deciding");
    assertThat(last.getTextContent()).contains("reset accepted");
    assertThat(SvgLadder.CSS).contains(".deciding text { font-weight: bold", "stroke-width: 2;");
  }

  @Test
  void whatADeviceSentBeginsAtTheDevice() throws IOException {
    List<Rung> rungs = Rungs.of(RESET, by(Role.MIDDLEBOX));
    assertThat(texts(svg(SvgLadder.document(RESET, rungs, "")))).contains("a device");
    assertThat(MermaidLadder.of(RESET, rungs, "")).contains("participant D as a device\n", "    D->>C: frame 32,");
    assertThat(MermaidLadder.of(RESET, Rungs.of(RESET, by(Role.SERVER)), ""))
        .doesNotContain("device")
        .contains("    S->>C: frame 32,");
  }

  @Test
  void nothingFromOutsideBecomesMarkup() throws IOException {
    List<Rung> rungs = Rungs.of(RESET, Diagnosis.NONE);
    Document svg = svg(SvgLadder.document(RESET, rungs, HOSTILE));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).startsWith("</style><script>").contains("\\x1b[31m");
    assertThat(MermaidLadder.of(RESET, rungs, HOSTILE).lines())
        .hasSameSizeAs(MermaidLadder.of(RESET, rungs, "").lines().toList())
        .noneMatch(line -> line.contains("<") || line.strip().equals("end\"") || line.contains("1;\n"));
  }

  @Test
  void longAddressesDoNotMeet() throws IOException {
    Records v6 = Records.aReset().withLadder();
    v6.client = new Endpoint(new Address(6, 0x20010db811112222L, 0x3333444455556666L), 40_002);
    v6.server = new Endpoint(new Address(6, 0x20010db811112222L, 0x3333444455557777L), 443);
    ConnectionRecord c = v6.build();
    Document svg = svg(SvgLadder.document(c, Rungs.of(c, Diagnosis.NONE), ""));
    NodeList texts = svg.getElementsByTagName("text");
    double leftEnds = 0;
    double rightBegins = 0;
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      double width = text.getTextContent().length() * 12 * 0.602;
      double x = Double.parseDouble(text.getAttribute("x"));
      if (text.getTextContent().equals(c.client().toString())) {
        leftEnds = x + width;
      } else if (text.getTextContent().equals(c.server().toString())) {
        rightBegins = x - width;
      }
    }
    assertThat(leftEnds).isPositive().isLessThan(rightBegins);
  }
}
