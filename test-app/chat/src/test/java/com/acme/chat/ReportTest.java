package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.chat.jobs.Jobs;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;

/** What the report says of a service whose own counters know better. */
class ReportTest {
    /** After 15 calls JDK 17 compiles a reflective method, and its frames change. */
    private static final int ROUNDS = 20;

    private static final Chats CHATS = new Chats();

    @AfterAll
    static void stop() {
        CHATS.close();
    }

    /** A service in which every caller has called. */
    private static Chat busyChat(Jdk jdk, String mode) throws Exception {
        Chat chat = CHATS.shared(new Chat.Setup(jdk, mode, "dual"));
        if (Count.inTruth(chat.truth(), "calls", false).isEmpty()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Client client = Client.connect(chat, "user" + round)) {
                    client.ask("r");
                }
                Jobs.names()
                        .forEach(job ->
                                assertThat(chat.job(job).has("result")).as(job).isTrue());
            }
        }
        return chat;
    }

    @OnOneJdk
    void countsWhatTheApplicationCounts(Jdk jdk) throws Exception {
        for (String mode : List.of("count", "log")) {
            Chat chat = busyChat(jdk, mode);
            JsonObject report = Lastcall.report(chat);
            Map<String, Count> truth = Count.inTruth(chat.truth(), "calls", false);

            assertThat(Count.inReport(report)).isEqualTo(truth);
            assertThat(Lastcall.rule(report).get("allowedCalls").getAsLong())
                    .isEqualTo(Count.total(truth).allowed());
            assertThat(Lastcall.rule(report).get("delegatedCalls").getAsLong())
                    .isEqualTo(Count.total(truth).delegated());
            assertThat(Lastcall.rule(report).get("blockedCalls").getAsLong()).isZero();
        }
    }

    @OnOneJdk
    void theCountsOutliveTheProcess(Jdk jdk) throws Exception {
        try (Chat chat = CHATS.start(new Chat.Setup(jdk, "count", "dual"), Map.of())) {
            Jobs.names().forEach(chat::job);
            Map<String, Count> truth = Count.inTruth(chat.truth(), "calls", false);
            chat.kill();

            assertThat(Count.inReport(Lastcall.report(chat))).isEqualTo(truth);
        }
    }

    @OnOneJdk
    void namesHowEachCallerCalls(Jdk jdk) throws Exception {
        JsonObject report = Lastcall.report(busyChat(jdk, "log"));
        Map<String, Set<String>> kinds = Lastcall.calledSites(report).stream()
                .collect(Collectors.groupingBy(
                        site -> simpleName(site.getAsJsonObject("caller").get("class")) + " > "
                                + site.getAsJsonObject("target").get("member").getAsString(),
                        Collectors.mapping(site -> site.get("kind").getAsString(), Collectors.toSet())));

        assertThat(kinds)
                .containsEntry("NewFactory > <init>", Set.of("new"))
                .containsEntry("BrandedFactory > <init>", Set.of("super"))
                .containsEntry("FacadeGreeting > getWebSocketManagerFactory", Set.of("call"))
                .containsEntry("SingletonGreeting > INSTANCE", Set.of("field-read"))
                .containsEntry("GroupGreeting > create", Set.of("method-ref"))
                .containsEntry("LazyFactory > <init>", Set.of("method-ref"))
                .containsEntry("ReflectiveGreeting > getWebSocketManagerFactory", Set.of("reflection"))
                .containsEntry("ReflectiveFactory > <init>", Set.of("reflection"));
    }

    private static String simpleName(JsonElement className) {
        String name = className.getAsString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @OnOneJdk
    void linesLeadToTheCall(Jdk jdk) throws Exception {
        JsonObject report = Lastcall.report(busyChat(jdk, "log"));
        Set<String> direct = Set.of("call", "new", "field-read");
        List<JsonObject> sites = Lastcall.calledSites(report).stream()
                .filter(site -> direct.contains(site.get("kind").getAsString()))
                .toList();

        assertThat(sites).hasSizeGreaterThan(10).allSatisfy(site -> {
            JsonObject caller = site.getAsJsonObject("caller");
            String member = site.getAsJsonObject("target").get("member").getAsString();
            assertThat(sourceLine(caller)).contains(member.equals("<init>") ? "new WebSocketManagerFactory(" : member);
        });
    }

    private static String sourceLine(JsonObject caller) throws Exception {
        String file = caller.get("class").getAsString().replace('.', '/') + ".java";
        for (String module : List.of("chat", "partner", "realtime")) {
            Path source = Path.of("..", module, "src", "main", "java").resolve(file);
            if (Files.exists(source)) {
                assertThat(caller.get("source").getAsString()).isEqualTo(String.valueOf(source.getFileName()));
                return Files.readAllLines(source).get(caller.get("line").getAsInt() - 1);
            }
        }
        throw new AssertionError("no source of " + caller);
    }

    @OnOneJdk
    void tellsTheJarsOfTheCallersApart(Jdk jdk) throws Exception {
        JsonObject report = Lastcall.report(busyChat(jdk, "log"));
        assertThat(Lastcall.calledSites(report)).allSatisfy(site -> {
            JsonObject caller = site.getAsJsonObject("caller");
            String className = caller.get("class").getAsString();
            String jar = className.startsWith("com.acme.partner.")
                    ? "chat-partner"
                    : className.startsWith("com.acme.chat.") ? "chat.jar" : "chat-realtime";
            assertThat(caller.get("codeSource").getAsString()).contains(jar);
        });
    }

    @OnOneJdk
    void oneClassInTwoLoadersIsOneTarget(Jdk jdk) throws Exception {
        List<JsonObject> sites = Lastcall.calledSites(Lastcall.report(busyChat(jdk, "log"))).stream()
                .filter(site -> site.getAsJsonObject("target")
                        .get("member")
                        .getAsString()
                        .equals("create"))
                .toList();
        Set<JsonObject> targets =
                sites.stream().map(site -> site.getAsJsonObject("target")).collect(Collectors.toSet());
        Set<String> pluginLoaders = sites.stream()
                .map(site -> site.getAsJsonObject("caller"))
                .filter(caller -> caller.get("class").getAsString().equals("com.acme.partner.PartnerPlugin"))
                .map(caller -> caller.get("loader").getAsString())
                .collect(Collectors.toCollection(TreeSet::new));

        // Reached directly, through a subclass, a method reference, the facade, another jar, another loader's copy.
        assertThat(sites).hasSizeGreaterThan(8);
        assertThat(targets).hasSize(1);
        assertThat(pluginLoaders).as("the plugin was loaded twice").hasSize(2);
    }

    @OnOneJdk
    void dualUseShowsInTheClassThatDoesBoth(Jdk jdk) throws Exception {
        JsonObject report = Lastcall.report(busyChat(jdk, "log"));
        assertThat(Lastcall.rule(report).get("pattern").getAsString()).isEqualTo("dual");
        assertThat(Lastcall.objects(report, "scopes"))
                .filteredOn(scope -> scope.get("scope").getAsString().equals("class"))
                .filteredOn(scope -> scope.get("pattern").getAsString().equals("dual"))
                .extracting(scope -> scope.get("name").getAsString())
                .containsExactly("com.acme.chat.wiring.DualDelivery");
    }
}
