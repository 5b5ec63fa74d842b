package dev.lastcall.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.classpath.Input;
import dev.lastcall.policy.Policy;
import dev.lastcall.settings.Policies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** javac makes accessors for what nested classes use of a superclass in another package, in every version. */
class AccessorsTest {
    @TempDir
    Path folder;

    @Test
    void whoCallsAnAccessorIsTheCaller() throws Exception {
        Path classes = Compiled.into(folder.resolve("c"), "", Map.of("old.Base", """
                        package old;
                        public class Base {
                            protected int count;
                            protected void send() {}
                        }
                        """, "app.Main", """
                        package app;
                        class Main extends old.Base {
                            class Inner {
                                void go() { send(); }
                                int read() { return count; }
                            }
                            Runnable later() {
                                return new Runnable() {
                                    public void run() { Main.super.send(); }
                                };
                            }
                        }
                        """));
        Path file = Files.writeString(
                folder.resolve("policy.yaml"),
                "lastcall: 1\nrules:\n  - id: old\n    deprecated: ['old.Base#send()', 'old.Base#count']\n");
        Policy policy = Policies.load(List.of(file.toString()));
        Scan scan = Scan.of(policy, List.of(new Input("c", classes)), List.of(), LocalDate.of(2026, 11, 23));
        assertThat(scan.sites())
                .extracting(it ->
                        it.site().kind().label() + " " + it.site().caller().asStackFrame())
                .containsExactlyInAnyOrder(
                        "call app.Main$Inner.go(Main.java:4)",
                        "field-read app.Main$Inner.read(Main.java:5)",
                        "super app.Main$1.run(Main.java:9)");
    }
}
