package dev.lastcall.ledger;

import static dev.lastcall.ledger.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.AllowInfo;
import dev.lastcall.evidence.Dropped;
import dev.lastcall.evidence.PolicyInForce;
import dev.lastcall.evidence.ProcessEvidence;
import dev.lastcall.evidence.RuleInfo;
import dev.lastcall.ledger.GoldenLedger.HeapSpace;
import dev.lastcall.ledger.LedgerParser.Liveness;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each policy that was in force can be read, with its rules, signatures and allow entries. */
class PoliciesTest {
    private static final RuleInfo FACTORY = rule("factory", "log", "a.b.Factory", "realtime");
    private static final RuleInfo LOGGER = rule("logger", "log", "a.b.Logger", "");

    private final HeapSpace space = new HeapSpace(ByteOrder.BIG_ENDIAN);

    @TempDir
    Path folder;

    @Test
    void eachPolicyIsReadAsItWasInForce() throws IOException {
        RuleInfo typo = rule("factory", "log", "a.b.Fcatory", "");
        LedgerWriter writer = writer();
        writer.policy(START + 1_000, "log", "one", List.of(FACTORY, LOGGER));
        writer.policy(START + 2_000, "log", "two", List.of(typo, LOGGER));
        writer.policy(START + 3_000, "off", "two", List.of(typo.inMode("off"), LOGGER.inMode("off")));
        writer.policy(START + 4_000, "log", "one", List.of(FACTORY, LOGGER));
        writer.policy(START + 5_000, "log", "none", List.of());
        writer.exited(START + 9_000, 1, 1);
        ProcessEvidence read = read();
        assertThat(read.facts().policies())
                .containsExactly(
                        new PolicyInForce(at(0), at(1_000), "log", "hash-1", List.of(), true),
                        new PolicyInForce(at(1_000), at(2_000), "log", "one", List.of(FACTORY, LOGGER), true),
                        new PolicyInForce(at(2_000), at(3_000), "log", "two", List.of(typo, LOGGER), true),
                        new PolicyInForce(
                                at(3_000),
                                at(4_000),
                                "off",
                                "two",
                                List.of(typo.inMode("off"), LOGGER.inMode("off")),
                                true),
                        new PolicyInForce(at(4_000), at(5_000), "log", "one", List.of(FACTORY, LOGGER), true),
                        new PolicyInForce(at(5_000), at(9_000), "log", "none", List.of(), true));
        assertThat(read.rules()).as("each as it was last").containsExactly(FACTORY, LOGGER);
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void theFirstPolicyIsThatOfTheDraft() throws IOException {
        RuleInfo off = LOGGER.inMode("off");
        LedgerDraft draft = LedgerDraft.create(
                folder.toFile(), Samples.process("watching", "", false, 1_000), List.of(FACTORY, off));
        assertThat(LedgerReader.read(Path.of(draft.file())).facts().policies())
                .containsExactly(new PolicyInForce(at(0), at(0), "log", "hash-1", List.of(FACTORY, off), true));
        LedgerWriter writer = LedgerWriter.of(draft);
        int before = size(writer);
        writer.policy(START + 1_000, "log", "two", List.of(FACTORY, LOGGER));
        assertThat(size(writer) - before)
                .as("rules that are as they were are not written again")
                .isZero();
        assertThat(writer.snapshot().facts().policies().get(1).rules()).containsExactly(FACTORY, LOGGER);
        writer.close();
    }

    private static int size(LedgerWriter writer) {
        return writer.snapshot().rules().size();
    }

    @Test
    void aRuleThatIsAsItWasIsNotWrittenAgain() throws IOException {
        List<RuleInfo> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(rule("rule-" + i, "log", "a.b.C" + i, ""));
        }
        LedgerWriter writer = writer();
        writer.policy(START + 1_000, "log", "h", many);
        int once = space.bytes().length;
        for (int i = 0; i < 100; i++) {
            many.set(150, rule("rule-150", "log", "a.b.D" + i, ""));
            writer.policy(START + 2_000 + i, "log", "h" + i, many);
        }
        assertThat(space.bytes().length - once).isLessThan(100 * 400);
        List<PolicyInForce> policies = read().facts().policies();
        assertThat(policies.get(101).rules()).isEqualTo(many);
        assertThat(policies).allMatch(PolicyInForce::complete);
    }

    @Test
    void whatHasNoRoomIsDroppedAndSaid() throws IOException {
        LedgerWriter writer = writer();
        for (int i = 0; i < 100; i++) {
            RuleInfo large = rule("rule", "log", "a.b." + "X".repeat(3_000) + i, "");
            writer.policy(
                    START + i, "log", "h" + i, List.of(large, LOGGER, rule("s" + i, "log", "y".repeat(3_900), "")));
        }
        ProcessEvidence read = read();
        assertThat(read.facts().dropped()).extracting(Dropped::what).containsExactly("policies");
        assertThat(space.bytes().length).isLessThan(800 << 10);
        assertThat(read.facts().policies().get(1).complete()).isTrue();
        assertThat(read.process().policyHash()).isEqualTo("h99");
    }

    @Test
    void afterACutEachIsReadOnce() throws IOException {
        LedgerWriter writer = writer();
        writer.policy(START + 1_000, "log", "one", List.of(FACTORY));
        writer.policy(START + 2_000, "log", "two", List.of(LOGGER));
        List<PolicyInForce> before = read().facts().policies();
        writer.addPoliciesAgain();
        assertThat(read().facts().policies()).isEqualTo(before);
    }

    @Test
    void ofAnOldLedgerTheChangesTell() throws IOException {
        LedgerWriter writer = new LedgerWriter(PageSupply.of(space, Samples.SMALL), space, Samples.process());
        writer.addRule(FACTORY);
        writer.mode(START + 1_000, "block");
        writer.policy(START + 2_000, "two");
        writer.mode(START + 2_000, "block");
        writer.addRule(LOGGER);
        writer.exited(START + 3_000, 1, 1);
        assertThat(read().facts().policies())
                .containsExactly(
                        new PolicyInForce(at(0), at(1_000), "log", "hash-1", List.of(FACTORY), true),
                        new PolicyInForce(at(1_000), at(2_000), "block", "hash-1", List.of(FACTORY), true),
                        new PolicyInForce(at(2_000), at(3_000), "block", "two", List.of(LOGGER), true));
    }

    private LedgerWriter writer() throws IOException {
        return new LedgerWriter(
                PageSupply.of(space, Samples.SMALL), space, Samples.process("watching", "", false, 1_000));
    }

    private static RuleInfo rule(String id, String mode, String signature, String owner) {
        return new RuleInfo(
                id,
                "Use another.",
                mode,
                true,
                List.of(signature, "a.b.Old#x()"),
                List.of("a.b.New"),
                List.of(new AllowInfo("a.c.**", "shim", "2027-03-31", owner)));
    }

    private ProcessEvidence read() throws IOException {
        byte[] bytes = space.bytes();
        return new LedgerParser(Samples.bytes(bytes, bytes.length), "x", Liveness.DEAD).parse();
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(START + millis);
    }
}
