/**
 * The Linux kernel's own word on resets: records of its tracepoints, live from tracefs or from a saved trace, joined to
 * connections by addresses, ports and time.
 */
package io.finrst.kernel;
