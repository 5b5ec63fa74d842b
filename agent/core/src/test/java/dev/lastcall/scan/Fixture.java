package dev.lastcall.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A library with deprecated members, and an application that uses it in each way that a scan can tell. */
public final class Fixture {
    /** The library's sources, by class. */
    public static final Map<String, String> LIBRARY = library();

    /** The application's. */
    public static final Map<String, String> APPLICATION = Map.of("com.acme.app.Main", """
            package com.acme.app;

            import com.acme.ws.Factory;
            import java.util.function.Supplier;

            public class Main extends Factory {
                public Main() {
                    super();
                }

                static class Quiet extends Factory {
                    @Override
                    public String name() {
                        return super.name();
                    }
                }

                Object call() {
                    return Factory.create("a");
                }

                Object make() {
                    return new Factory();
                }

                Object inherited() {
                    return Main.create("b");
                }

                Supplier<Object> reference() {
                    return Factory::new;
                }

                Supplier<Object> lambda() {
                    return () -> Factory.create("c");
                }

                String overridden(Quiet quiet) {
                    return quiet.name();
                }

                int read(Factory factory) {
                    return factory.count;
                }

                void write(Factory factory) {
                    factory.count = 2;
                }

                Object canonical() {
                    return com.acme.ws.Sockets.get();
                }

                String plain(Factory factory) {
                    return factory.toString() + Factory.LIMIT;
                }

                Object shim() {
                    return Factory.create("d");
                }
            }
            """);

    /** A policy over the library. */
    public static final String POLICY = """
            lastcall: 1
            rules:
              - id: factory
                deprecated:
                  - com.acme.ws.Factory
                canonical:
                  - com.acme.ws.Sockets
                message: Use Sockets.get().
                allow:
                  - callers: com.acme.app.Main#shim
                    reason: removed with 3.0
                    expires: 2026-11-30
                  - callers: com.acme.app.Main#call
                    reason: too late
                    expires: 2026-11-01
            """;

    private Fixture() {}

    /** Compiles both into the folders {@code lib} and {@code app} of the folder. */
    public static void compileInto(Path folder) throws IOException {
        Path library = Compiled.into(folder.resolve("lib"), "", LIBRARY);
        Compiled.into(folder.resolve("app"), library.toString(), APPLICATION);
        Files.writeString(folder.resolve("policy.yaml"), POLICY);
    }

    private static Map<String, String> library() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("com.acme.ws.Factory", """
                package com.acme.ws;

                /**
                 * Makes sockets.
                 *
                 * @deprecated since 2.0, use {@link Sockets#get()} or {@link Nowhere#at(int) nothing}.
                 *     The {@code Factory} will go: it's "slow".
                 */
                @Deprecated(since = "2.0", forRemoval = true)
                public class Factory {
                    public static final int LIMIT = 7;

                    public int count = 1;

                    public static Object create(String name) {
                        return Sockets.get();
                    }

                    public String name() {
                        return "factory";
                    }
                }
                """);
        sources.put("com.acme.ws.Sockets", """
                package com.acme.ws;

                import java.util.List;
                import java.util.Map;

                public final class Sockets {
                    /** @deprecated a constant */
                    @Deprecated
                    public static final String OLD = "old";

                    /** @deprecated replaced by {@link #name} */
                    @Deprecated
                    public String title;

                    public String name;

                    private Sockets() {}

                    public static Object get() {
                        return new Factory();
                    }

                    /**
                     * Opens.
                     *
                     * @param limits {@code "}"}
                     * @deprecated Please use {@link #open(String, int...)} instead
                     * @return it
                     */
                    @Deprecated
                    public static Object open(final Map<String, List<Integer>> limits, String... names) {
                        char brace = '}';
                        String text = "/** @deprecated not a comment */ {";
                        return brace + text;
                    }

                    public static Object open(String name, int... limits) {
                        return name;
                    }

                    /** Nested. */
                    public interface Options {
                        /** @deprecated see {@linkplain Sockets#get() the new one}; it is <b>faster</b>. */
                        @Deprecated
                        <T extends Comparable<T>> T option(T value);

                        /** No hint here. */
                        @Deprecated
                        void close();
                    }
                }
                """);
        return sources;
    }
}
