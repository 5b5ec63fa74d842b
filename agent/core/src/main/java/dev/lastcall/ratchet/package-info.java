/**
 * The ratchet: how a baseline changes ({@link dev.lastcall.ratchet.BaselineChange}), and how that and what else
 * compares evidence is printed. Pure; files are the command line's. Knows json, verdict, baseline, evidence, policy
 * and text.
 */
@NullMarked
package dev.lastcall.ratchet;

import org.jspecify.annotations.NullMarked;
