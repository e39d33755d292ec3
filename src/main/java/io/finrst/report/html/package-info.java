/**
 * One self-contained page to hand on. What it says are the words of text reports; how it looks stands in the resources of
 * this package: a template, which escapes whatever is put into it, a style and a script. The page's own policy forbids
 * everything else, network included. Rows and explanations stand in it compressed, and only those that are looked at
 * become elements.
 */
package io.finrst.report.html;
