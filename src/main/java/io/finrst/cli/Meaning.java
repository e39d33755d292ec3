package io.finrst.cli;

import io.finrst.diagnosis.Cause;
import java.util.List;

/**
 * What a program's message means in packets.
 *
 * @param id stable, a socket error's name for those
 * @param title one line
 * @param means one or two sentences without the last full stop
 * @param onTheWire what a capture shows, the same way
 * @param causes the most frequent first; empty where the network did nothing
 * @param lookFor what decides between them, sentences; empty for nothing special
 */
record Meaning(String id, String title, String means, String onTheWire, List<Cause> causes, String lookFor) {}
