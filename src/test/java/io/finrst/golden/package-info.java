/** Captures with expected JSON, and what is needed to compare it by meaning. */
package io.finrst.golden;
