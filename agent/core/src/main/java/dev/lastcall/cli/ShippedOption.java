package dev.lastcall.cli;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.Site;
import dev.lastcall.policy.Rule;
import dev.lastcall.scan.Reference;
import dev.lastcall.scan.Scan;
import dev.lastcall.scan.ScannedSignature;
import dev.lastcall.scan.ScannedSite;
import dev.lastcall.verdict.Question;
import dev.lastcall.verdict.ScanFacts;
import dev.lastcall.verdict.ScanFacts.ReferenceFact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --scan}: the code that is shipped, looked into without running it. */
final class ShippedOption {
    @Option(
            names = "--scan",
            paramLabel = "JAR|FOLDER",
            description = {
                "What is shipped: jars, also those that hold other jars, and folders. Call sites there that no process",
                "has loaded are a doubt; for a deletion, all that names deprecated classes is a finding."
            })
    private List<Path> paths = new ArrayList<>();

    boolean isGiven() {
        return !paths.isEmpty();
    }

    /** What is in it, by the policy asked about; null if the user named nothing. */
    @Nullable
    ScanFacts scan(Surroundings surroundings, Question question) {
        return scan(surroundings, question, List.of());
    }

    /** @param classPath where else classes are looked up */
    @Nullable
    ScanFacts scan(Surroundings surroundings, Question question, List<Input> classPath) {
        if (paths.isEmpty()) {
            return null;
        }
        List<Input> inputs = new ArrayList<>();
        for (Path path : paths) {
            inputs.add(new Input(path.toString(), surroundings.folder().resolve(path)));
        }
        return Progress.during(
                surroundings,
                "reading "
                        + String.join(", ", paths.stream().map(Path::toString).toList()),
                () -> facts(Scan.of(question.policy(), inputs, classPath, question.day(), Rule::removedWith)));
    }

    private static ScanFacts facts(Scan scan) {
        List<Site> sites = new ArrayList<>();
        List<Site> open = new ArrayList<>();
        for (ScannedSite site : scan.sites()) {
            if (site.state() != ScannedSite.State.CANONICAL) {
                sites.add(site.site());
            }
            if (site.state() == ScannedSite.State.OPEN) {
                open.add(site.site());
            }
        }
        List<ReferenceFact> references = new ArrayList<>();
        for (Reference reference : scan.references()) {
            String member = reference.targetMember();
            references.add(new ReferenceFact(
                    reference.rule(),
                    reference.kind().label(),
                    reference.place().asText(),
                    reference.target() + (member.isEmpty() ? "" : "#" + member),
                    !reference.isDoubt()));
        }
        Set<String> named = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (ScannedSignature signature : scan.signatures()) {
            if (!signature.namesNothing()) {
                named.add(signature.text());
            } else if (!signature.classKnown() && signature.near().isEmpty()) {
                gone.add(signature.text());
            }
        }
        List<String> problems = new ArrayList<>(scan.problems());
        problems.addAll(scan.beside());
        return ScanFacts.of(scan.roots(), scan.classes())
                .sites(sites, open)
                .references(references)
                .signatures(named, gone)
                .problems(problems)
                .classNames(scan.classNames())
                .canonical(scan.canonical())
                .blindSpots(scan.blindSpots())
                .build();
    }
}
