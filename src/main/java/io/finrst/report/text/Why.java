package io.finrst.report.text;

import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.cause.KnownCauses;

/** A cause in one line: its id, how sure it is, and what it means. */
final class Why {
  private Why() {}

  /** Without a full stop. */
  static String of(Finding finding) {
    return finding.cause().id() + " (" + finding.confidence().id() + "): "
        + KnownCauses.ALL.facts(finding.cause()).meaning();
  }
}
