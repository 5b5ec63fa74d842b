package dev.lastcall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.jdks.Jdk;
import dev.lastcall.jdks.ShippedTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What {@code java -jar lastcall.jar report --format json} says; asked within this JVM. */
record LedgerReport(JsonObject json) {
    private static final ShippedTool TOOL = ShippedTool.open(Fork.JAR);

    /** @param ledgers files or folders, against that working folder; none: its folder {@code lastcall} */
    static LedgerReport of(Path workingFolder, String... ledgers) {
        List<String> words = new ArrayList<>(List.of("report", "--format", "json"));
        for (String ledger : ledgers.length == 0 ? new String[] {"lastcall"} : ledgers) {
            words.add(workingFolder.resolve(ledger).toString());
        }
        Ended tool = ask(words.toArray(String[]::new)).well();
        assertThat(tool.stderr()).as("stderr of the report").isEmpty();
        return new LedgerReport(
                JsonParser.parseString(String.join("\n", tool.stdout())).getAsJsonObject());
    }

    /** Runs a command of the shipped jar within this JVM; paths must be absolute. */
    static Ended ask(String... arguments) {
        ShippedTool.Result result = TOOL.run(List.of(arguments));
        return new Ended(
                List.of(arguments),
                ProcessHandle.current().pid(),
                result.exitCode(),
                result.out().lines().toList(),
                result.err().lines().toList());
    }

    /** Runs a command in a JVM of its own: for what is about that process, its Java or its working folder. */
    static Ended tool(Jdk jdk, Path workingFolder, String... arguments) {
        String[] words = Stream.concat(Stream.of("-jar", Fork.JAR.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return Fork.of(jdk, workingFolder).runRaw(words);
    }

    List<JsonObject> processes() {
        return objects("processes");
    }

    JsonObject process() {
        assertThat(processes()).as("processes of %s", json).hasSize(1);
        return processes().get(0);
    }

    List<JsonObject> rules() {
        return objects("rules");
    }

    /** The only rule. */
    JsonObject rule() {
        assertThat(rules()).as("rules of %s", json).hasSize(1);
        return rules().get(0);
    }

    List<JsonObject> sites() {
        return objects("sites");
    }

    /** Sites into deprecated members that were called. */
    List<JsonObject> usedSites() {
        return sites().stream()
                .filter(site -> site.get("role").getAsString().equals("deprecated"))
                .filter(site -> number(site, "calls") > 0)
                .toList();
    }

    /** Calls into deprecated members by kind, without delegation. */
    Map<String, Long> callsByKind() {
        return callsBy(site -> site.get("kind").getAsString());
    }

    /** Calls into deprecated members by the caller's method, as {@code Class.method} with the class's simple name. */
    Map<String, Long> callsByCaller() {
        return callsBy(site -> {
            JsonObject caller = site.getAsJsonObject("caller");
            String type = caller.get("class").getAsString();
            return type.substring(type.lastIndexOf('.') + 1) + "."
                    + caller.get("method").getAsString();
        });
    }

    private Map<String, Long> callsBy(Function<JsonObject, String> key) {
        Map<String, Long> calls = new TreeMap<>();
        for (JsonObject site : usedSites()) {
            long own = number(site, "calls") - number(site, "delegated");
            if (own > 0) {
                calls.merge(key.apply(site), own, Long::sum);
            }
        }
        return calls;
    }

    long sum(String counter) {
        return usedSites().stream().mapToLong(site -> number(site, counter)).sum();
    }

    /** Nothing went wrong that the agent knows of. */
    LedgerReport withoutBlindSpots() {
        assertThat(objects("blindSpots")).as("blind spots").isEmpty();
        assertThat(json.getAsJsonArray("problems")).as("problems").isEmpty();
        return this;
    }

    List<JsonObject> blindSpots() {
        return objects("blindSpots");
    }

    String verdict() {
        return json.getAsJsonObject("verdict").get("result").getAsString();
    }

    static long number(JsonObject object, String name) {
        return object.get(name).getAsLong();
    }

    private List<JsonObject> objects(String name) {
        return json.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
