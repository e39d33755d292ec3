/**
 * Text for people: the table of connections, groups of them, and notes that explain one.
 *
 * <p>Width, colours, charset and times are given from outside ({@link io.finrst.report.text.TextStyle}); nothing here
 * asks what the output is. Colour is never the only sign of anything, no line is longer than the width, and nothing
 * that a capture or a file name holds reaches the output unescaped.
 */
package io.finrst.report.text;
