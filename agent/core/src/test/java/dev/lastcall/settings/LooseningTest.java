package dev.lastcall.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Loosening;
import dev.lastcall.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooseningTest {
    private static final String RULE = """
            lastcall: 1
            mode: block
            rules:
              - id: r
                deprecated: ["a.Old", "a.Other#m()"]
                canonical: ["a.New"]
                allow:
                  - callers: b.Shim
                    reason: r
                    expires: 2026-12-31
                  - callers: b.Ever#run
                    reason: r
            """;

    @TempDir
    Path folder;

    @Test
    void theSamePolicyAndAStricterOneLoosenNothing() throws Exception {
        assertLoosens(RULE);
        assertLoosens(RULE.replace("2026-12-31", "2026-11-30"));
        assertLoosens(RULE.replace(
                "callers: b.Ever#run\n        reason: r",
                "callers: b.Ever#run\n        reason: r\n" + "        expires: 2026-12-31"));
        assertLoosens(RULE.replace(", \"a.Other#m()\"", ", \"a.Other#m()\", \"a.Other#n(**)\""));
        assertLoosens(RULE.replace("canonical: [\"a.New\"]", "message: another"));
        assertLoosens(RULE + "  - id: more\n    deprecated: [\"c.**\"]\n");
    }

    @Test
    void whatWouldBeWatchedLessIsNamed() throws Exception {
        assertLoosens(
                RULE.replace("mode: block", "mode: log"),
                "mode log is lower than block",
                "rule r: mode log is lower than block");
        assertLoosens(
                RULE.replace("    deprecated", "    mode: count\n    deprecated"),
                "rule r: mode count is lower than block");
        assertLoosens(RULE.replace("id: r", "id: s"), "rule r is gone");
        assertLoosens(RULE.replace(", \"a.Other#m()\"", ""), "rule r: deprecated a.Other#m() is gone");
        assertLoosens(RULE.replace("a.Other#m()", "a.Other#m(int)"), "rule r: deprecated a.Other#m() is gone");
    }

    @Test
    void whoMayCallMoreIsNamed() throws Exception {
        assertLoosens(RULE.replace("b.Shim", "b.**"), "rule r: allow b.** is new");
        assertLoosens(
                RULE.replace("2026-12-31", "2027-01-01"),
                "rule r: allow b.Shim expires on 2027-01-01, later than 2026-12-31");
        assertLoosens(
                RULE.replace("        expires: 2026-12-31\n", ""),
                "rule r: allow b.Shim no longer expires on 2026-12-31");
        assertLoosens(
                RULE.replace("\"a.New\"", "\"a.New\", \"b.App\""),
                "rule r: canonical b.App is new, and its class may call deprecated ones");
        assertLoosens(
                RULE.replace("\"a.Old\"", "\"a.Old\", \"b.**\""),
                "rule r: deprecated b.** is new, and a class is never counted that calls its own rule's; "
                        + "give it a rule of its own");
    }

    private void assertLoosens(String next, String... texts) throws Exception {
        assertThat(Loosening.between(policy(RULE), policy(next))).containsExactly(texts);
    }

    private Policy policy(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), text);
        return Policies.load(List.of(file.toString()));
    }
}
