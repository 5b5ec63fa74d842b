package dev.lastcall.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Judges and reports the ledgers of all modules together. Put it into the root's POM, so that each module inherits it:
 * the module that reaches it last, also in a parallel build, does the work for all.
 */
@Mojo(
        name = "aggregate",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class AggregateMojo extends JudgingMojo {
    private static final String PLUGIN = "dev.lastcall:lastcall-maven-plugin";

    /** By run of Maven and execution: the modules that have not reached it yet, with their folders of ledgers. */
    private static final Map<String, Round> ROUNDS = new ConcurrentHashMap<>();

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private @Nullable MojoExecution execution;

    /** Formats of the command <code>report</code>; if empty, no report is written. */
    @Parameter(property = "lastcall.formats", defaultValue = "text")
    private @Nullable List<String> formats;

    /** The folder for the files; if not set, <code>target/lastcall-report</code> of the root. */
    @Parameter(property = "lastcall.aggregateDirectory")
    private @Nullable File aggregateDirectory;

    @Override
    void skipped() throws MojoExecutionException, MojoFailureException {
        Round round = round();
        if (round.arrived(project(), List.of()) && !round.folders().isEmpty()) {
            finish(round);
        }
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        Round round = round();
        if (round.arrived(project(), List.of(ledger()))) {
            finish(round);
        }
    }

    private void finish(Round round) throws MojoExecutionException, MojoFailureException {
        List<String> ledgers = existing(round.folders());
        if (ledgers.isEmpty()) {
            getLog().info("Lastcall has nothing to aggregate: no JVM of tests has left a ledger in any module");
            return;
        }
        getLog().info("Lastcall aggregates " + ledgers.size() + (ledgers.size() == 1 ? " module" : " modules"));
        Reports reports = new Reports(tool(), output());
        for (String format : formats == null ? List.<String>of() : formats) {
            getLog().info("Lastcall report: " + reports.write(format.strip(), ledgers));
        }
        judge(ledgers);
    }

    private File output() {
        if (aggregateDirectory != null) {
            return aggregateDirectory;
        }
        MavenProject top = session().getTopLevelProject();
        return new File(top.getBuild().getDirectory(), "lastcall-report");
    }

    private Round round() {
        MojoExecution own = set(execution, "mojoExecution");
        String key = session().getStartTime().toInstant() + " "
                + System.identityHashCode(session().getRequest()) + " " + own.getExecutionId();
        return ROUNDS.computeIfAbsent(key, unused -> new Round(participants(own)));
    }

    /** The modules that run this execution. */
    private Set<String> participants(MojoExecution own) {
        Set<String> ids = new LinkedHashSet<>();
        for (MavenProject module : session().getProjects()) {
            if (own.getSource() == MojoExecution.Source.CLI || has(module, own.getExecutionId())) {
                ids.add(module.getId());
            }
        }
        return ids;
    }

    private static boolean has(MavenProject module, String executionId) {
        Plugin plugin = module.getPlugin(PLUGIN);
        if (plugin == null) {
            return false;
        }
        PluginExecution execution = plugin.getExecutionsAsMap().get(executionId);
        return execution != null && execution.getGoals().contains("aggregate");
    }

    /** The modules that have not reached it yet. Thread-safe. */
    static final class Round {
        private final Set<String> missing;
        private final List<File> folders = new ArrayList<>();

        Round(Set<String> participants) {
            missing = new LinkedHashSet<>(participants);
        }

        /** Returns whether that module is the last. */
        synchronized boolean arrived(MavenProject module, List<File> ledgers) {
            folders.addAll(ledgers);
            return missing.remove(module.getId()) && missing.isEmpty();
        }

        synchronized List<File> folders() {
            return List.copyOf(folders);
        }
    }
}
