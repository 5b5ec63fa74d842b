/**
 * The file of tolerated call sites: {@link dev.lastcall.baseline.Baseline}, read and written by {@link
 * dev.lastcall.baseline.BaselineText}. A call site is tolerated by its key, so that lines, versions and builds may
 * change. Knows evidence, policy and text.
 */
@NullMarked
package dev.lastcall.baseline;

import org.jspecify.annotations.NullMarked;
