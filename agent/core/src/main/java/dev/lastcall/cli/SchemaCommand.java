package dev.lastcall.cli;

import dev.lastcall.policyfile.PolicySchema;
import dev.lastcall.report.ReportSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code schema FORM}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of what this tool writes or reads.",
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " schema report > report.schema.json")
final class SchemaCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FORM",
            converter = FormConverter.class,
            description = "report: of report --format json. policy: of YAML policy files, as policy schema prints it.")
    private Form form = Form.REPORT;

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Of what there is a schema. */
    enum Form {
        REPORT,
        POLICY
    }

    /** By the word on the command line. */
    static final class FormConverter extends WordConverter<Form> {
        FormConverter() {
            super("schema", Form.values());
        }
    }

    @Override
    public Integer call() {
        String schema = switch (form) {
            case REPORT -> ReportSchema.text();
            case POLICY -> PolicySchema.text();
        };
        surroundings.print(schema.endsWith("\n") ? schema : schema + '\n');
        return ExitCode.OK;
    }
}
