package dev.lastcall.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Policies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    static Path compiled;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Fixture.compileInto(compiled);
    }

    @Test
    void eachWayToReachAMemberIsASite() throws Exception {
        Scan scan = scan(policy(Fixture.POLICY), compiled.resolve("app"), compiled.resolve("lib"));
        assertThat(scan.problems()).isEmpty();
        assertThat(sites(scan))
                .containsExactlyInAnyOrder(
                        "super open Main.<init>:8 Factory.<init>()",
                        "super open Main$Quiet.<init>:11 Factory.<init>()",
                        "super open Main$Quiet.name:14 Factory.name()",
                        "call open Main.call:19 Factory.create(String)",
                        "new open Main.make:23 Factory.<init>()",
                        "call open Main.inherited:27 Factory.create(String)",
                        "method-ref open Main.reference:31 Factory.<init>()",
                        "call open Main.lambda:35 Factory.create(String)",
                        "field-read open Main.read:43 Factory.count",
                        "field-write open Main.write:47 Factory.count",
                        "call canonical Main.canonical:51 Sockets.get()",
                        "call allowed Main.shim:59 Factory.create(String)",
                        "call delegated Factory.create:16 Sockets.get()",
                        "new delegated Sockets.get:20 Factory.<init>()");
    }

    @Test
    void whatIsInheritedIsFoundThroughTheClassPathAndThroughUnknownListedAncestors() throws Exception {
        Policy policy = policy(Fixture.POLICY);
        List<String> all = sites(scan(policy, compiled.resolve("app"), compiled.resolve("lib")));
        List<Input> library = List.of(new Input("lib", compiled.resolve("lib")));
        assertThat(sites(Scan.of(policy, inputs(compiled.resolve("app")), library, TODAY)))
                .isEqualTo(
                        all.stream().filter(it -> !it.contains(" delegated ")).toList());
        assertThat(sites(scan(policy, compiled.resolve("app"))))
                .contains("call open Main.inherited:27 Factory.create(String)");
    }

    @Test
    void theJdksClassesAreKnown() throws Exception {
        Path classes = Compiled.into(folder.resolve("c"), "", Map.of("a.Mine", """
                package a;
                class Mine extends java.util.Observable {
                    void m() { new Mine().hasChanged(); }
                    int other() { return new Mine().hashCode(); }
                }
                """));
        Policy policy = policy("@deprecated-list");
        assertThat(sites(scan(policy, classes)))
                .containsExactly(
                        "super open Mine.<init>:2 Observable.<init>()", "call open Mine.m:3 Observable.hasChanged()");
    }

    @Test
    void annotatedSignaturesAreResolvedInWhatIsAtHand() throws Exception {
        List<Input> library = List.of(new Input("lib", compiled.resolve("lib")));
        Path app = Compiled.into(folder.resolve("c"), compiled.resolve("lib").toString(), Map.of("a.Uses", """
                package a;
                import com.acme.ws.Sockets;
                class Uses {
                    Object removed() { return com.acme.ws.Factory.create(""); }
                    Object old() { return Sockets.open(java.util.Map.of()); }
                    Object fresh() { return Sockets.open("", 1); }
                    String field(Sockets sockets) { return sockets.title + sockets.name; }
                    void nested(Sockets.Options options) { options.close(); }
                }
                """));
        String rule = "lastcall: 1\nrules:\n  - id: marked\n    deprecated: ['@Deprecated%s in com.acme.**']\n";
        assertThat(sites(Scan.of(policy(rule.formatted("")), inputs(app), library, TODAY)))
                .containsExactlyInAnyOrder(
                        "call open Uses.removed:4 Factory.create(String)",
                        "call open Uses.old:5 Sockets.open(Map, String[])",
                        "field-read open Uses.field:7 Sockets.title",
                        "call open Uses.nested:8 Sockets$Options.close()");
        assertThat(sites(Scan.of(policy(rule.formatted("(forRemoval)")), inputs(app), library, TODAY)))
                .containsExactly("call open Uses.removed:4 Factory.create(String)");
    }

    @Test
    void jarsInJarsAreReadAndNamed() throws Exception {
        byte[] inner = Compiled.jar(Compiled.content(compiled.resolve("app")));
        Map<String, byte[]> war = new LinkedHashMap<>();
        war.put("WEB-INF/lib/app-1.jar", inner);
        Map<String, byte[]> fat = new LinkedHashMap<>();
        fat.put("BOOT-INF/lib/app-1.jar", inner);
        fat.put("META-INF/versions/21/module-info.class", Compiled.bytes("never read"));
        fat.put("any/where.war", Compiled.jar(war));
        Compiled.content(compiled.resolve("app")).forEach((name, bytes) -> fat.put("BOOT-INF/classes/" + name, bytes));
        Scan scan = scan(policy(Fixture.POLICY), write("fat.jar", Compiled.jar(fat)));
        assertThat(scan.problems()).isEmpty();
        assertThat(scan.jars()).isEqualTo(4);
        assertThat(scan.sites())
                .extracting(it -> it.site().caller().codeSource())
                .containsOnly(
                        "fat.jar!/BOOT-INF/lib/app-1.jar",
                        "fat.jar!/BOOT-INF/classes",
                        "fat.jar!/any/where.war!/WEB-INF/lib/app-1.jar");
        assertThat(scan.sites()).hasSize(3 * 12);
    }

    @Test
    void versionedClassesAreReadOfMultiReleaseJarsOnly() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Compiled.content(compiled.resolve("app"))
                .forEach((name, bytes) -> entries.put("META-INF/versions/21/" + name, bytes));
        Path plain = write("plain.jar", Compiled.jar(entries));
        entries.put("META-INF/MANIFEST.MF", Compiled.bytes("Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n"));
        Path multi = write("multi.jar", Compiled.jar(entries));
        assertThat(scan(policy(Fixture.POLICY), plain).sites()).isEmpty();
        assertThat(scan(policy(Fixture.POLICY), multi).sites()).hasSize(12);
        Path nested = write("nested.jar", Compiled.jar(Map.of("lib/multi.jar", Files.readAllBytes(multi))));
        assertThat(scan(policy(Fixture.POLICY), nested).sites()).hasSize(12);
    }

    /** A stream of entries ends, or never begins, where the directory at the end of the archive still leads. */
    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/sh\nexec java -jar $0\n", "MZ and what Windows runs", "\177ELF", "JM\1\0"})
    void jarBehindALauncherIsRead(String launcher) throws Exception {
        byte[] jar = Compiled.jar(Compiled.content(compiled.resolve("app")));
        byte[] launched = behind(launcher, jar);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.write(bin.resolve("app.run"), launched);
        assertThat(scan(policy(Fixture.POLICY), bin).sites()).hasSize(12);
        for (String name : List.of("lib/app.jar", "bin/app", "bin/app.exe")) {
            Path nested = write("nested.jar", Compiled.jar(Map.of(name, launched)));
            Scan scan = scan(policy(Fixture.POLICY), nested);
            assertThat(scan.sites()).as(name).hasSize(12);
            assertThat(scan.sites().get(0).site().caller().codeSource()).isEqualTo("nested.jar!/" + name);
            assertThat(scan.problems()).isEmpty();
        }
    }

    @Test
    void versionsInAJarBehindALauncherAreRead() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Compiled.content(compiled.resolve("app"))
                .forEach((name, bytes) -> entries.put("META-INF/versions/17/" + name, bytes));
        entries.put("META-INF/MANIFEST.MF", Compiled.bytes("Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n"));
        byte[] launched = behind("#!/bin/sh\n", Compiled.jar(entries));
        Path nested = write("nested.jar", Compiled.jar(Map.of("app.jar", launched)));
        assertThat(scan(policy(Fixture.POLICY), nested).sites()).hasSize(12);
    }

    @Test
    void programWithoutAJarBehindItIsPassedOver() throws Exception {
        byte[] text = Compiled.jar(Map.of("a.txt", Compiled.bytes("text")));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("bin/run", Compiled.bytes("#!/bin/sh\nexec java -version\n"));
        entries.put("bin/marked", Compiled.bytes("#!/bin/sh\necho PK\5\6" + "x".repeat(40)));
        entries.put("bin/text", behind("MZ", text));
        entries.put("office.docx", text);
        Path plain = Files.createDirectory(folder.resolve("plain"));
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Files.write(plain.resolve(entry.getKey().replace('/', '-')), entry.getValue());
        }
        Files.copy(compiled.resolve("app/com/acme/app/Main.class"), plain.resolve("Main.class"));
        entries.put("Main.class", Files.readAllBytes(compiled.resolve("app/com/acme/app/Main.class")));
        Scan scan = scan(policy(Fixture.POLICY), write("some.jar", Compiled.jar(entries)), plain);
        assertThat(scan.problems()).isEmpty();
        assertThat(scan.classes()).isEqualTo(2);
    }

    private static byte[] behind(String launcher, byte[] jar) {
        byte[] first = launcher.getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(first, first.length + jar.length);
        System.arraycopy(jar, 0, both, first.length, jar.length);
        return both;
    }

    @Test
    void whatIsDamagedIsNamedAndTheRestRead() throws Exception {
        byte[] good = Compiled.jar(Compiled.content(compiled.resolve("app")));
        byte[] main = Files.readAllBytes(compiled.resolve("app/com/acme/app/Main.class"));
        byte[] future = main.clone();
        future[7] = 99;
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("lib/half.jar", Arrays.copyOf(good, good.length / 2));
        entries.put("lib/good.jar", good);
        entries.put("half.class", Arrays.copyOf(main, main.length / 2));
        entries.put("future.class", future);
        entries.put("text.class", Compiled.bytes("text"));
        Scan scan = scan(
                policy(Fixture.POLICY),
                write("mixed.jar", Compiled.jar(entries)),
                write("half.jar", Arrays.copyOf(good, good.length / 2)),
                folder.resolve("missing.jar"));
        assertThat(scan.sites()).hasSize(12);
        assertThat(scan.problems())
                .hasSize(6)
                .anyMatch(it -> it.startsWith("mixed.jar!/lib/half.jar: no jar, or a damaged one"))
                .anyMatch(it -> it.startsWith("mixed.jar: half.class: no class file, or a damaged one"))
                .anyMatch(it -> it.startsWith("mixed.jar: future.class: a class file of a later Java"))
                .anyMatch(it -> it.startsWith("mixed.jar: text.class: no class file, or a damaged one"))
                .anyMatch(it -> it.startsWith("half.jar: "))
                .contains("missing.jar: there is no such file or folder: " + folder.resolve("missing.jar")
                        + " (the working folder is " + folder + ")");
    }

    @Test
    void anyByteOfAClassFileMayBeWrong() throws Exception {
        byte[] main = Files.readAllBytes(compiled.resolve("app/com/acme/app/Main.class"));
        Policy policy = policy(Fixture.POLICY);
        for (int i = 0; i < main.length; i += 7) {
            byte[] wrong = main.clone();
            wrong[i] ^= (byte) 0xff;
            Files.write(folder.resolve("Main.class"), wrong);
            assertThat(scan(policy, folder.resolve("Main.class"))).isNotNull();
        }
    }

    @Test
    void inputWithoutClassesIsAProblem() throws Exception {
        assertThat(scan(policy(Fixture.POLICY), folder.resolve(".")).problems())
                .containsExactly(".: there is no class file in it");
    }

    @Test
    void inputBesideOthersInWhichNothingCouldNameAClassIsAProblem() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(Files.createDirectory(folder.resolve("text")).resolve("readme.txt"), "text");
        Files.writeString(Files.createDirectory(folder.resolve("config")).resolve("a.properties"), "a=b");
        assertThat(scan(
                                policy(Fixture.POLICY),
                                compiled.resolve("app"),
                                empty,
                                folder.resolve("text"),
                                folder.resolve("config"))
                        .problems())
                .containsExactly(
                        "empty: there is nothing in it that could name a class",
                        "text: there is nothing in it that could name a class");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin.zip", "plugin.hpi", "lib.AAR", "connector.nar"})
    void archivesOfAnyJavaPackagingAreRead(String name) throws Exception {
        Path lib = Files.createDirectories(folder.resolve("dist/lib"));
        byte[] archive = Compiled.jar(Compiled.content(compiled.resolve("app")));
        Files.write(lib.resolve(name), archive);
        Files.write(lib.resolve("outer.jar"), Compiled.jar(Map.of("plugins/" + name, archive)));
        Files.write(lib.resolve("app-sources.zip"), archive);
        assertThat(scan(policy(Fixture.POLICY), folder.resolve("dist")).sites())
                .hasSize(2 * 12)
                .extracting(it -> it.site().caller().codeSource())
                .containsOnly("dist/lib/" + name, "dist/lib/outer.jar!/plugins/" + name);
    }

    @Test
    void archivesAndClassesAreKnownByTheirFirstBytesWhateverTheyAreCalled() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("dist/lib"));
        byte[] archive = Compiled.jar(Compiled.content(compiled.resolve("app")));
        byte[] main = Files.readAllBytes(compiled.resolve("app/com/acme/app/Main.class"));
        Files.write(lib.resolve("extra.plugin"), archive);
        Files.write(lib.resolve("outer.jar"), Compiled.jar(Map.of("x/extra.plugin", archive, "y/Main.bin", main)));
        Files.write(
                lib.resolve("wrapped.dat"), Compiled.jar(Map.of("deep/extra.plugin", archive, "inner.jar", archive)));
        Files.write(lib.resolve("Main.classdata"), main);
        Scan scan = scan(policy(Fixture.POLICY), folder.resolve("dist"));
        assertThat(scan.problems()).isEmpty();
        assertThat(scan.sites())
                .extracting(it -> it.site().caller().codeSource())
                .containsOnly(
                        "dist/lib/extra.plugin",
                        "dist/lib/outer.jar",
                        "dist/lib/outer.jar!/x/extra.plugin",
                        "dist/lib/wrapped.dat!/deep/extra.plugin",
                        "dist/lib/wrapped.dat!/inner.jar",
                        "dist");
    }

    @Test
    void whatIsPackedInAnotherWayAndHoldsClassesIsNamed() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("dist/lib"));
        byte[] archive = Compiled.jar(Compiled.content(compiled.resolve("app")));
        Files.write(lib.resolve("app.jar"), archive);
        Files.write(lib.resolve("plugins.tar.gz"), Archives.gzip(Archives.tar("plugins/a.jar", archive)));
        Files.write(lib.resolve("plugins.tar"), Archives.tar("plugins/a.jar", archive));
        Files.write(lib.resolve("logs.tgz"), Archives.gzip(Archives.tar("app.log", Compiled.bytes("no class"))));
        Files.write(lib.resolve("app.log.1.gz"), Archives.gzip(Compiled.bytes("no class")));
        Files.write(lib.resolve("plugins.7z"), new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c});
        Files.write(
                lib.resolve("modules"), new byte[] {(byte) 0xda, (byte) 0xda, (byte) 0xfe, (byte) 0xca, 0, 0, 1, 0});
        Files.write(lib.resolve("half.plugin"), Arrays.copyOf(archive, archive.length / 2));
        Files.write(lib.resolve("fat"), new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 2});
        Files.write(lib.resolve("page.docx"), Compiled.jar(Map.of("word/document.xml", Compiled.bytes("<a/>"))));
        assertThat(scan(policy(Fixture.POLICY), folder.resolve("dist")).problems())
                .hasSize(5)
                .contains(
                        "dist/lib/plugins.tar.gz: packed: if there are classes in it, unpack it; it was not read",
                        "dist/lib/plugins.tar: packed: if there are classes in it, unpack it; it was not read",
                        "dist/lib/plugins.7z: packed: if there are classes in it, unpack it; it was not read",
                        "dist/lib/modules: the classes of a run-time image: they were not read; name the jars that it was"
                                + " made of")
                .anyMatch(it -> it.startsWith("dist/lib/half.plugin: "));
    }

    @Test
    void whatIsPackedWithinAnArchiveIsNamedAsInAFolder() throws Exception {
        byte[] archive = Compiled.jar(Compiled.content(compiled.resolve("app")));
        byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4};
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0};
        Map<String, byte[]> files = Map.of(
                "packed/app.jar.gz",
                Archives.gzip(archive),
                "packed/words.txt.gz",
                Archives.gzip(Compiled.bytes("no class")),
                "packed/app.jar.xz",
                xz,
                "packed/libnative.so.xz",
                xz,
                "packed/words",
                zstd,
                "packed/app.jar.br",
                Compiled.bytes("brotli has no mark"),
                "packed/plain.txt",
                Compiled.bytes("no class"));
        Path dist = Files.createDirectories(folder.resolve("dist"));
        Files.write(dist.resolve("outer.jar"), Compiled.jar(Map.of("inner.jar", Compiled.jar(files))));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.createDirectories(dist.resolve("packed"));
            Files.write(dist.resolve(file.getKey()), file.getValue());
        }
        String sentence = ": packed: if there are classes in it, unpack it; it was not read";
        assertThat(scan(policy(Fixture.POLICY), dist).problems())
                .containsExactlyInAnyOrder(
                        "dist/packed/app.jar.gz" + sentence,
                        "dist/packed/app.jar.xz" + sentence,
                        "dist/packed/app.jar.br" + sentence,
                        "dist/packed/words" + sentence,
                        "dist/outer.jar!/inner.jar!/packed/app.jar.gz" + sentence,
                        "dist/outer.jar!/inner.jar!/packed/app.jar.xz" + sentence,
                        "dist/outer.jar!/inner.jar!/packed/app.jar.br" + sentence,
                        "dist/outer.jar!/inner.jar!/packed/words" + sentence);
    }

    @Test
    void linksAreFollowedEachFolderOnceOnAWayDown() throws Exception {
        Path release = Files.createDirectories(folder.resolve("releases/5"));
        Files.write(release.resolve("app.jar"), Compiled.jar(Compiled.content(compiled.resolve("app"))));
        Files.createSymbolicLink(release.resolve("again"), release);
        Path current = Files.createSymbolicLink(folder.resolve("current"), release);
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.createSymbolicLink(deploy.resolve("lib"), release);
        Files.createSymbolicLink(deploy.resolve("old.jar"), folder.resolve("gone.jar"));
        Files.createSymbolicLink(deploy.resolve("notes.md"), folder.resolve("gone.txt"));
        Scan scan = scan(policy(Fixture.POLICY), current, deploy);
        assertThat(scan.sites())
                .hasSize(2 * 12)
                .extracting(it -> it.site().caller().codeSource())
                .containsOnly("current/app.jar", "deploy/lib/app.jar");
        assertThat(scan.problems()).containsExactly("deploy/old.jar: a link to nowhere");
    }

    @Test
    void whatAManifestAddsToTheClassPathIsToldIfItIsNotThere() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>(Compiled.content(compiled.resolve("app")));
        entries.put(
                "META-INF/MANIFEST.MF",
                Compiled.bytes(
                        "Manifest-Version: 1.0\r\nClass-Path: lib/dep.jar config/ gone.jar http://a/b.jar\r\n\r\n"));
        Path app = write("app.jar", Compiled.jar(entries));
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.write(lib.resolve("dep.jar"), Compiled.jar(Compiled.content(compiled.resolve("lib"))));
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("a.properties"), "a=b");
        assertThat(scan(policy(Fixture.POLICY), app).beside())
                .containsExactly("app.jar: its manifest has 4 files and folders in Class-Path that are not in the scan:"
                        + " lib/dep.jar, config/, gone.jar and 1 more");
        assertThat(scan(policy(Fixture.POLICY), app, lib, config).beside())
                .containsExactly("app.jar: its manifest has 2 files and folders in Class-Path that are not in the scan:"
                        + " gone.jar, http://a/b.jar");

        // a library of a folder may name what nobody has
        Path folderOfAll = Files.createDirectory(folder.resolve("all"));
        Files.move(app, folderOfAll.resolve("app.jar"));
        assertThat(scan(policy(Fixture.POLICY), folderOfAll).beside())
                .containsExactly(
                        "all/app.jar: its manifest has 1 file or folder in Class-Path that is not in the scan: http://a/b.jar");
        assertThat(scan(policy(Fixture.POLICY), folderOfAll).problems()).isEmpty();
    }

    private Policy policy(String text) throws Exception {
        if (text.startsWith("@")) {
            Files.writeString(folder.resolve("list.txt"), "java.util.Observable\n");
            return Policies.load(List.of(folder.resolve("list.txt").toString()));
        }
        Files.writeString(folder.resolve("policy.yaml"), text);
        return Policies.load(List.of(folder.resolve("policy.yaml").toString()));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Scan scan(Policy policy, Path... paths) {
        return Scan.of(policy, inputs(paths), List.of(), TODAY);
    }

    private static List<Input> inputs(Path... paths) {
        return Arrays.stream(paths)
                .map(path -> new Input(String.valueOf(path.getFileName()), path))
                .toList();
    }

    private static List<String> sites(Scan scan) {
        return scan.sites().stream()
                .map(it -> it.site().kind().label()
                        + ' '
                        + it.state().label()
                        + ' '
                        + simple(it.site().caller().className())
                        + '.'
                        + it.site().caller().method()
                        + ':'
                        + it.site().caller().line()
                        + ' '
                        + simple(it.site().target().asReference()))
                .toList();
    }

    private static String simple(String name) {
        return name.replaceFirst("^([a-z]+\\.)+", "");
    }
}
