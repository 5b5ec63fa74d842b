package com.acme.chat.jobs;

import com.acme.partner.BrandedFactory;
import com.acme.partner.PartnerNotifier;
import com.acme.partner.PartnerPlugin;
import com.acme.ws.WebSocketManager;
import com.acme.ws.compat.OldClients;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The jobs by name. */
public final class Jobs {
    private static final String HELLO = "{\"type\": \"hello\"}";

    private static final Map<String, Job> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("construct", new NewFactory()),
            Map.entry("accessor", new FacadeGreeting()),
            Map.entry("static-accessor", new AccessorGreeting()),
            Map.entry("singleton", new SingletonGreeting()),
            Map.entry("method-reference", new GroupGreeting()),
            Map.entry("constructor-reference", new LazyFactory()),
            Map.entry("create-all", new BulkGreeting()),
            Map.entry("delegate", new SharedGreeting()),
            Map.entry("reflective-method", new ReflectiveGreeting()),
            Map.entry("reflective-constructor", new ReflectiveFactory()),
            Map.entry("partner", user -> Jobs.outcome(PartnerNotifier.tell(user, HELLO))),
            Map.entry("subclass", user -> "made " + BrandedFactory.of("acme").brand()),
            Map.entry("inherited", new BrandedGreeting()),
            Map.entry("compat", user -> Jobs.outcome(OldClients.manager(user).send(HELLO))),
            Map.entry("adopt", user -> "moved: " + WebSocketManager.adopt(user)),
            Map.entry("canonical", new MigratedGreeting()),
            Map.entry("plugin", user -> new PartnerPlugin().apply(user.id())),
            Map.entry("isolated-plugin", new IsolatedPlugin())));

    private Jobs() {}

    /** The job of that name, null if there is none. */
    public static @Nullable Job named(String name) {
        return BY_NAME.get(name);
    }

    /** For people: what became of a greeting. */
    static String outcome(boolean delivered) {
        return delivered ? "delivered" : "the user is not connected there";
    }

    /** In the order of the alphabet. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
