package dev.lastcall.runtime;

import dev.lastcall.about.Version;
import dev.lastcall.console.Console;
import dev.lastcall.console.FirstLine;
import dev.lastcall.console.StartNotes;
import dev.lastcall.ledger.LedgerDraft;
import dev.lastcall.log.CallLog;
import dev.lastcall.policy.Hints;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.runtime.PolicyKeeper.Stamp;
import dev.lastcall.settings.Ceiling;
import dev.lastcall.settings.Policies;
import dev.lastcall.settings.Settings;
import dev.lastcall.settings.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The agent in this process. Started once, by the JVM's command line or by an attachment; later attachments change its
 * settings.
 */
public final class Agent implements Consumer<Object[]>, Supplier<@Nullable Object> {
    static {
        handOver();
    }

    /** The launcher's word for an agent that the command line lists once more. */
    private static final String AGAIN = "again";

    private String firstArgument = "";
    private boolean notForTools;
    private @Nullable Settings settings;
    /** Those with which a start was tried. */
    private @Nullable Settings beginning;

    /** The ledger of a start that watched nothing. */
    private @Nullable LedgerDraft unwatched;

    private volatile @Nullable DormantAgent agent;

    private Agent() {}

    /**
     * Gives the agent to its loader, which takes such a thing when it is the launcher's. The launcher needs no
     * reflection so: JDK 25 spins classes for a reflective call of a shape of its own, which costs milliseconds.
     */
    @SuppressWarnings("unchecked")
    private static void handOver() {
        if (Agent.class.getClassLoader() instanceof Consumer<?> launcher) {
            ((Consumer<Consumer<Object[]>>) launcher).accept(new Agent());
        }
    }

    /**
     * Called by the launcher, for each {@code agentmain} and {@code premain}. Returns when the classes that
     * load from now on are watched. An error in the configuration ends the process before its main class runs, unless
     * a setting says otherwise; a process that runs already goes on as before. Takes an array, so that the launcher
     * needs a type of the JDK alone.
     *
     * @param start {@code String} what stands behind {@code -javaagent:lastcall.jar=}, or null; {@code
     *     Instrumentation}; {@code File} lastcall.jar; {@code Function<String, RuntimeException>} that makes the
     *     exception of a refused call from its message; and what is null at the first start with the process, {@link
     *     #AGAIN} if the command line lists the agent once more, and anything else if the application runs already
     */
    @Override
    @SuppressWarnings("unchecked")
    public synchronized void accept(Object[] start) {
        start(
                start[0] == null ? "" : (String) start[0],
                new ThisProcess(
                        (Instrumentation) start[1], (File) start[2], (Function<String, RuntimeException>) start[3]),
                start[4]);
    }

    /** Who says what was seen, a {@code Supplier} of types of the JDK; null if nothing is watched. Thread-safe. */
    @Override
    public @Nullable Object get() {
        DormantAgent known = agent;
        return known == null ? null : new LivingEvidence(known);
    }

    private void start(String given, ThisProcess process, @Nullable Object occasion) {
        boolean attached = occasion != null;
        if (given.startsWith(Request.CHANGE) && settings == null) {
            return;
        }
        if (AGAIN.equals(occasion)) {
            listedAgain(given);
            return;
        }
        if (!attached) {
            firstArgument = given;
            notForTools = isForTool(process.jar());
            if (notForTools) {
                return;
            }
        }
        boolean asked = given.startsWith(Request.ANSWER) || given.startsWith(Request.CHANGE);
        Request request = asked ? Request.of(given) : null; // most starts need not load it
        String argument = request == null ? given : request.argument();
        try {
            String done = settings == null ? begin(argument, process, attached) : change(argument, process);
            if (request != null) {
                request.answer(done);
            }
        } catch (Throwable failure) { // nothing more special: the class of what is caught is loaded at each start
            LedgerDraft left = StartFailure.tell(failure, request, attached, beginning, process.instrumentation());
            unwatched = left == null ? unwatched : left;
        }
    }

