package dev.lastcall.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The common part of all goals. Maven creates an instance for each execution of a goal. */
abstract class LastcallMojo extends AbstractMojo {
    private static final String JAR = "dev.lastcall:lastcall";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    protected @Nullable MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    protected @Nullable MavenSession session;

    @Parameter(defaultValue = "${plugin.artifactMap}", readonly = true, required = true)
    private @Nullable Map<String, Artifact> pluginArtifacts;

    /** Whether to skip this goal. */
    @Parameter(property = "lastcall.skip", defaultValue = "false")
    private boolean skip;

    /**
     * The policy file, YAML or a signature file. Without it the goals look for <code>lastcall.yaml</code> or
     * <code>lastcall.yml</code> in the module and in the folders above it, up to the root of the build.
     */
    @Parameter(property = "lastcall.policy")
    private @Nullable File policy;

    /**
     * The file of tolerated call sites. Without it the goals look for <code>lastcall.baseline</code> in the module and
     * in the folders above it, up to the root of the build.
     */
    @Parameter(property = "lastcall.baseline")
    private @Nullable File baseline;

    /** The folder of the ledgers that the JVMs of this module write. */
    @Parameter(property = "lastcall.ledger", defaultValue = "${project.build.directory}/lastcall", required = true)
    private @Nullable File ledger;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Lastcall is skipped: lastcall.skip is set");
            skipped();
        } else {
            run();
        }
    }

    abstract void run() throws MojoExecutionException, MojoFailureException;

    void skipped() throws MojoExecutionException, MojoFailureException {}

    final MavenProject project() {
        return set(project, "project");
    }

    final MavenSession session() {
        return set(session, "session");
    }

    final File ledger() {
        return set(ledger, "ledger");
    }

    static <T> T set(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalStateException("Maven has not set " + name);
        }
        return value;
    }

    /**
     * The root of the build: the folder in which Maven was started, or the folder above it that has a
     * <code>.mvn</code>.
     */
    final File root() {
        File root = session().getRequest().getMultiModuleProjectDirectory();
        return root == null ? project().getBasedir() : root;
    }

    /** @throws MojoExecutionException if a file is set that is not there */
    final @Nullable File policy() throws MojoExecutionException {
        return file(policy, "policy", PolicyFinder.POLICIES);
    }

    /** @throws MojoExecutionException if a file is set that is not there */
    @Nullable
    File baseline() throws MojoExecutionException {
        return file(baseline, "baseline", PolicyFinder.BASELINES);
    }

    /** The baseline that is set, whether or not it exists. */
    final @Nullable File baselineToBe() {
        return baseline;
    }

    private @Nullable File file(@Nullable File set, String name, List<String> names) throws MojoExecutionException {
        if (set == null) {
            return PolicyFinder.find(names, project().getBasedir(), root());
        }
        if (!set.isFile()) {
            throw new MojoExecutionException("lastcall: the " + name + " " + set + " is not there; <" + name
                    + "> is relative to the module, so write ${maven.multiModuleProjectDirectory} before a file of the"
                    + " root");
        }
        return set;
    }

    /** The agent's jar, which is a dependency of this plugin. */
    final File jar() throws MojoExecutionException {
        Artifact artifact = set(pluginArtifacts, "pluginArtifacts").get(JAR);
        File file = artifact == null ? null : artifact.getFile();
        if (file == null || !file.isFile()) {
            throw new MojoExecutionException("lastcall: the plugin has lost its dependency " + JAR);
        }
        return file;
    }

    final Tool tool() throws MojoExecutionException {
        return new Tool(jar(), project().getBasedir());
    }

    /** The option with that file, if the file exists. */
    static List<String> option(String name, @Nullable File file) {
        return file == null ? List.of() : List.of(name, file.getPath());
    }

    /** @throws MojoExecutionException with the tool's output, if the tool failed */
    final void checkUsage(Tool.Outcome outcome) throws MojoExecutionException {
        if (outcome.exit() != Tool.GO && outcome.exit() != Tool.NO_GO && outcome.exit() != Tool.UNKNOWN) {
            throw new MojoExecutionException(String.join(System.lineSeparator(), text(outcome)));
        }
    }

    private static List<String> text(Tool.Outcome outcome) {
        List<String> lines = new ArrayList<>(outcome.lines());
        if (lines.isEmpty()) {
            lines.add("lastcall ended with exit code " + outcome.exit());
        }
        return lines;
    }

    final void print(Tool.Outcome outcome) {
        for (String line : outcome.lines()) {
            getLog().info(line);
        }
    }
}
