/** CSV: one flat row for each connection. Columns are only added, at the end. */
package io.finrst.report.csv;
