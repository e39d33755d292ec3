/**
 * Packets as text, for tests: {@link io.finrst.script.Script} turns a few readable lines into
 * {@link io.finrst.script.Frames}, which can be analysed in memory, written as a capture in every format, and bent in
 * ways that must not change a verdict.
 */
package io.finrst.script;
