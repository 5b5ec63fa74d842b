/**
 * The command line: one class a command, each a function from arguments and streams to an exit code. Entry point:
 * {@link dev.lastcall.cli.CommandLineTool}. It knows what reads and judges, and nothing that watches. The only package
 * that names picocli. Knows bisect, explain, migrate, scan, proposal, policycheck, classpath, ledger, settings,
 * policyfile, ratchet, report, sections, verdict, baseline, evidence, policy, text and about.
 */
@NullMarked
package dev.lastcall.cli;

import org.jspecify.annotations.NullMarked;
