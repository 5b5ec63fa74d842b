package dev.lastcall.cli;

import dev.lastcall.classpath.Input;
import dev.lastcall.evidence.SiteKey;
import dev.lastcall.migrate.Upgrade;
import dev.lastcall.migrate.Upgrade.Looked;
import dev.lastcall.migrate.Versions;
import dev.lastcall.policy.Policy;
import dev.lastcall.scan.Scan;
import dev.lastcall.scan.ScannedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code upgrade --policy P JAR|FOLDER|GROUP:ARTIFACT…}. */
@Command(
        name = "upgrade",
        description = {
            "Say from which version of a library on it no longer calls what is deprecated.",
            "Give its jars, a folder of them, or GROUP:ARTIFACT, whose versions your own Maven is asked for."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:There is such a version of each library.",
            "1:The newest version of one still has such calls, or could not be read.",
            "2:Usage, a wrong policy, or nothing that could be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  " + CommandLineTool.NAME + " upgrade --policy policy.yaml candidates/",
            "  " + CommandLineTool.NAME + " upgrade --policy policy.yaml --newer-than 1.4 com.acme:partner"
        })
final class UpgradeCommand implements Callable<Integer> {
    private static final int MOST_VERSIONS = 20;

    @Parameters(
            paramLabel = "JAR|FOLDER|GROUP:ARTIFACT",
            arity = "1..*",
            description = "Versions of one library, or of several; GROUP:ARTIFACT:VERSION is one version.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private RequiredPolicy policies = new RequiredPolicy();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Option(
            names = "--newer-than",
            paramLabel = "VERSION",
            description = "Of GROUP:ARTIFACT, look only at newer versions. Default: the newest " + MOST_VERSIONS + ".")
    private @Nullable String newerThan;

    @Option(names = "--pre-releases", description = "Of GROUP:ARTIFACT, look at versions such as 2.0-rc1 as well.")
    private boolean preReleases;

    @Option(names = "--maven", paramLabel = "PROGRAM", description = "What to call as Maven. Default: mvn.")
    private String maven = "mvn";

    @Mixin
    private ZoneOption zone = new ZoneOption();

    @Mixin
    HelpOption help = new HelpOption();

    private final Surroundings surroundings;
    private @Nullable Maven repository;

    UpgradeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** With a Maven of the test's. */
    UpgradeCommand(Surroundings surroundings, Maven repository) {
        this.surroundings = surroundings;
        this.repository = repository;
    }

    @Override
    public Integer call() {
        Policy policy = policies.load(surroundings);
        List<Looked> looked = new ArrayList<>();
        try (Progress progress = Progress.of(surroundings, "looking for versions")) {
            for (String name : names) {
                Path path = surroundings.folder().resolve(name);
                if (Files.isDirectory(path)) {
                    for (Path jar : jars(path)) {
                        looked.add(look(policy, jar, progress));
                    }
                } else if (Files.exists(path)) {
                    looked.add(look(policy, path, progress));
                } else if (isCoordinates(name)) {
                    addVersions(policy, name, looked, progress);
                } else {
                    throw new CommandFailure(name + ": there is no such file or folder"
                            + surroundings.where(Path.of(name)) + "; what Maven is asked for is GROUP:ARTIFACT");
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(Failures.inWords(e));
        }
        if (looked.isEmpty()) {
            throw new CommandFailure("there is no jar in " + String.join(", ", names));
        }
        Upgrade upgrade = new Upgrade(looked);
        surroundings.print(upgrade.asText());
        return upgrade.isWayOut() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private static boolean isCoordinates(String name) {
        String[] parts = name.split(":", -1);
        boolean right = parts.length == 2 || parts.length == 3;
        for (String part : parts) {
            right &= !part.isEmpty()
                    && part.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-+".indexOf(c) >= 0);
        }
        return right;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")
                            && !file.toString().endsWith("-sources.jar")
                            && !file.toString().endsWith("-javadoc.jar"))
                    .sorted()
                    .toList();
        }
    }

    private void addVersions(Policy policy, String coordinates, List<Looked> looked, Progress progress)
            throws IOException {
        String[] parts = coordinates.split(":", -1);
        Maven asked = repository != null ? repository : new MavenCommand(maven, surroundings.folder());
        progress.at("asking " + maven + " for " + coordinates);
        List<String> versions = parts.length == 3 ? List.of(parts[2]) : chosen(asked.versions(parts[0], parts[1]));
        if (versions.isEmpty()) {
            throw new CommandFailure(coordinates + ": there is no "
                    + (newerThan == null ? "" : "version newer than " + newerThan + ", or no ") + "released version");
        }
        for (String version : versions) {
            progress.at("fetching " + parts[0] + ':' + parts[1] + ':' + version);
            looked.add(
                    look(policy, asked.jar(parts[0], parts[1], version), parts[0] + ':' + parts[1], version, progress));
        }
    }

    private List<String> chosen(List<String> all) {
        List<String> versions = all.stream()
                .filter(version -> preReleases || !Versions.isPreRelease(version))
                .filter(version -> newerThan == null || Versions.ORDER.compare(version, newerThan) > 0)
                .sorted(Versions.ORDER)
                .toList();
        return versions.size() <= MOST_VERSIONS
                ? versions
                : versions.subList(versions.size() - MOST_VERSIONS, versions.size());
    }

    private Looked look(Policy policy, Path jar, Progress progress) {
        String file = String.valueOf(jar.getFileName());
        String library = SiteKey.artifact(file);
        String name = file.endsWith(".jar") ? file.substring(0, file.length() - ".jar".length()) : file;
        String version = name.length() > library.length() + 1 ? name.substring(library.length() + 1) : "";
        return look(policy, jar, library.isEmpty() ? file : library, version, progress);
    }

    private Looked look(Policy policy, Path jar, String library, String version, Progress progress) {
        progress.at("reading " + jar.getFileName());
        LocalDate today = zone.today(surroundings.clock());
        Scan scan = Scan.of(
                policy,
                List.of(new Input(String.valueOf(jar.getFileName()), jar)),
                classPath.inputs(surroundings.folder()),
                today);
        List<String> open = new ArrayList<>();
        for (ScannedSite site : scan.sites()) {
            if (site.state() == ScannedSite.State.OPEN) {
                open.add(site.site().caller().asStackFrame() + " -> "
                        + site.site().target().asReference());
            }
        }
        List<String> problems = new ArrayList<>(scan.problems());
        if (scan.classes() == 0) {
            problems.add("there is no class in it");
        }
        return new Looked(library, version, open, problems);
    }
}
