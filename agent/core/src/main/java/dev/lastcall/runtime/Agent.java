package dev.lastcall.runtime;

import dev.lastcall.about.Version;
import dev.lastcall.ledger.LedgerWriter;
import dev.lastcall.output.CallLog;
import dev.lastcall.output.Console;
import dev.lastcall.output.EventQueue;
import dev.lastcall.output.FirstLine;
import dev.lastcall.output.LogConfigurationException;
import dev.lastcall.policy.ConfigurationException;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policies;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Settings;
import dev.lastcall.runtime.PolicyKeeper.Stamp;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent in this process. Started once, by the JVM's command line or by an attachment; later attachments change its
 * settings.
 */
public final class Agent {
    /** Exit code of a start-up error: {@code EX_CONFIG} of sysexits.h. */
    private static final int CONFIGURATION_ERROR = 78;

    /**
     * An argument that starts so comes from our command line: the text up to the first comma behind it is a file that
     * waits for an answer.
     */
    private static final String ANSWER = "answer=";

    /** The same, as long, from a command that only changes an agent that runs. */
    private static final String CHANGE = "change=";

    private static @Nullable Agent running;

    private final Instrumentation instrumentation;
    private final File jar;
    private final Class<?> refusalType;
    private final Function<String, RuntimeException> refusal;
    private @Nullable Settings settings;
    private @Nullable CallLog logback;
    private @Nullable PolicyKeeper keeper;

    private Agent(
            Instrumentation instrumentation,
            File jar,
            Class<?> refusalType,
            Function<String, RuntimeException> refusal) {
        this.instrumentation = instrumentation;
        this.jar = jar;
        this.refusalType = refusalType;
        this.refusal = refusal;
    }

    /**
     * Called by the launcher, for each {@code agentmain} and the first {@code premain}. Returns when the classes that
     * load from now on are watched. An error in the configuration ends the process before its main class runs, unless
     * told otherwise; a process that runs already goes on as before.
     *
     * @param argument what stands behind {@code -javaagent:lastcall.jar=}
     * @param jar lastcall.jar
     * @param refusalType the class of what {@code refusal} makes
     * @param refusal makes the exception of a refused call from its message
     * @param attached whether the application runs already
     */
    public static synchronized void start(
            @Nullable String argument,
            Instrumentation instrumentation,
            File jar,
            Class<?> refusalType,
            Function<String, RuntimeException> refusal,
            boolean attached)
            throws IOException, ReflectiveOperationException {
        String given = argument == null ? "" : argument;
        if (given.startsWith(CHANGE) && running == null) {
            return;
        }
        String answerFile = answerFile(given);
        String arguments = answerFile.isEmpty() ? given : given.substring(ANSWER.length() + answerFile.length());
        try {
            String done = start(
                    arguments.startsWith(",") ? arguments.substring(1) : arguments,
                    new Agent(instrumentation, jar, refusalType, refusal));
            answer(answerFile, done);
        } catch (ConfigurationException wrong) {
            refuse(wrong.format(), attached, wrong.onErrorExit(), answerFile);
        } catch (LogConfigurationException wrong) {
            String problems = "lastcall: the Logback file can't be used:\n  " + String.join("\n  ", wrong.problems());
            refuse(problems, attached, true, answerFile);
        } catch (IOException | ReflectiveOperationException | RuntimeException | Error failure) {
            answer(answerFile, "lastcall: a failure of the agent's own: " + failure);
            throw failure;
        }
    }

    private static String answerFile(String argument) {
        if (!argument.startsWith(ANSWER) && !argument.startsWith(CHANGE)) {
            return "";
        }
        int end = argument.indexOf(',');
        return argument.substring(ANSWER.length(), end < 0 ? argument.length() : end);
    }

    private static String start(String argument, Agent fresh)
            throws ConfigurationException, LogConfigurationException, IOException, ReflectiveOperationException {
        Agent known = running;
        if (known != null) {
            return known.change(Settings.read(argument, new Properties(), Map.of()));
        }
        Settings settings = Settings.read(argument, System.getProperties(), System.getenv());
        List<Stamp> read = PolicyKeeper.stamps(settings.policy());
        Policy policy = Policies.load(settings);
        fresh.logback = settings.logback() == null ? null : CallLog.configuredBy(new File(settings.logback()));
        running = fresh;
        return fresh.begin(settings, read, policy);
    }

    private static void refuse(String problems, boolean attached, boolean exit, String answerFile) throws IOException {
        if (attached) {
            answer(answerFile, problems);
            if (answerFile.isEmpty()) {
                Console.stderr().line(problems + "\nlastcall: nothing has changed");
            }
            return;
        }
        if (exit) {
            Console.stderr().line(problems);
            Runtime.getRuntime().halt(CONFIGURATION_ERROR);
        }
        Console.stderr().line(problems + "\nlastcall: on-error=continue: the application runs unguarded");
    }

    private static void answer(String file, String text) throws IOException {
        if (!file.isEmpty()) {
            try (FileOutputStream out = new FileOutputStream(file)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String begin(Settings asked, List<Stamp> read, Policy policy)
            throws IOException, ReflectiveOperationException {
        settings = asked;
        if (policy.rules().isEmpty() || (policy.mode() == Mode.OFF && !mayChange(asked))) {
            return say(asked, policy, "");
        }
        LedgerWriter ledger = new LedgerOpening(asked, policy).open();
        EventQueue events = new EventQueue();
        Life life = new Life(asked, ledger, events, jar, logback);
        Day day = new Day();
        LocalDate today = PolicyKeeper.dayThatMatters(policy, day);
        Enforcement enforcement = Enforcement.begin(policy, today, instrumentation, ledger, life, refusalType, refusal);
        String firstLine = say(asked, policy, ledger.file());
        keeper = new PolicyKeeper(asked, read, policy, today, enforcement, day, life);
        life.begin(enforcement, keeper);
        enforcement.weaveLoadedClasses();
        return firstLine;
    }

    /** Whether it is a policy file that says {@code off}, which may say something else later. */
    private static boolean mayChange(Settings settings) {
        return settings.mode() == null && !settings.policy().isEmpty();
    }

    private String change(Settings changes) throws ConfigurationException, IOException, ReflectiveOperationException {
        PolicyKeeper kept = keeper;
        if (kept != null) {
            return "lastcall " + Version.current() + ": " + kept.change(changes, System.currentTimeMillis());
        }
        Settings next = settings == null ? changes : settings.changedBy(changes);
        List<Stamp> read = PolicyKeeper.stamps(next.policy());
        return begin(next, read, Policies.load(next));
    }

    private static String say(Settings settings, Policy policy, String ledger) {
        String line =
                FirstLine.of(Version.current(), policy.mode(), policy.rules().size(), policy.signatureCount(), ledger);
        if (!settings.log().equals(Settings.NONE)) {
            Console.stderr().line(line);
        }
        return line;
    }
}
