package dev.lastcall.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes or shrinks the file of tolerated call sites, from the calls of all modules' tests. Call it by hand after the
 * tests: <code>mvn verify</code>, then <code>mvn lastcall:baseline</code>.
 */
@Mojo(name = "baseline", aggregator = true, requiresDependencyResolution = ResolutionScope.NONE, threadSafe = true)
public final class BaselineMojo extends LastcallMojo {
    /**
     * <code>accept</code> writes the file if there is none, and otherwise removes lines that are gone;
     * <code>prune</code> only removes lines; <code>diff</code> shows what would change.
     */
    @Parameter(property = "lastcall.action", defaultValue = "accept", required = true)
    private @Nullable String action;

    /** Options of that command, such as <code>--add</code>, separated by spaces. */
    @Parameter(property = "lastcall.options")
    private @Nullable String options;

    @Override
    @Nullable
    File baseline() throws MojoExecutionException {
        File set = baselineToBe();
        if (set != null) {
            return set; // it may be about to be written
        }
        File found = super.baseline();
        return found == null ? new File(root(), PolicyFinder.BASELINES.get(0)) : found;
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        Set<File> folders = new LinkedHashSet<>();
        folders.add(ledger());
        for (MavenProject module : session().getProjects()) {
            folders.add(new File(module.getBuild().getDirectory(), "lastcall"));
        }
        List<String> ledgers = JudgingMojo.existing(List.copyOf(folders));
        if (ledgers.isEmpty()) {
            throw new MojoFailureException("lastcall: there are no ledgers; run the tests first: mvn verify");
        }
        List<String> arguments =
                new ArrayList<>(List.of("baseline", set(action, "action").strip()));
        arguments.addAll(option("--policy", policy()));
        arguments.addAll(option("--baseline", baseline()));
        List<String> more = JvmArguments.split(options == null ? "" : options);
        if (!more.contains("--min-observed")) {
            arguments.addAll(List.of("--min-observed", "0s")); // tests are over in minutes
        }
        arguments.addAll(more);
        arguments.addAll(ledgers);
        Tool.Outcome outcome = tool().run(arguments);
        checkUsage(outcome);
        print(outcome);
    }
}
