/** The built {@code target/finrst}, started as a user starts it: every test here runs a process. */
package io.finrst.launcher;
