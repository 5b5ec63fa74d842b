package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.policyfile.PolicySchema;
import dev.lastcall.report.ReportSchema;
import dev.lastcall.scan.Compiled;
import dev.lastcall.scan.Fixture;
import dev.lastcall.settings.Policies;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scan}, {@code policy} and {@code init}. */
class ScanCommandsTest extends CommandLineFixture {
    /** In bytes: most libraries are smaller, and the largest take most of the time. */
    private static final long LARGE_LIBRARY = 1_000_000;

    @TempDir
    static Path compiled;

    @BeforeAll
    static void compile() throws IOException {
        Fixture.compileInto(compiled);
    }

    @BeforeEach
    void jars() throws IOException {
        Files.write(folder.resolve("lib.jar"), Compiled.jar(Compiled.content(compiled.resolve("lib"))));
        Map<String, byte[]> fat = new LinkedHashMap<>();
        fat.put("BOOT-INF/lib/lib.jar", Files.readAllBytes(folder.resolve("lib.jar")));
        Compiled.content(compiled.resolve("app")).forEach((name, bytes) -> fat.put("BOOT-INF/classes/" + name, bytes));
        Files.write(folder.resolve("app.jar"), Compiled.jar(fat));
        Files.writeString(folder.resolve("policy.yaml"), Fixture.POLICY);
        Files.writeString(folder.resolve("broken.jar"), "broken");
    }

    @Test
    void scanFinds() {
        assertThat(run("scan", "--policy", "policy.yaml", "app.jar")).isEqualTo(1);
        Golden.assertSame("cli/scan.txt", out());
        assertThat(err()).isEmpty();
    }

    @Test
    void severalPoliciesStandInOneValue() throws IOException {
        Files.writeString(folder.resolve("none.txt"), "com.acme.none.Old\n@ignoreMissingClasses\n");
        assertThat(run("scan", "--policy", "none.txt", "app.jar")).isEqualTo(0);
        assertThat(run("scan", "--policy", "none.txt" + File.pathSeparator + "policy.yaml", "app.jar"))
                .isEqualTo(1);
        assertThat(run("scan", "--policy", "none.txt", "--policy", "policy.yaml", "app.jar"))
                .isEqualTo(2);
        assertThat(err()).contains("'--policy' (POLICY) should be specified only once");
        assertThat(run("scan", "--policy", File.pathSeparator, "app.jar")).isEqualTo(2);
        assertThat(err()).contains("names no file");
    }

    @Test
    void scanTakesSignaturesOnTheCommandLine() throws IOException {
        assertThat(run(
                        "scan",
                        "--deprecated",
                        "com.acme.ws.Factory#create(**);com.acme.ws.Factory::new",
                        "--canonical=com.acme.ws.Sockets",
                        "--allow",
                        "com.acme.app.Main#shim",
                        "app.jar"))
                .isEqualTo(1);
        assertThat(out()).contains("RULE inline", "To migrate: ", "Allowed: 1 call site", "Canonical: 1 call site");
        out.reset();
        assertThat(run("scan", "--policy", "policy.yaml", "--deprecated", "com.acme.none.Old", "app.jar"))
                .isEqualTo(1);
        assertThat(out()).contains("RULE factory", "RULE inline");
        assertThat(run("scan", "--deprecated", "com.acme.Old#m(", "app.jar")).isEqualTo(2);
        assertThat(err()).contains("--deprecated: 'com.acme.Old#m(', column 16: ')' is missing");
        err.reset();
        assertThat(run("scan", "--policy", "policy.yaml", "--canonical", "a.B", "app.jar"))
                .isEqualTo(2);
        assertThat(err()).contains("--canonical: needs the setting deprecated beside it");
    }

    @Test
    void scanGivesHintsForWhatIsHardlyMeant() {
        assertThat(run(
                        "scan",
                        "--deprecated",
                        "Factory;com.acme.ws.Factory#create;com.acme.ws.Factory.class",
                        "app.jar"))
                .isEqualTo(0);
        assertThat(err()).isEqualTo("""
                lastcall: hint: inline: Factory: names a class without a package; if it has one, write it in front
                lastcall: hint: inline: com.acme.ws.Factory.class: names a class called 'class'; write com.acme.ws.Factory
                lastcall: hint: inline: com.acme.ws.Factory#create: names a field, and there is only a method of that name: write com.acme.ws.Factory#create(**)
                """);
    }

