package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.app.Referring;
import com.acme.app.Stepwise;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.OnEachJdk;
import dev.lastcall.jdks.OnOneJdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What a process did, from its classes to the reasons of a verdict. */
class VerdictFactsTest {
    private static final String CHANGED = "the policy has changed: ";

    @TempDir
    Path folder;

    @OnEachJdk
    void whatLoadedClassesReferToAndWhatIsLoadedByNameIsFoundForADeletion(Jdk jdk) {
        Fork.of(jdk, folder)
                .agent("mode=count,log=none,deprecated=com.acme.legacy.*")
                .run(Referring.class, "Service", "Settings$One", "Factory")
                .well();
        JsonObject verdict = check("--for", "delete").getAsJsonObject();
        assertThat(verdict.get("result").getAsString()).isEqualTo("NO-GO");
        assertThat(places(verdict, "loaded-references"))
                .anyMatch(it -> it.startsWith("com.acme.app.Referring$OfField.gateway(")
                        && it.endsWith("(field-type com.acme.legacy.Gateway)"))
                .anyMatch(it -> it.startsWith("com.acme.app.Referring$OfSignature.all(")
                        && it.endsWith("(generic-signature com.acme.legacy.Gateway)"))
                .anyMatch(it -> it.startsWith("com.acme.app.Referring$OfMethod.take(")
                        && it.endsWith("(method-type com.acme.legacy.Gateway)"));
        assertThat(places(verdict, "loads-by-name"))
                .hasSize(3)
                .anyMatch(
                        it -> it.startsWith("com.acme.legacy.Factory by com.acme.app.Referring.invoke(Referring.java:"))
                .anyMatch(it -> it.startsWith("com.acme.legacy.Service by com.acme.app.Referring.main(Referring.java:"))
                .anyMatch(it ->
                        it.startsWith("com.acme.legacy.Settings$One by com.acme.app.Referring.ask(Referring.java:"));
    }

    @OnOneJdk
    void aRuleThatWasWrongForAWhileIsSaid(Jdk jdk) throws IOException {
        PolicyOnDisk policy = PolicyOnDisk.in(folder);
        String whole = PolicyOnDisk.yaml("count", "same");
        policy.replace(whole);
        try (Started running = Fork.of(jdk, folder)
                .agent("policy=" + policy.file() + ",log=stderr")
                .start(Stepwise.class)) {
            running.awaitLine("ready");
            policy.replace(PolicyOnDisk.yaml("count", "same", "Use something else.", List.of("offsets()")));
            running.awaitErrorLines(CHANGED, 1);
            running.tell("go");
            running.awaitLine("step 1");
            policy.replace(whole);
            running.awaitErrorLines(CHANGED, 2);
            running.end().well();
        }
        JsonObject verdict = check("--min-observed", "1h").getAsJsonObject();
        assertThat(sentences(verdict, "assumptions", "paused"))
                .singleElement()
                .asString()
                .contains("while it did not watch (under a policy that lists less of same)");
        assertThat(sentences(verdict, "doubts", "observed-too-short")).hasSize(1);
    }

    @OnOneJdk
    void callsBeforeALateAttachmentAreSaid(Jdk jdk) throws IOException {
        try (Started running = Fork.of(jdk, folder).start(Stepwise.class)) {
            running.awaitLine("ready");
            running.tell("before");
            running.awaitLine("step 1");
            LedgerReport.ask(
                            "attach",
                            String.valueOf(running.pid()),
                            "deprecated=com.acme.legacy.Gateway,log=none,mode=count")
                    .well();
            running.end().well();
        }
        JsonObject verdict = check().getAsJsonObject();
        assertThat(verdict.get("result").getAsString()).isEqualTo("UNKNOWN");
        assertThat(sentences(verdict, "assumptions", "attached"))
                .singleElement()
                .asString()
                .endsWith("made no other calls before it was watched");
    }

    private JsonElement check(String... options) {
        List<String> words = new ArrayList<>(List.of("check", "--format", "json"));
        words.addAll(List.of(options));
        words.add(folder.resolve("lastcall").toString());
        Ended ended = LedgerReport.ask(words.toArray(String[]::new));
        return JsonParser.parseString(String.join("\n", ended.stdout()));
    }

    private static List<String> places(JsonObject verdict, String code) {
        List<String> places = new ArrayList<>();
        for (JsonElement finding : verdict.getAsJsonArray("findings")) {
            JsonObject reason = finding.getAsJsonObject();
            if (reason.get("code").getAsString().equals(code)) {
                reason.getAsJsonObject("figures")
                        .getAsJsonArray("places")
                        .forEach(place -> places.add(place.getAsString()));
            }
        }
        return places;
    }

    private static List<String> sentences(JsonObject verdict, String list, String code) {
        List<String> sentences = new ArrayList<>();
        for (JsonElement element : verdict.getAsJsonArray(list)) {
            JsonObject reason = element.getAsJsonObject();
            if (reason.get("code").getAsString().equals(code)) {
                sentences.add(reason.get("sentence").getAsString());
            }
        }
        return sentences;
    }
}
