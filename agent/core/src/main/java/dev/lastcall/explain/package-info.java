/**
 * Why a call is counted, allowed, delegated, exempt or not seen, in sentences: {@link
 * dev.lastcall.explain.Explanation}. Pure; what it reads is read by the command line. Knows scan, verdict, evidence,
 * policy and text.
 */
@NullMarked
package dev.lastcall.explain;

import org.jspecify.annotations.NullMarked;