    @Test
    void aConstantThatIsNamedIsAHintForAScanAndABlindSpotForAVerdict() throws IOException {
        assertThat(run("scan", "--deprecated", "com.acme.ws.Factory#LIMIT;java.lang.Integer#MAX_VALUE", "app.jar"))
                .isEqualTo(0);
        assertThat(err()).isEqualTo("""
                lastcall: hint: com.acme.ws.Factory#LIMIT: the field LIMIT is a compile-time constant: its value is copied to where it is read, and no read is seen
                lastcall: hint: java.lang.Integer#MAX_VALUE: the field MAX_VALUE is a compile-time constant: its value is copied to where it is read, and no read is seen
                """);
        Files.createDirectory(folder.resolve("none"));
        Files.writeString(folder.resolve("constant.txt"), "com.acme.**#LIMIT\n");
        assertThat(run("check", "--policy", "constant.txt", "--scan", "app.jar", "none"))
                .isEqualTo(3);
        assertThat(out()).contains("blind spot: com.acme.ws.Factory#LIMIT: the field LIMIT is a");
        out.reset();
        run(
                "check",
                "--policy",
                "constant.txt",
                "--scan",
                "app.jar",
                "none",
                "--accept",
                "blind-spot:com.acme.ws.Factory#LIMIT:grep");
        assertThat(out()).contains("accepted (grep): blind spot: com.acme.ws.Factory#LIMIT");
    }

    @Test
    void aClassOrAnUnusedRuleThatHasConstantsIsNoHint() throws IOException {
        run("scan", "--deprecated", "com.acme.ws.Factory;com.acme.ws.Factory#create(**)", "app.jar");
        assertThat(err()).isEmpty();
        Files.writeString(
                folder.resolve("off.yaml"),
                "lastcall: 1\nrules:\n  - id: off\n    mode: off\n    deprecated: [com.acme.ws.Factory#LIMIT]\n");
        run("scan", "--policy", "off.yaml", "app.jar");
        assertThat(err()).isEmpty();
    }

    @Test
    void aPolicyThatIsNotThereOrIsAJarIsNamedWithWhatToDo() {
        assertThat(run("policy", "check", "no.yaml")).isEqualTo(2);
        assertThat(err())
                .contains("no.yaml: there is no FOLDER/no.yaml (the working folder is FOLDER):"
                        + " the policy file does not exist");
        err.reset();
        assertThat(run("policy", "check", "app.jar")).isEqualTo(2);
        assertThat(err()).contains("a jar is no policy; to look names up in it, give it to --class-path");
        err.reset();
        assertThat(run("policy", "check", ".")).isEqualTo(2);
        assertThat(err())
                .contains("is a folder, not a file; name the file in it: ")
                .contains("policy.yaml");
    }

    @Test
    void scanWritesJson() {
        assertThat(run("scan", "--policy=policy.yaml", "--format=json", "app.jar", "broken.jar"))
                .isEqualTo(1);
        Golden.assertSame("cli/scan.json", out());
        assertThat(err()).isEqualTo("lastcall: broken.jar: no jar, or a damaged one (zip END header not found)\n");
    }

    @Test
    void aScanThatFindsNothingToMigrateIsDone() {
        assertThat(run("scan", "--policy", "policy.yaml", "lib.jar")).isEqualTo(0);
        assertThat(out()).contains("To migrate: no call site was found", "Delegated: 2 call sites");
    }

    @Test
    void aScanThatCouldNotReadEverythingDoesNotSayThatThereIsNothing() {
        assertThat(run("scan", "--policy", "policy.yaml", "lib.jar", "broken.jar"))
                .isEqualTo(2);
        assertThat(out())
                .contains(
                        "PROBLEMS: what could not be read\n  - broken.jar: no jar, or a damaged one (zip END header not found)\n");
        assertThat(run("scan", "--policy", "policy.yaml", "no.jar")).isEqualTo(2);
        assertThat(err())
                .endsWith("lastcall: no.jar: there is no such file or folder: FOLDER/no.jar"
                        + " (the working folder is FOLDER)\n");
    }

