package dev.lastcall.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Adds the agent to the JVMs in which Surefire and Failsafe run tests. It prepends <code>-javaagent</code> to the
 * property <code>argLine</code>, which both use unless the POM configures its own <code>argLine</code>; that one must
 * contain <code>@{argLine}</code>. Each JVM writes its own ledger, so forks may run at the same time.
 */
@Mojo(
        name = "prepare-agent",
        defaultPhase = LifecyclePhase.INITIALIZE,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class PrepareAgentMojo extends LastcallMojo {
    private static final String CLEARED = "cleared";

    /** Policies that were already checked in this run of Maven. */
    private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

    /** The property to which the arguments are added. */
    @Parameter(property = "lastcall.propertyName", defaultValue = "argLine", required = true)
    private @Nullable String propertyName;

    /** What is deprecated, in place of a policy file: signatures, separated by semicolons. */
    @Parameter(property = "lastcall.deprecated")
    private @Nullable String deprecated;

    /** What replaces it: signatures. */
    @Parameter(property = "lastcall.canonical")
    private @Nullable String canonical;

    /** Callers that may still call it. */
    @Parameter(property = "lastcall.allow")
    private @Nullable String allow;

    /** <code>off</code>, <code>count</code>, <code>log</code> or <code>block</code>. */
    @Parameter(property = "lastcall.mode")
    private @Nullable String mode;

    /** Where the agent writes its lines: <code>none</code>, <code>stderr</code>, <code>stdout</code> or a file. */
    @Parameter(property = "lastcall.log", defaultValue = "none")
    private @Nullable String log;

    /** The service label of these processes. */
    @Parameter(property = "lastcall.service", defaultValue = "${project.artifactId}")
    private @Nullable String service;

    /** The environment label of these processes. */
    @Parameter(property = "lastcall.environment", defaultValue = "test")
    private @Nullable String environment;

    /** More settings of the agent, by name. */
    @Parameter
    private @Nullable Map<String, String> settings;

    /**
     * What happens to new call sites, with lastcall-junit: <code>record</code>, <code>warn</code> or <code>fail</code>.
     */
    @Parameter(property = "lastcall.junit.mode")
    private @Nullable String junitMode;

    /** Folder for the files that say which test calls what, with lastcall-junit. */
    @Parameter(property = "lastcall.junit.output", defaultValue = "${project.build.directory}/lastcall-tests")
    private @Nullable File junitOutput;

    /** Whether to keep ledgers of earlier runs; if not, the first execution in a run deletes those in the folder. */
    @Parameter(property = "lastcall.append", defaultValue = "false")
    private boolean append;

    @Override
    void skipped() {
        String name = set(propertyName, "propertyName");
        Properties properties = project().getProperties();
        if (properties.getProperty(name) == null) {
            properties.setProperty(name, ""); // for @{argLine}
        }
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        File policy = deprecated == null ? policy() : null;
        if (policy == null && deprecated == null) {
            throw new MojoFailureException("lastcall: there is no policy: write lastcall.yaml into " + root()
                    + ", or set <policy> or <deprecated>; -Dlastcall.skip goes on without");
        }
        if (policy != null) {
            check(policy);
        }
        clear();
        String jar = jar().getPath();
        String name = set(propertyName, "propertyName");
        Properties properties = project().getProperties();
        String value = JvmArguments.prepend(arguments(jar, policy), jar, properties.getProperty(name));
        properties.setProperty(name, value);
        getLog().info(name + " set to " + value);
    }

    private List<String> arguments(String jar, @Nullable File policy) throws MojoExecutionException {
        AgentOptions options = new AgentOptions();
        options.put("policy", policy == null ? null : policy.getPath());
        options.put("deprecated", deprecated);
        options.put("canonical", canonical);
        options.put("allow", allow);
        options.put("mode", mode);
        options.put("ledger", ledger().getPath());
        options.put("log", log);
        options.put("service", service);
        options.put("environment", environment);
        options.put("version", project().getVersion());
        if (settings != null) {
            settings.forEach(options::put);
        }
        List<String> arguments = new ArrayList<>();
        arguments.add(options.argument(jar));
        if (junitMode != null && !junitMode.isBlank()) {
            arguments.add("-Dlastcall.junit.mode=" + junitMode.strip());
        }
        File baseline = baseline();
        if (baseline != null) {
            arguments.add("-Dlastcall.junit.baseline=" + baseline.getPath());
        }
        arguments.add("-Dlastcall.junit.output=" + set(junitOutput, "junitOutput"));
        return arguments;
    }

    /** Reports a wrong policy here, once, so that no JVM of tests fails to start. */
    private void check(File policy) throws MojoExecutionException, MojoFailureException {
        String stamp = session().getStartTime().toInstant() + " " + policy + " " + policy.lastModified();
        if (CHECKED.contains(stamp)) {
            return;
        }
        Tool.Outcome outcome = tool().run(List.of("policy", "check", policy.getPath()));
        if (outcome.exit() != Tool.GO && outcome.exit() != Tool.NO_GO) {
            throw new MojoFailureException("lastcall: the policy is wrong:" + System.lineSeparator()
                    + String.join(System.lineSeparator(), outcome.lines()));
        }
        CHECKED.add(stamp);
    }

    /** Deletes ledgers of an earlier run, which would be counted again. */
    @SuppressWarnings("unchecked") // Maven's context of this plugin and module
    private void clear() throws MojoExecutionException {
        Path folder = ledger().toPath();
        if (append || getPluginContext().put(CLEARED, folder) != null || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().endsWith(".lastcall")) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new MojoExecutionException("lastcall: old ledgers in " + folder + " can't be deleted", e);
        }
    }
}
