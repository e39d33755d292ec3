/**
 * Records in, bytes out: text, JSON, CSV, HTML. One writer a format; none of them knows where its bytes go or whether that is
 * a terminal.
 */
package io.finrst.report;