    @Test
    void theClassPathTellsWhatIsInherited() {
        String path = "lib.jar" + File.pathSeparator + "broken.jar";
        assertThat(run("scan", "--policy", "policy.yaml", "--class-path", path, "app.jar"))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("lastcall: broken.jar: no jar, or a damaged one (zip END header not found)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan --policy bad.yaml app.jar", "policy check bad.yaml"})
    void aWrongPolicyIsExplainedUnderItsName(String command) throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "lastcall: 1\nrules:\n  - id: X\n");
        assertThat(run(command.split(" ", -1))).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("lastcall: 2 errors in the configuration:\n  bad.yaml:3:");
    }

    @Test
    void scanNeedsAPolicyAndSomethingToScan() {
        assertThat(run("scan", "app.jar")).isEqualTo(2);
        assertThat(err()).contains("--policy=POLICY or --deprecated", "Try: java -jar lastcall.jar help scan\n");
        err.reset();
        assertThat(run("scan", "policy.yaml", "app.jar")).isEqualTo(2);
        assertThat(err()).contains("did you mean --policy policy.yaml?");
        err.reset();
        assertThat(run("scan", "--policy", "policy.yaml")).isEqualTo(2);
        assertThat(err()).contains("JAR|FOLDER");
        err.reset();
        assertThat(run("scan", "--policy", "policy.yaml", "--format", "xml", "app.jar"))
                .isEqualTo(2);
        assertThat(err()).contains("unknown format 'xml'; there are: text, json");
    }

    @Test
    void policyCheckNamesWhatIsOfNoUse() {
        assertThat(run("policy", "check", "policy.yaml")).isEqualTo(1);
        assertThat(run("policy", "check", "policy.yaml", "--class-path", compiled.resolve("app") + ":lib.jar"))
                .isEqualTo(1);
        Golden.assertSame("cli/policy-check.txt", out());
        assertThat(err()).isEmpty();
    }

    @Test
    void policyCheckHasNothingToSayOfAPolicyThatFits() throws IOException {
        Files.writeString(
                folder.resolve("good.yaml"),
                "lastcall: 1\nrules:\n  - id: good\n    deprecated: ['java.util.Date#getDay()', java.util.Observable]\n");
        assertThat(run("policy", "check", "good.yaml", "--class-path", "lib.jar"))
                .isEqualTo(0);
        assertThat(out()).isEqualTo("1 rule, 2 signatures, 0 allow entries\nNo findings\n");
        assertThat(run("policy", "check", "good.yaml", "--class-path", "broken.jar"))
                .isEqualTo(2);
        assertThat(err()).isEqualTo("lastcall: broken.jar: no jar, or a damaged one (zip END header not found)\n");
    }

    @Test
    void policySchemaIsTheOneInTheJar() {
        assertThat(run("policy", "schema")).isEqualTo(0);
        assertThat(out().strip()).isEqualTo(PolicySchema.text().strip());
    }

    @Test
    void schemasAreThoseInTheJar() {
        assertThat(run("schema", "report")).isEqualTo(0);
        assertThat(out()).isEqualTo(ReportSchema.text());
        assertThat(run("schema", "ledger")).isEqualTo(2);
        assertThat(err()).contains("unknown schema 'ledger'; there are: report, policy");
    }

    @Test
    void policyAloneNamesItsCommands() {
        assertThat(run("policy")).isEqualTo(2);
        assertThat(err()).isEqualTo("""
                lastcall: a command is missing; there are: check, schema
                Try: java -jar lastcall.jar help policy
                """);
        err.reset();
        assertThat(run("policy", "chek")).isEqualTo(2);
        assertThat(err()).isEqualTo("""
                lastcall: unknown command 'chek'; did you mean 'check'? There are: check, schema
                Try: java -jar lastcall.jar help policy
                """);
        err.reset();
        assertThat(run("policy", "schema", "now")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("lastcall: unexpected argument 'now'\nTry: java -jar lastcall.jar help policy schema\n");
        err.reset();
        assertThat(run("help", "scan", "check")).isEqualTo(2);
        assertThat(err()).startsWith("lastcall: unexpected argument 'check'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "schema"})
    void everyCommandOfPolicyHasHelp(String command) {
        assertThat(run("help", "policy", command)).isEqualTo(0);
        String asked = out();
        Golden.assertSame("cli/help-policy-" + command + ".txt", asked);
        out.reset();
        assertThat(run("policy", command, "--help")).isEqualTo(0);
        assertThat(out()).isEqualTo(asked);
    }

    @Test
    void initProposesAPolicyThatItsOwnCheckAccepts() throws Exception {
        assertThat(run("init", "lib.jar", "-o", "proposed.yaml")).isEqualTo(0);
        assertThat(out()).isEmpty();
        assertThat(run("policy", "check", "proposed.yaml", "--class-path", "lib.jar"))
                .isEqualTo(0);
        assertThat(Policies.load(List.of(folder.resolve("proposed.yaml").toString()))
                        .rules())
                .hasSize(2);
        out.reset();
        assertThat(run("init", "app.jar", "broken.jar")).isEqualTo(0);
        assertThat(out()).isEqualTo(Files.readString(folder.resolve("proposed.yaml")));
        assertThat(err()).isEqualTo("lastcall: broken.jar: no jar, or a damaged one (zip END header not found)\n");
    }

    @Test
    void theThreeStepsBeforeARunFitAnApplicationOfManyNestedLibraries() throws IOException {
        Map<String, byte[]> boot = new LinkedHashMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar") && Files.size(Path.of(entry)) < LARGE_LIBRARY) {
                boot.put("BOOT-INF/lib/" + Path.of(entry).getFileName(), Files.readAllBytes(Path.of(entry)));
            }
        }
        Compiled.content(compiled.resolve("app")).forEach((name, bytes) -> boot.put("BOOT-INF/classes/" + name, bytes));
        boot.put("BOOT-INF/lib/lib.jar", Files.readAllBytes(folder.resolve("lib.jar")));
        Files.write(folder.resolve("boot.jar"), Compiled.jar(boot));
        assertThat(run("init", "boot.jar", "-o", "boot.yaml")).isEqualTo(0);
        assertThat(err()).contains(" rules, for all that any of the jars marks; --only ");
        assertThat(run("policy", "check", "boot.yaml", "--class-path", "boot.jar"))
                .as(out())
                .isLessThan(2);
        assertThat(out()).doesNotContain("there is no such");
        out.reset();
        assertThat(run("init", "--only", "com.acme.**", "boot.jar", "-o", "few.yaml"))
                .isEqualTo(0);
        assertThat(run("policy", "check", "few.yaml", "--class-path", "boot.jar"))
                .isEqualTo(0);
        assertThat(out()).isEqualTo("2 rules, 5 signatures, 0 allow entries\nNo findings\n");
        assertThat(run("scan", "--policy", "few.yaml", "boot.jar")).isEqualTo(1);
    }

    @Test
    void aNameThatIsEmptyIsReportedAsSuch() {
        assertThat(run("policy", "check", "")).isEqualTo(2);
        assertThat(err()).startsWith("lastcall: POLICY: '' is empty; is a variable not set?\n");
    }

    @Test
    void onlyIsAGlobThatNamesSomething() {
        assertThat(run("init", "--only", "org.**", "lib.jar")).isEqualTo(1);
        assertThat(err())
                .isEqualTo(
                        "lastcall: nothing that --only names is marked deprecated; without it there would be 2 rules\n");
        err.reset();
        assertThat(run("init", "--only", "com\\..*", "lib.jar")).isEqualTo(2);
        assertThat(err()).contains("--only 'com\\..*', column 1: regular expressions are not read here");
        err.reset();
        assertThat(run("init", "--only", "a.B#c", "lib.jar")).isEqualTo(2);
        assertThat(err()).contains("a class or a glob is meant");
    }

    @Test
    void initOfWhatMarksNothingWritesNothing() throws IOException {
        assertThat(run("init", compiled.resolve("app").toString(), "-o", "proposed.yaml"))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("lastcall: nothing is marked deprecated: there is no policy to propose\n");
        assertThat(folder.resolve("proposed.yaml")).doesNotExist();
        Compiled.into(
                folder.resolve("marked"),
                "",
                Map.of(
                        "a.Mark", "package a; @Deprecated public interface Mark {}",
                        "a.Max", "package a; public class Max { @Deprecated public static final int MAX = 1; }"));
        err.reset();
        assertThat(run("init", "marked", "-o", "proposed.yaml")).isEqualTo(1);
        assertThat(err())
                .isEqualTo(
                        "lastcall: left out, a constant that compilers copy: a.Max#MAX; scan finds who reads it, if it is listed\n"
                                + "lastcall: left out, has no member that could be called: a.Mark; list it to ask with"
                                + " 'check --for delete' who implements it\n"
                                + "lastcall: nothing else is marked deprecated: there is no policy to propose\n");
        assertThat(run("init", "broken.jar")).isEqualTo(2);
        assertThat(run("init", "lib.jar", "-o", "no/such.yaml")).isEqualTo(2);
        assertThat(err()).contains("lastcall: cannot write no/such.yaml: there is no such folder: ");
    }
}