    /**
     * Whether the JVM runs a tool, whose variables are those of an application. Asks for little: of most main classes
     * the first letters tell.
     */
    private static boolean isForTool(File jar) {
        String command = System.getProperty("sun.java.command", "");
        String classPath = System.getProperty("java.class.path", "");
        boolean mayBe;
        if (command.isEmpty()) { // then nothing is run, or by a launcher that does not say
            mayBe = "SUN_STANDARD".equals(System.getProperty("sun.java.launcher"));
        } else if (!classPath.isEmpty() && command.startsWith(classPath)) {
            mayBe = new File(classPath).length() == jar.length();
        } else {
            mayBe = command.startsWith("jdk.")
                    || command.startsWith("java.")
                    || command.startsWith("sun.")
                    || command.startsWith("com.sun.")
                    || command.startsWith("dev.lastcall.");
        }
        return mayBe && MainProgram.isTool(command, classPath, jar);
    }

    /** One agent is enough; what the other one was to do differently is not done, and is said. */
    private void listedAgain(String given) {
        if (!notForTools) {
            Console.stderr().line(ListedAgain.text(settings != null, firstArgument, given));
        }
    }

    private String begin(String argument, ThisProcess process, boolean attached) throws Exception {
        Settings asked = SettingsReader.read(argument, System.getProperties(), ThisProcess.environment());
        beginning = asked;
        List<Stamp> read = stamps(asked);
        Policy policy = Policies.load(asked);
        CallLog logback =
                asked.logback() == null ? null : UsersLogback.open(new File(asked.logback()), asked.onErrorExit());
        settings = asked;
        return begin(asked, read, policy, logback, process, attached);
    }

    private String begin(
            Settings asked,
            List<Stamp> read,
            Policy policy,
            @Nullable CallLog logback,
            ThisProcess process,
            boolean atOnce)
            throws IOException, ReflectiveOperationException {
        if (policy.rules().isEmpty() || (policy.mode() == Mode.OFF && !mayChange(asked))) {
            unwatched = UnwatchedStart.leave(asked, policy, process.instrumentation(), atOnce, unwatched);
            return say(asked, policy, unwatched == null ? "" : unwatched.file(), process.jar());
        }
        LedgerDraft draft = new LedgerOpening(asked, policy, process.instrumentation()).open(atOnce, unwatched);
        unwatched = null;
        DormantAgent made = new DormantAgent(asked, read, policy, draft, process, logback);
        if (atOnce || isGuardedByASecurityManager()) {
            made.activate();
        }
        String firstLine = say(asked, policy, draft.file(), process.jar());
        made.begin(atOnce);
        agent = made;
        return firstLine;
    }

    /**
     * Then classes of the application stand on the stack when one of them matters, and decide what the agent may do.
     */
    @SuppressWarnings("removal") // on the JDKs that have removed it the answer is no
    private static boolean isGuardedByASecurityManager() {
        return System.getSecurityManager() != null;
    }

    /** Whether it is a policy file that says {@code off}, which may say something else later. */
    private static boolean mayChange(Settings settings) {
        return settings.mode() == null && !settings.policy().isEmpty();
    }

    /** Most starts have no file, and then need not know what tells one state of a file from another. */
    private static List<Stamp> stamps(Settings settings) {
        return settings.policy().isEmpty() ? List.of() : Stamp.of(settings.policy());
    }

    private String change(String argument, ThisProcess process) throws Exception {
        Settings changes = SettingsReader.read(argument, new Properties(), Map.of());
        String note = FixedSettings.note(argument, changes);
        return changed(changes, process) + note;
    }

    private String changed(Settings changes, ThisProcess process) throws Exception {
        DormantAgent known = agent;
        if (known != null) {
            return "lastcall " + Version.CURRENT + ": " + known.change(changes);
        }
        Settings next = settings == null ? changes : settings.changedBy(changes);
        List<Stamp> read = stamps(next);
        return begin(next, read, Policies.load(next), null, process, true);
    }

    private static String say(Settings settings, Policy policy, String ledger, File jar) {
        String line =
                FirstLine.of(Version.CURRENT, policy.mode(), policy.rules().size(), policy.signatureCount(), ledger);
        if (policy.rules().isEmpty() && policy.mode() != Mode.OFF) {
            line += StartNotes.nothingIsWatched(jar.getPath());
        }
        if (settings.mode() == null && policy.holdsBack()) {
            line += StartNotes.heldBack(Ceiling.of(policy));
        }
        if (policy.mayNeedHints()) {
            line += StartNotes.hints(Hints.of(policy));
        }
        if (!settings.log().equals(Settings.NONE)) {
            Console.stderr().line(line);
        }
        return line;
    }
}
