package dev.lastcall.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Lists the call sites of deprecated code in this module's classes, without running them. */
@Mojo(
        name = "scan",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class ScanMojo extends LastcallMojo {
    /** Folders and jars to scan; by default the module's classes. */
    @Parameter
    private @Nullable List<File> classes;

    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
    private @Nullable File outputDirectory;

    @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true, required = true)
    private @Nullable List<String> classPath;

    /** Whether the build fails if there is a call site that no allow entry lets through. */
    @Parameter(property = "lastcall.failOnCallSites", defaultValue = "false")
    private boolean failOnCallSites;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        File policy = policy();
        if (policy == null) {
            throw new MojoFailureException(
                    "lastcall: there is no policy: write lastcall.yaml into " + root() + ", or set <policy>");
        }
        List<File> scanned =
                classes == null || classes.isEmpty() ? List.of(set(outputDirectory, "outputDirectory")) : classes;
        List<String> paths = JudgingMojo.existing(scanned);
        if (paths.isEmpty()) {
            getLog().info("Lastcall has nothing to scan: there are no classes in " + scanned);
            return;
        }
        List<String> arguments = new ArrayList<>(List.of("scan", "--policy", policy.getPath()));
        List<String> others = new ArrayList<>(set(classPath, "classPath"));
        others.removeIf(path -> paths.contains(path) || !new File(path).exists());
        if (!others.isEmpty()) {
            arguments.addAll(List.of("--class-path", String.join(File.pathSeparator, others)));
        }
        arguments.addAll(paths);
        Tool.Outcome outcome = tool().run(arguments);
        checkUsage(outcome);
        print(outcome);
        if (failOnCallSites && outcome.exit() == Tool.NO_GO) {
            throw new MojoFailureException(
                    "lastcall: the classes call deprecated code; the call sites are listed above");
        }
    }
}
