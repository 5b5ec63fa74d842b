package com.acme.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lastcall.jdks.ShippedTool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The shipped jar, as a user meets it: names, files and commands, no classes. */
final class Lastcall {
    static final String JAR = System.getProperty("lastcall.test.jar");
    static final String BLOCKED = "dev.lastcall.BlockedCallException";

    /** The policy, as inline settings: one rule named {@code inline}. */
    static final Map<String, String> POLICY = Map.of(
            "LASTCALL_DEPRECATED",
            "com.acme.ws.WebSocketManagerFactory;com.acme.ws.WebSockets#getWebSocketManagerFactory(**)",
            "LASTCALL_CANONICAL",
            "com.acme.ws.WebSocketManager#get(com.acme.UserContext)",
            "LASTCALL_ALLOW",
            "com.acme.ws.compat.**");

    private static final ShippedTool TOOL = ShippedTool.open(Path.of(JAR));

    private Lastcall() {}

    /** Takes away what would change how a child JVM behaves. */
    static void cleanEnvironment(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("LASTCALL_")
                        || name.startsWith("CHAT_")
                        || name.startsWith("OTEL_")
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS"));
    }

    /** The JSON report over what that service, which may be running, has written; made within this JVM. */
    static JsonObject report(Chat chat) {
        ShippedTool.Result result = TOOL.run(List.of("report", chat.ledger().toString(), "--format", "json"));
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return JsonParser.parseString(result.out()).getAsJsonObject();
    }

    /** The report's only rule. */
    static JsonObject rule(JsonObject report) {
        List<JsonObject> rules = objects(report, "rules");
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }

    /** The sites of that report that were called. */
    static List<JsonObject> calledSites(JsonObject report) {
        return objects(report, "sites").stream()
                .filter(site -> site.get("calls").getAsLong() > 0)
                .toList();
    }

    static List<JsonObject> objects(JsonObject parent, String array) {
        return StreamSupport.stream(parent.getAsJsonArray(array).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
