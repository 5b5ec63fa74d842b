package dev.lastcall.runtime;

import dev.lastcall.about.Version;
import dev.lastcall.gate.Gate;
import dev.lastcall.ledger.LedgerSnapshot.BlindSpot;
import dev.lastcall.ledger.LedgerSnapshot.RuleDetails;
import dev.lastcall.ledger.LedgerSnapshot.RuleInfo;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.output.CallLog;
import dev.lastcall.output.Console;
import dev.lastcall.output.EventQueue;
import dev.lastcall.output.FirstLine;
import dev.lastcall.output.LogConfigurationException;
import dev.lastcall.policy.ConfigurationException;
import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policies;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Settings;
import dev.lastcall.site.Places;
import dev.lastcall.site.Site;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.weave.CallTransformer;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The agent in this process, from the settings to the first watched class. */
public final class Agent {
    /** Exit code of a start-up error: {@code EX_CONFIG} of sysexits.h. */
    private static final int CONFIGURATION_ERROR = 78;

    private final Settings settings;
    private final Policy policy;
    private final Instrumentation instrumentation;
    private final File jar;

    private Agent(Settings settings, Policy policy, Instrumentation instrumentation, File jar) {
        this.settings = settings;
        this.policy = policy;
        this.instrumentation = instrumentation;
        this.jar = jar;
    }

    /**
     * Called by the launcher, once. Returns when the classes that load from now on are watched; ends the process if the
     * configuration is wrong, unless told otherwise.
     *
     * @param argument what stands behind {@code -javaagent:lastcall.jar=}
     * @param jar lastcall.jar
     * @param refusalType the class of what {@code refusal} makes
     * @param refusal makes the exception of a refused call from its message
     */
    public static void start(
            @Nullable String argument,
            Instrumentation instrumentation,
            File jar,
            Class<?> refusalType,
            Function<String, RuntimeException> refusal)
            throws IOException, ReflectiveOperationException {
        Settings settings;
        Policy policy;
        try {
            settings = Settings.read(argument, System.getProperties(), System.getenv());
            policy = Policies.load(settings);
        } catch (ConfigurationException wrong) {
            refuseToStart(wrong.format(), wrong.onErrorExit());
            return;
        }
        CallLog logback = null;
        try {
            logback = settings.logback() == null ? null : CallLog.configuredBy(new File(settings.logback()));
        } catch (LogConfigurationException wrong) {
            refuseToStart(
                    "lastcall: the Logback file can't be used:\n  " + String.join("\n  ", wrong.problems()),
                    settings.onErrorExit());
            return;
        }
        new Agent(settings, policy, instrumentation, jar).watch(refusalType, refusal, logback);
    }

    private static void refuseToStart(String problems, boolean exit) {
        if (exit) {
            Console.stderr().line(problems);
            Runtime.getRuntime().halt(CONFIGURATION_ERROR);
        }
        Console.stderr().line(problems + "\nlastcall: on-error=continue: the application runs unguarded");
    }

    private void watch(Class<?> refusalType, Function<String, RuntimeException> refusal, @Nullable CallLog logback)
            throws IOException, ReflectiveOperationException {
        if (policy.mode() == Mode.OFF || policy.rules().isEmpty()) {
            say(FirstLine.of(Version.current(), policy.mode(), policy.rules().size(), policy.signatureCount(), ""));
            return;
        }
        Object bridge = BridgeDefiner.define(instrumentation);
        LedgerWriter ledger = new LedgerOpening(settings, policy).open();
        addRules(ledger);
        Coverage coverage = new Coverage(policy);
        EventQueue events = new EventQueue();
        Life life = new Life(settings, ledger, events, jar, logback);
        Sites sites = new Sites(new SiteRecorder(ledger));
        Places places = new Places();
        WovenCalls wovenCalls = new WovenCalls();
        Gate gate = new Gate(bridge, coverage, sites, places, wovenCalls, ledger, refusal, life);
        CallTransformer transformer =
                new CallTransformer(coverage, sites, places, wovenCalls, new BlindSpotRecorder(ledger, life));
        gate.open(refusalType);
        instrumentation.addTransformer(transformer, true);
        say(FirstLine.of(
                Version.current(), policy.mode(), policy.rules().size(), policy.signatureCount(), ledger.file()));
        life.begin(gate, transformer);
        new LoadedClasses(instrumentation, transformer, new BlindSpotRecorder(ledger, life)).weave();
    }

    private void addRules(LedgerWriter ledger) {
        for (Rule rule : policy.rules()) {
            ledger.addRule(new RuleInfo(
                    rule.id(),
                    rule.message(),
                    policy.effectiveMode(rule).label(),
                    !rule.canonical().isEmpty(),
                    RuleDetails.of(rule)));
        }
    }

    private void say(String line) {
        if (!settings.log().equals(Settings.NONE)) {
            Console.stderr().line(line);
        }
    }

    private record SiteRecorder(LedgerWriter ledger) implements Sites.Listener {
        @Override
        public void added(int number, Site site) {
            ledger.addSite(number, site);
        }
    }

    private record BlindSpotRecorder(LedgerWriter ledger, Life life) implements CallTransformer.Listener {
        @Override
        public void notWoven(String className, String reason) {
            ledger.addBlindSpot(new BlindSpot(className, reason));
            life.noteOnce("cannot watch " + className + ": " + reason);
        }
    }
}
