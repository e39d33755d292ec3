/** What an analysis says about scripted and real captures. */
package io.finrst.analysis;
