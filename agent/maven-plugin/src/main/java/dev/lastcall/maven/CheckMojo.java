package dev.lastcall.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails the build if the tests of this module called deprecated code that neither the policy allows nor the baseline tolerates.
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
        if (ledgers.isEmpty()) {
            getLog().info("Lastcall has nothing to check: no JVM of tests has left a ledger in " + ledger());
            return;
        }
        judge(ledgers);
    }
}
