package io.finrst.model;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.TcpFrame;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One connection from its first packet to its last, made from a seed. */
final class Run {
  final int seed;
  final World world;
  final Host client;
  final Host server;

  Run(int seed) {
    this.seed = seed;
    Random random = new Random(seed * 7919L);
    random.nextInt(); // neighbouring seeds begin alike
    world = new World(random);
    client = new Host(0, family(random), world);
    server = new Host(1, family(random), world);
    client.peer(server.family);
    server.peer(client.family);
    client.run(new Program(client, world));
    server.run(new Program(server, world));
    world.join(client, server);
    switch (random.nextInt(20)) {
      case 0 -> server.powerOff();
      case 1 -> {
        // nobody listens
      }
      default -> server.listen();
    }
    client.connect();
    if (random.nextInt(20) == 0) {
      world.in(random.nextInt(2000) * World.MS / 10, client::close);
    }
    world.run();
  }

  private static Family family(Random random) {
    return random.nextInt(5) < 3 ? Family.LINUX : Family.values()[1 + random.nextInt(2)];
  }

  boolean isV6() {
    return seed % 4 == 3;
  }

  List<Packet> captured() {
    return world.captured;
  }

  /** All that the tap saw, and long after it a packet of somebody else. */
  Frames frames() {
    return frames(world.captured);
  }

  Frames frames(List<Packet> packets) {
    boolean v6 = isV6();
    List<Frame> frames = new ArrayList<>();
    for (Packet p : packets) {
      frames.add(p.side == 0 ? p.frame(v6, client.isn, server.isn) : p.frame(v6, server.isn, client.isn));
    }
    frames.add(new TcpFrame(v6, 9, 9, 2, 80).tcp(Segment.SYN, 1, 0, 500, 0).ip(64, 1).at(world.endNs()));
    return new Frames(frames);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("seed " + seed + ": " + client.family + " to " + server.family + "\n");
    for (Packet p : world.captured) {
      text.append(p.line(World.START_NS)).append('\n');
    }
    return text.append("client ").append(client.state).append(client.gaveUp() ? ", gave up" : "").append(", server ")
        .append(server.state).append(server.gaveUp() ? ", gave up" : "").append('\n').toString();
  }
}
