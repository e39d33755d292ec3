/** Counters of a long run for monitoring systems. */
package io.finrst.report.metrics;
