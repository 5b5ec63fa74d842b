package dev.lastcall.cli;

import dev.lastcall.policyfile.PolicySchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code policy schema}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of YAML policy files, for editors.",
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " policy schema > policy.schema.json")
final class PolicySchemaCommand implements Callable<Integer> {
    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    PolicySchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String schema = PolicySchema.text();
        surroundings.print(schema.endsWith("\n") ? schema : schema + '\n');
        return ExitCode.OK;
    }
}
