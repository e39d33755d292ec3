/**
 * What a build wants to know: which kinds of ending there were, whether its baseline knows them, and the same as JUnit
 * XML and as annotations of GitHub Actions. Kinds are bounded; what a bound leaves out is counted.
 */
package io.finrst.report.ci;
