package io.finrst.lab;

import io.finrst.lab.Passage.Kind;
import io.finrst.lab.Recorder.Observed;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What really happened in a scenario that was captured at several points, for scoring whoever reads the captures. */
public final class Truth {
  private static final double NS_PER_S = 1e9;

  private Truth() {}

  /** As the object that is saved beside the captures. */
  public static Map<String, Object> of(Performance played) {
    List<Object> connections = new ArrayList<>();
    for (int i = 0; i < played.observed().size(); i++) {
      connections.add(connection(played, i));
    }
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("scenario", played.scenario().name());
    truth.put("teaches", played.scenario().teaches());
    truth.put("points", ids(List.of(Point.values())));
    truth.put("routerInterface", played.scenario().view().tap().interfaceName());
    truth.put("connections", connections);
    truth.put("clocks", clocks(played.scenario().view()));
    return truth;
  }

  private static Map<String, Object> connection(Performance played, int number) {
    Observed observed = played.observed().get(number);
    View view = played.scenario().view();
    boolean meant = number == view.connection();
    Map<String, Object> connection = new LinkedHashMap<>();
    connection.put("client", observed.connection().client().toString());
    connection.put("server", observed.connection().server().toString());
    connection.put("meant", meant);
    if (meant) {
      connection.put("verdict", view.verdict() == null ? null : view.verdict().id());
      connection.put("endedBy", view.endedBy() == null ? null : view.endedBy().id());
      connection.put("cause", view.cause());
    }
    connection.put("proxy", view.proxy());
    connection.put("lost", meant ? passages(played, Kind.LOST) : List.of());
    connection.put("added", meant ? passages(played, Kind.ADDED) : List.of());
    connection.put("changed", played.changes().stream().map(Truth::change).toList());
    Map<String, Object> errors = new LinkedHashMap<>();
    errors.put("client", played.errors(number, Role.CLIENT));
    errors.put("server", played.errors(number, Role.SERVER));
    connection.put("socketErrors", errors);
    return connection;
  }

  private static List<Map<String, Object>> passages(Performance played, Kind kind) {
    return played.passages().stream().filter(each -> each.kind() == kind).map(Truth::passage).toList();
  }

  private static Map<String, Object> passage(Passage passage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("direction", passage.sender() == Role.CLIENT ? "client-to-server" : "server-to-client");
    fields.put("flags", passage.flags());
    fields.put("packets", passage.packets());
    fields.put("bytes", passage.bytes());
    fields.put("between", ids(passage.between()));
    return fields;
  }

  private static Map<String, Object> change(Change change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("field", change.field());
    fields.put("between", ids(change.between()));
    return fields;
  }

  private static Map<String, Object> clocks(View view) {
    Map<String, Object> clocks = new LinkedHashMap<>();
    for (Point point : Point.values()) {
      Clock clock = view.clock(point);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("offsetSeconds", clock.offsetNs() / NS_PER_S);
      fields.put("driftPpm", clock.driftPpm());
      clocks.put(point.id(), fields);
    }
    return clocks;
  }

  private static List<String> ids(List<Point> points) {
    return points.stream().map(Point::id).toList();
  }
}
