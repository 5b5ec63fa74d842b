package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.ManyCalls;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The variables that bring the agent to applications bring it to tools as well, which it leaves alone. */
class ToolsTest {
    private static final String AGENT = "-javaagent:" + Fork.JAR + "=deprecated=com.acme.legacy.Factory";

    @TempDir
    Path folder;

    @OnEachJdk
    void toolsOfTheJdkAreLeftAlone(Jdk jdk) {
        assertLeftAlone(jdk, "javac", "-version");
        assertLeftAlone(jdk, "jar", "--version");
        assertLeftAlone(jdk, "jps", "-q");
        assertLeftAlone(jdk, "jcmd", "-l");
        assertLeftAlone(jdk, "keytool", "-help");
        assertLeftAlone(jdk, "jlink", "--version");
        assertLeftAlone(jdk, "javadoc", "--version");
        assertLeftAlone(jdk, "java", "-m", "jdk.compiler/com.sun.tools.javac.Main", "-version");
        assertLeftAlone(jdk, "java", "com.sun.tools.javac.Main", "-version");
    }

    @OnOneJdk
    void aLauncherThatRunsNothingIsLeftAlone(Jdk jdk) {
        assertLeftAlone(jdk, "java", "-version");
        assertLeftAlone(jdk, "java", "--list-modules");
    }

    @OnOneJdk
    void ourOwnCommandLineIsLeftAloneWhereverItsJarLies(Jdk jdk) throws IOException {
        Path copy = Files.copy(Fork.JAR, folder.resolve("renamed.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), Fork.JAR);

        assertLeftAlone(jdk, "java", "-jar", Fork.JAR.toString(), "version");
        assertLeftAlone(jdk, "java", "-jar", copy.getFileName().toString(), "version");
        assertLeftAlone(jdk, "java", "-jar", link.toString(), "version");
        assertLeftAlone(jdk, "java", "-cp", "x.jar:" + copy, "dev.lastcall.launch.Tool", "version");
    }

    @OnOneJdk
    void noToolComplainsOfAnAgentThatIsListedTwiceOrOfItsSettings(Jdk jdk) {
        Ended ended = Fork.ofTool("javac", jdk, folder)
                .environment("JAVA_TOOL_OPTIONS", AGENT + " " + AGENT + ",mode=block")
                .environment("LASTCALL_MODE", "no-such-mode")
                .runRaw("-version")
                .well();

        assertThat(ended.stderr()).allMatch(line -> line.startsWith("Picked up "));
    }

    @OnEachJdk
    void aProgramThatTheSourceLauncherRunsIsWatched(Jdk jdk) throws IOException {
        Path source = Files.writeString(folder.resolve("Main.java"), """
                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        Thread.currentThread().join(1, 0);
                    }
                }
                """);

        Ended ended = Fork.of(jdk, folder)
                .environment("JAVA_TOOL_OPTIONS", AGENT + ";java.lang.Thread#join(long,int)")
                .runRaw(source.toString())
                .well();

        assertThat(ended.callLines()).singleElement().asString().contains("Main.main(Main.java:3)");
    }

    @OnOneJdk
    void anApplicationIsWatchedThoughTheJarOfTheAgentIsOnItsClassPath(Jdk jdk) {
        Ended ended = Fork.of(jdk, folder)
                .environment("JDK_JAVA_OPTIONS", AGENT)
                .runRaw("-cp", Fork.JAR + ":" + Fork.testClasses(), ManyCalls.class.getName(), "3")
                .well();

        assertThat(ended.callLines()).isNotEmpty();
    }

    @OnOneJdk
    void aToolThatIsGivenTheAgentOnItsOwnCommandLineIsWatched(Jdk jdk) {
        Ended ended = Fork.ofTool("javac", jdk, folder)
                .runRaw("-J" + AGENT, "-version")
                .well();

        assertThat(ended.stderr()).anyMatch(line -> line.contains(": mode log, 1 rule"));
    }

    private void assertLeftAlone(Jdk jdk, String tool, String... arguments) {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            if (tool.equals("java") || variable.equals("JAVA_TOOL_OPTIONS")) {
                Ended ended = Fork.ofTool(tool, jdk, folder)
                        .environment(variable, AGENT)
                        .runRaw(arguments)
                        .well();

                assertThat(ended.stderr())
                        .as("%s", ended)
                        .noneMatch(line -> line.startsWith("lastcall") && line.contains("mode"))
                        .noneMatch(line -> line.startsWith("lastcall: "));
                assertThat(folder.resolve("lastcall")).doesNotExist();
            }
        }
    }
}
