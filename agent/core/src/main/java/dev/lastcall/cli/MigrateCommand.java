package dev.lastcall.cli;

import dev.lastcall.classpath.Library;
import dev.lastcall.migrate.Migration;
import dev.lastcall.migrate.RecipeText;
import dev.lastcall.policy.Policy;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate --policy P --class-path PATH [-o FILE]}. */
@Command(
        name = "migrate",
        description = {
            "Write a recipe for OpenRewrite that rewrites calls of the deprecated members into calls of the canonical"
                    + " ones.",
            "It holds what corresponds: by the rule's 'replace', else by name, parameters and result. The rest is"
                    + " listed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The recipe is written; what needs a hand is listed in it and on standard output.",
            "1:Nothing corresponds: there is no recipe to write.",
            "2:Usage, a wrong policy, types that can't match, or the file could not be written."
        },
        footerHeading = "%nExample:%n",
        footer = "  " + CommandLineTool.NAME + " migrate --policy policy.yaml --class-path lib/realtime-2.4.jar")
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private RequiredPolicy policies = new RequiredPolicy();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file, completely or not at all. Default: rewrite.yml in the working folder.")
    private Path output = Path.of("rewrite.yml");

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;

    MigrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Policy policy = policies.load(surroundings);
        String name = policies.name();
        Migration migration;
        try (Library library = new Library(classPath.inputs(surroundings.folder()))) {
            migration = Progress.during(surroundings, "reading the class path", () -> Migration.of(policy, library));
            library.problems().forEach(surroundings::printProblem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!migration.errors().isEmpty()) {
            StringJoiner errors = new StringJoiner("\n");
            migration.errors().forEach(error -> errors.add(OneLine.of(error)));
            throw new CommandFailure(errors.toString());
        }
        boolean any = migration.recipes() > 0;
        if (any) {
            surroundings.write(output, RecipeText.of(migration, name));
        }
        StringBuilder text = new StringBuilder(
                any
                        ? OneLine.of(output + ": " + Words.count(migration.recipes(), "recipe") + "; run it with")
                                + "\n  " + RecipeText.command(migration) + '\n'
                        : "Nothing corresponds, so there is no recipe\n");
        if (!migration.byHand().isEmpty()) {
            text.append("By hand:\n");
            migration.byHand().forEach(sentence -> text.append(Words.wrapped("  - ", "    ", sentence)));
        }
        surroundings.print(text.toString());
        return any ? ExitCode.OK : ExitCode.FINDINGS;
    }
}
