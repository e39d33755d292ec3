/**
 * The command line: the only room that knows the standard streams, exit codes, signals, picocli and jansi.
 *
 * <p>{@link io.finrst.cli.Main#run} takes its streams as arguments, so that tests run the real program.
 */
package io.finrst.cli;
