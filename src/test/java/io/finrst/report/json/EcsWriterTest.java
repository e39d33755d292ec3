package io.finrst.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.BrokenPipe;
import io.finrst.report.HostNames;
import io.finrst.report.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EcsWriterTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode written(Records connection, Diagnosis diagnosis) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EcsWriter writer = new EcsWriter(out, false, HostNames.NONE, "1.2.3", true);
    writer.onConnection(connection.told(diagnosis));
    writer.finish(Records.emptySummary());
    assertThat(out.toString(StandardCharsets.US_ASCII)).endsWith("}\n").containsOnlyOnce("\n");
    return MAPPER.readTree(out.toByteArray());
  }

  private static void paths(String prefix, JsonNode object, Set<String> into) {
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      String path = prefix + each.getKey();
      if (each.getValue().isObject()) {
        paths(path + ".", each.getValue(), into);
      } else {
        into.add(path);
      }
    }
  }

  @Test
  void aConnectionIsADocumentInEcsNames() throws IOException {
    JsonNode ecs = written(Records.aReset(), Records.unreadData());

    assertThat(ecs.at("/@timestamp").asText()).isEqualTo("2026-11-20T19:23:34.638146Z");
    assertThat(ecs.at("/event/kind").asText()).isEqualTo("event");
    assertThat(ecs.at("/event/category").toString()).isEqualTo("[\"network\"]");
    assertThat(ecs.at("/event/type").toString()).isEqualTo("[\"connection\",\"end\"]");
    assertThat(ecs.at("/event/action").asText()).isEqualTo("rst-after-data");
    assertThat(ecs.at("/event/outcome").asText()).isEqualTo("failure");
    assertThat(ecs.at("/event/duration").asLong()).isEqualTo(200_000_000L);
    assertThat(ecs.at("/source/ip").asText()).isEqualTo("10.0.0.5");
    assertThat(ecs.at("/source/port").asInt()).isEqualTo(40_002);
    assertThat(ecs.at("/source/bytes").asLong()).isEqualTo(18_559);
    assertThat(ecs.at("/destination/ip").asText()).isEqualTo("10.0.0.9");
    assertThat(ecs.at("/network/community_id").asText()).startsWith("1:");
    assertThat(ecs.at("/network/transport").asText()).isEqualTo("tcp");
    assertThat(ecs.at("/network/type").asText()).isEqualTo("ipv4");
    assertThat(ecs.at("/error/code").asText()).isEqualTo("ECONNRESET");
    assertThat(ecs.at("/error/message").asText()).isEqualTo("Connection reset by peer");
    assertThat(ecs.at("/observer/version").asText()).isEqualTo("1.2.3");
    assertThat(ecs.at("/finrst/cause/id").asText()).isEqualTo("unread-data-at-close");
    assertThat(ecs.at("/finrst/socket_errors/client").toString()).isEqualTo("[\"recv ECONNRESET\",\"send EPIPE\"]");
    assertThat(ecs.at("/zeek/connection/state").asText()).isEqualTo("RSTR");
    assertThat(ecs.at("/message").asText()).startsWith("Server 10.0.0.9:443 reset the connection");
  }

  @Test
  void outcomesAreThoseThatEcsAllows() throws IOException {
    assertThat(written(Records.aGracefulClose(), Diagnosis.NONE).at("/event/outcome").asText()).isEqualTo("success");
    JsonNode open = written(Records.anOpenOne(), Diagnosis.NONE);
    assertThat(open.at("/event/outcome").asText()).isEqualTo("unknown");
    assertThat(open.at("/event/type/1").asText()).isEqualTo("info");
    assertThat(open.has("error")).isFalse();
  }

  @Test
  void whatIsWrittenIsInTheTemplateAndNothingIsNull() throws IOException {
    Set<String> written = new TreeSet<>();
    for (Records each :
        List.of(
            Records.aReset(), Records.anInjectedReset(), Records.aResetWithWords(), Records.aRefusal(),
            Records.aGracefulClose(), Records.aHalfClose(), Records.anOpenOne(), Records.aPoorCapture())) {
      for (Diagnosis diagnosis : List.of(Diagnosis.NONE, Records.unreadData(), Records.portClosed())) {
        JsonNode document = written(each, diagnosis);
        paths("", document, written);
        assertThat(document.toString()).doesNotContain("null");
      }
    }
    List<String> declared = EcsFields.ALL.stream().map(EcsField::path).toList();
    assertThat(declared).containsAll(written);
    Set<String> never = new TreeSet<>(declared);
    never.removeAll(written);
    assertThat(never)
        .as("asked for by options, or known of packets only")
        .containsExactlyInAnyOrder(
            "destination.domain", "source.domain", "finrst.capture", "finrst.socket_errors.server", "finrst.supersedes",
            "zeek.connection.history");
  }

  @Test
  void theTemplateMapsEveryFieldOnce() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EcsTemplate.writeTo(out);
    JsonNode template = MAPPER.readTree(out.toByteArray());
    assertThat(template.at("/index_patterns/0").asText()).isEqualTo("logs-finrst.*-*");
    assertThat(template.at("/data_stream").isObject()).isTrue();
    JsonNode mappings = template.at("/template/mappings");
    for (EcsField field : EcsFields.ALL) {
      String pointer = "/properties/" + field.path().replace(".", "/properties/") + "/type";
      assertThat(mappings.at(pointer).asText()).as(field.path()).isEqualTo(field.type());
    }
    assertThat(EcsFields.ALL).extracting(EcsField::path).doesNotHaveDuplicates();
  }

  @Test
  void aClosedPipeIsNoticed() {
    EcsWriter writer = new EcsWriter(new BrokenPipe(0), true, HostNames.NONE, "1", false);
    writer.onConnection(Records.aReset().told(Diagnosis.NONE));
    assertThat(writer.failed()).isTrue();
  }
}
