package io.finrst.model;

import java.util.Random;

/** What a program does with its connection, chosen at random. */
final class Program {
  private enum End {
    CLOSE, SHUTDOWN, ABORT, DIE, DIE_AND_COME_BACK, NONE
  }

  private enum AtPeerFin {
    CLOSE, CLOSE_LATER, ANSWER_AND_CLOSE, CLOSE_BY_PLAN, NOTHING
  }

  private final Host host;
  private final World world;
  private final Random random;
  private final End end;
  private final AtPeerFin atPeerFin;

  Program(Host host, World world) {
    this.host = host;
    this.world = world;
    random = world.random;
    end = End.values()[random.nextInt(End.values().length)];
    atPeerFin = AtPeerFin.values()[random.nextInt(AtPeerFin.values().length)];
  }

  private long soon(int mostMs) {
    return (long) (mostMs * World.MS * Math.pow(random.nextDouble(), 3));
  }

  void established() {
    int writes = random.nextInt(5);
    for (int i = 0; i < writes; i++) {
      int bytes = random.nextInt(3) == 0 ? 1 + random.nextInt(8000) : 1 + random.nextInt(1000);
      world.in(soon(1500), () -> host.write(bytes));
    }
    if (random.nextInt(5) == 0) {
      world.in(soon(1000), host::stopReading);
    }
    long whenNs = soon(random.nextInt(8) == 0 ? 90_000 : 2_000);
    switch (end) {
      case CLOSE -> world.in(whenNs, host::close);
      case SHUTDOWN -> world.in(whenNs, host::shutdown);
      case ABORT -> world.in(whenNs, host::abort);
      case DIE -> world.in(whenNs, host::powerOff);
      case DIE_AND_COME_BACK -> {
        world.in(whenNs, host::powerOff);
        world.in(whenNs + soon(20_000), host::powerOn);
      }
      case NONE -> {
        // stays silent
      }
    }
  }

  void peerClosed() {
    switch (atPeerFin) {
      case CLOSE -> host.close();
      case CLOSE_LATER -> world.in(soon(100_000), host::close);
      case ANSWER_AND_CLOSE -> {
        world.in(soon(50), () -> host.write(1 + random.nextInt(2000)));
        world.in(50 * World.MS + soon(1000), host::close);
      }
      default -> {
        // as planned, or never
      }
    }
  }
}
