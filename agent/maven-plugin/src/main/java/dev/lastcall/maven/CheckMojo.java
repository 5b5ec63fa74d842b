package dev.lastcall.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails the build if the tests of this module called deprecated code that neither the policy allows nor the baseline
 * tolerates.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class CheckMojo extends JudgingMojo {
    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        List<String> ledgers = existing(List.of(ledger()));
        if (!ledgers.isEmpty()) {
            judge(ledgers);
        } else if (haveTestsRun()) {
            getLog().warn(
                            "Lastcall has nothing to check, though tests have run: none of their JVMs has left a ledger in "
                                    + ledger()
                                    + ". An <argLine> in the POM must contain @{argLine}, and forkCount must not be 0");
        } else {
            getLog().info("Lastcall has nothing to check: no JVM of tests has left a ledger in " + ledger());
        }
    }

    /** By the reports that Surefire and Failsafe have written in this run of Maven. */
    private boolean haveTestsRun() {
        long start = session().getStartTime().toInstant().toEpochMilli();
        for (String plugin : List.of("surefire", "failsafe")) {
            File[] reports = new File(project().getBuild().getDirectory(), plugin + "-reports")
                    .listFiles((folder, name) -> name.startsWith("TEST-"));
            for (File report : reports == null ? new File[0] : reports) {
                if (report.lastModified() >= start) {
                    return true;
                }
            }
        }
        return false;
    }
}
