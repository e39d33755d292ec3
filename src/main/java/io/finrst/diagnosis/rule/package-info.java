/** One small class per cause; {@link io.finrst.diagnosis.rule.Rules} lists them by hand. */
package io.finrst.diagnosis.rule;
