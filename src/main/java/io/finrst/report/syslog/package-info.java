/** One line a connection for system logs: RFC 5424, the local log's own form, and lines that journald reads. */
package io.finrst.report.syslog;
