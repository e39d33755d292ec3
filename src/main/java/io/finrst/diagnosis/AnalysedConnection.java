package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedConnection;

/**
 * A connection as a listener is told of it, valid only meanwhile. Its record and diagnosis are made when first asked
 * for, and kept: a connection that nobody asks them of costs neither.
 */
public interface AnalysedConnection extends EndedConnection {

  /** Everything, with the kernel's word where there is one, as an immutable record. */
  @Override
  ConnectionRecord record();

  /** Whether somebody has asked for {@link #record} or {@link #diagnosis} already. */
  @Override
  boolean hasRecord();

  /** Why it ended. */
  Diagnosis diagnosis();
}
