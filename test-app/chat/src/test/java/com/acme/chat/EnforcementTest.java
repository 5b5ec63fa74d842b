package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.chat.jobs.Jobs;
import com.google.gson.JsonObject;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnOneJdk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** What {@code block} refuses, and what it leaves alone. */
class EnforcementTest {
    private static final Chats CHATS = new Chats();

    @AfterAll
    static void stop() {
        CHATS.close();
    }

    /** The service on which the jobs run that call what is deprecated. */
    private static Chat chat(Jdk jdk) {
        return CHATS.shared(new Chat.Setup(jdk, "block", "canonical", "jobs"));
    }

    @OnOneJdk
    void theFactoryCannotBeConstructed(Jdk jdk) {
        assertBlocked(jdk, "construct", "com.acme.chat.jobs.NewFactory.run(NewFactory.java:");
        assertBlocked(jdk, "constructor-reference", "com.acme.chat.jobs.LazyFactory.run(LazyFactory.java:");
        assertBlocked(jdk, "subclass", "com.acme.partner.BrandedFactory.<init>(BrandedFactory.java:");
    }

    @OnOneJdk
    void theAccessorCannotBeCalled(Jdk jdk) {
        assertBlocked(jdk, "accessor", "com.acme.chat.jobs.FacadeGreeting.run(FacadeGreeting.java:");
        assertBlocked(jdk, "static-accessor", "com.acme.chat.jobs.AccessorGreeting.run(AccessorGreeting.java:");
        assertBlocked(jdk, "plugin", "com.acme.partner.PartnerPlugin.apply(PartnerPlugin.java:");
        assertBlocked(jdk, "isolated-plugin", "com.acme.partner.PartnerPlugin.apply(PartnerPlugin.java:");
    }

    @OnOneJdk
    void theSingletonFieldCannotBeRead(Jdk jdk) {
        assertBlocked(jdk, "singleton", "com.acme.chat.jobs.SingletonGreeting.run(SingletonGreeting.java:");
        assertBlocked(jdk, "partner", "com.acme.partner.PartnerNotifier.tell(PartnerNotifier.java:");
    }

    @OnOneJdk
    void instanceMethodsCannotBeCalledOnAFactoryThatIsThereAlready(Jdk jdk) {
        assertBlocked(jdk, "method-reference", "com.acme.chat.jobs.GroupGreeting.run(GroupGreeting.java:");
        assertBlocked(jdk, "create-all", "com.acme.chat.jobs.BulkGreeting.run(BulkGreeting.java:");
        assertBlocked(jdk, "delegate", "com.acme.chat.jobs.SharedGreeting.run(SharedGreeting.java:");
    }

    private static void assertBlocked(Jdk jdk, String job, String site) {
        JsonObject answer = chat(jdk).job(job);
        assertThat(answer.has("failure")).as(answer.toString()).isTrue();
        assertIsBlock(answer.getAsJsonObject("failure"), site);
    }

    private static void assertIsBlock(JsonObject failure, String site) {
        assertThat(failure.get("class").getAsString()).as(failure.toString()).isEqualTo(Lastcall.BLOCKED);
        assertThat(failure.get("message").getAsString())
                .contains("inline")
                .contains("com.acme.ws.WebSocket")
                .contains(site);
    }

    @OnOneJdk
    void reflectionGetsNoFurther(Jdk jdk) {
        for (String name : List.of("method:ReflectiveGreeting", "constructor:ReflectiveFactory")) {
            String job = "reflective-" + name.substring(0, name.indexOf(':'));
            String caller = name.substring(name.indexOf(':') + 1);
            JsonObject answer = chat(jdk).job(job);
            assertThat(answer.has("failure")).as(answer.toString()).isTrue();
            assertThat(answer.getAsJsonObject("failure").get("class").getAsString())
                    .isEqualTo("java.lang.reflect.InvocationTargetException");
            assertIsBlock(
                    answer.getAsJsonObject("cause"), "com.acme.chat.jobs." + caller + ".run(" + caller + ".java:");
        }
    }

    @OnOneJdk
    void theCanonicalPathAndTheCompatibilityPackageWorkAsBefore(Jdk jdk) throws Exception {
        Chat before = CHATS.shared(new Chat.Setup(jdk, Chat.Setup.NO_AGENT, "canonical"));
        for (String job : List.of("canonical", "compat", "adopt")) {
            JsonObject answer = chat(jdk).job(job);
            assertThat(answer.has("result")).as(answer.toString()).isTrue();
            assertThat(answer).isEqualTo(before.job(job));
        }
    }

    @OnOneJdk
    void theMigratedApplicationIsCanonicalOnlyAndCallsNothingDeprecated(Jdk jdk) throws Exception {
        Chat chat = CHATS.shared(new Chat.Setup(jdk, "block", "canonical", "migrated"));
        try (Client ann = Client.connect(chat, "ann")) {
            assertThat(ann.ask("r1")).isEqualTo(Client.ALL_EVENTS);
        }

        JsonObject report = Lastcall.report(chat);
        JsonObject rule = Lastcall.rule(report);
        JsonObject truth = chat.truth();

        assertThat(rule.get("pattern").getAsString()).isEqualTo("canonical-only");
        assertThat(rule.get("deprecatedCalls").getAsLong()).isZero();
        assertThat(rule.get("blockedCalls").getAsLong()).isZero();
        assertThat(rule.get("canonicalCalls").getAsLong())
                .isPositive()
                .isEqualTo(Count.total(Count.inTruth(truth, "calls", true)).calls());
        assertThat(Count.inReport(report))
                .isEqualTo(Count.inTruth(truth, "calls", true))
                .allSatisfy((key, count) -> assertThat(key).startsWith("canonical "));
    }

    @OnOneJdk
    void blockedCallsAreCountedAndEnterNoBody(Jdk jdk) throws Exception {
        Chat chat = CHATS.start(new Chat.Setup(jdk, "block", "canonical"), Map.of());
        try (chat) {
            Jobs.names().forEach(chat::job);
            JsonObject truth = chat.truth();

            assertThat(Count.inReport(Lastcall.report(chat))).isEqualTo(Count.inTruth(truth, "calls", true));
            assertThat(Count.total(Count.inTruth(truth, "calls", true)).blocked())
                    .isGreaterThan(10);
            assertThat(Count.total(Count.inTruth(truth, "bodies", true)).blocked())
                    .isZero();
        }
    }
}
