package dev.lastcall.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/** Writes reports of the deprecated calls that the tests of this module made: a file for each format. */
@Mojo(
        name = "report",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class ReportMojo extends LastcallMojo {
    /** Formats of the command <code>report</code>. */
    @Parameter(property = "lastcall.formats", defaultValue = "text", required = true)
    private @Nullable List<String> formats;

    /** The folder into which the files are written, as <code>report.FORMAT</code>. */
    @Parameter(
            property = "lastcall.outputDirectory",
            defaultValue = "${project.build.directory}/lastcall-report",
            required = true)
    private @Nullable File outputDirectory;

    @Override
    void run() throws MojoExecutionException {
        List<String> ledgers = JudgingMojo.existing(List.of(ledger()));
        if (ledgers.isEmpty()) {
            getLog().info("Lastcall has nothing to report: no JVM of tests has left a ledger in " + ledger());
            return;
        }
        Reports reports = new Reports(tool(), set(outputDirectory, "outputDirectory"));
        for (String format : set(formats, "formats")) {
            File file = reports.write(format.strip(), ledgers);
            getLog().info("Lastcall report: " + file);
        }
    }
}
