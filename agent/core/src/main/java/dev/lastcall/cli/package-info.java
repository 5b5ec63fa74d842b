/**
 * The command line: one class a command, each a function from arguments and streams to an exit code. Entry point:
 * {@link dev.lastcall.cli.CommandLineTool}. Knows everything that reads and judges (ledger, evidence, verdict, report, scan,
 * settings, policyfile, policy), and nothing that watches; only runtime may depend on it. The only package that names
 * picocli.
 */
@NullMarked
package dev.lastcall.cli;

import org.jspecify.annotations.NullMarked;
