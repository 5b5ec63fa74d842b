package dev.lastcall.weave;

import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.ChangedClass;
import dev.lastcall.site.JdkModules;
import dev.lastcall.site.Origin;
import dev.lastcall.site.OwnWork;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenProcess;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Watches classes load: looks at the raw bytes, weaves those that matter, and leaves a class as it is whenever
 * something goes wrong, which the listener is notified of. Thread-safe.
 */
public final class CallTransformer implements ClassFileTransformer {
    /** Is notified of what happens to classes. */
    public interface Listener {
        /**
         * A class stays as it is, and calls in it or into it may be missed.
         *
         * @param className binary name
         */
        void notWoven(String className, String reason);

        /**
         * A class may have to be woven, and there is no weaver yet: has {@link #weaveFor} called before it returns. May
         * be called by several threads at once.
         *
         * @throws Exception if there can be no weaver; the class then stays as it is
         */
        default void aClassMatters() throws Exception {
            throw new Exception("there is no weaver");
        }

        /**
         * A class loads whose fields are listed, or may be: has {@link #guardField} called and {@link Field}
         * retransformed before it returns. May be called by several threads at once, each of which is in a transformer:
         * what it retransforms itself, no transformer sees.
         */
        default void fieldsMatter() {}

        /**
         * Somebody has stopped a thread while it was in a transformer, whose exceptions the JVM keeps to itself: has it
         * stopped once more.
         */
        default void threadDies(Thread dying) {}

        /**
         * A class is about to get code with guards. Another agent may still replace it.
         *
         * @param className binary name
         * @param generation how often the class was woven before
         */
        default void guarded(@Nullable ClassLoader loader, String className, int generation) {}

        /**
         * A class loads, or is loaded, that names something listed, or something that is removed with it.
         *
         * @param classFile as it was given; not to be changed
         * @param listed whether it is such a class itself, which somebody has loaded just now, on this thread
         */
        default void mentions(
                @Nullable String name, @Nullable ProtectionDomain domain, byte[] classFile, boolean listed) {}

        /**
         * A class loads that may define hidden classes: has {@link #guardLookup} called and {@link
         * MethodHandles.Lookup} retransformed before it returns, as {@link #fieldsMatter} does.
         */
        default void hiddenClassesMatter() {}

        /**
         * A class that was woven is about to get other code on behalf of another agent: has {@link #guardAgents}
         * called, and the class of the {@code Instrumentation} retransformed, before it returns, as {@link
         * #fieldsMatter} does.
         */
        default void agentsMatter() {}
    }

    private static final Module JAVA_BASE = Object.class.getModule();
    private static final String LAUNCHERS = "dev/lastcall/";
    private static final Module OWN = CallTransformer.class.getModule();

    /** Whether the current thread retransforms classes for this agent. */
    private static final ThreadLocal<List<Begun>> RETRANSFORMS = new ThreadLocal<>();

    /** Whether it does so for the sake of hints alone. */
    private static final ThreadLocal<Boolean> FOR_HINTS = new ThreadLocal<>();

    private final Listener listener;
    private final @Nullable ClassLoader own = CallTransformer.class.getClassLoader();
    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong woven = new AtomicLong();
    private final Offered offered = new Offered();
    private final LatelyOffered lately = new LatelyOffered();
    private volatile int walks;
    private volatile ClassFilter filter;
    private volatile @Nullable Loom loom;
    private volatile boolean guardsField;
    private volatile boolean guardsLookup;
    private volatile @Nullable AgentsWork agentsWork;

    /** Only looks at classes, until one of them may have to be woven. */
    public CallTransformer(Policy policy, Listener listener) {
        this.filter = new ClassFilter(policy);
        this.listener = listener;
    }

    /** Weaves from the first class on. */
    public CallTransformer(PolicyMatcher matcher, WovenProcess process, Listener listener) {
        this(matcher.policy(), listener);
        weaveFor(matcher, process, OwnWork.UNTOLD);
    }

    /**
     * From now on there is a weaver, for the policy that is looked for already.
     *
     * @param work is notified when classes are woven, which may run code of the application's
     */
    public void weaveFor(PolicyMatcher matcher, WovenProcess process, OwnWork work) {
        process.wovenCalls().lookUpLambdas(new LambdasInFiles());
        loom = new Loom(filter, matcher, process, work, new EarlySubclasses(lately));
    }

    /**
     * From now on classes are woven for that policy. Those that are loaded already must be retransformed. To be called
     * by one thread at a time, when there is a weaver.
     */
    public void apply(PolicyMatcher matcher) {
        Loom current = Objects.requireNonNull(loom);
        ClassFilter next = new ClassFilter(matcher.policy());
        loom = current.with(next, matcher);
        filter = next;
        current.early.lookedAtBefore(offered.latest());
    }

    /** All those classes were gone through, for the policy in force: all that are loaded. */
    public void goneThrough(Class<?>[] loaded) {
        Loom current = loom;
        if (current != null) {
            current.early.goneThrough(loaded);
        }
    }

    /** From now on {@link Field} gets a guard when it is retransformed; to be called when the bridge is defined. */
    public void guardField() {
        guardsField = true;
    }

    /**
     * From now on {@link MethodHandles.Lookup} gets a guard when it is retransformed; to be called when the bridge is
     * defined.
     */
    public void guardLookup() {
        guardsLookup = true;
    }

    /**
     * From now on the class of the JVM's {@code Instrumentation} gets a guard when it is retransformed, which has
     * {@link #changed} called; to be called when the bridge is defined.
     *
     * @param own this agent's
     */
    public void guardAgents(Instrumentation own) {
        agentsWork = new AgentsWork(own);
    }

    /** Whether it is known what other agents make of class files. */
    public boolean guardsAgents() {
        return agentsWork != null;
    }

    /**
     * An agent has changed a class file. If that is another agent, and what was woven into the class is not all there
     * any more, it is woven again.
     *
     * @return what the next agent, or the JVM, gets
     */
    public byte[] changed(ChangedClass changed) {
        Loom current = loom;
        AgentsWork agents = agentsWork;
        byte[] classFile = changed.classFile();
        if (current == null
                || agents == null
                || classFile.length == 0 // to the JVM, as if the agent had left the class as it was
                || agents.isOwn(changed)) {
            return classFile;
        }
        try {
            if (isOfJdkWithGuard(changed.redefined())) {
                byte[] guarded = BridgeUses.in(classFile).isEmpty() ? guarded(changed.redefined(), classFile) : null;
                return guarded == null ? classFile : guarded;
            }
            return watches(changed.module(), changed.loader(), changed.name(), changed.domain())
                    ? kept(current, agents, changed)
                    : classFile;
        } catch (Throwable failure) {
            report(changed.name(), failure);
            return classFile;
        }
    }

    private byte[] kept(Loom current, AgentsWork agents, ChangedClass changed) {
        byte[] classFile = changed.classFile();
        String className = AgentsWork.nameOf(changed);
        WovenCode before = current.wovenCalls().code(changed.loader(), className);
        if (before == null) {
            return classFile; // not woven, or not yet
        }
        BridgeUses now = BridgeUses.in(classFile);
        if (agents.areKept(changed.loader(), className, now)) {
            if (!now.lateGuards().isEmpty()) {
                listener.notWoven(className, AgentsWork.lateGuards(now.lateGuards()));
            }
            return classFile;
        }
        boolean loaded = changed.redefined() != null;
        Weaver.Woven result = weave(current, changed.loader(), classFile, changed.domain(), loaded);
        if (result.classFile() == null) {
            nothingWoven(current, changed.loader(), className);
        }
        byte[] woven = woven(current, changed.loader(), result, true);
        if (loaded) {
            current.wovenCalls().exchanged(changed.loader(), className, RETRANSFORMS.get() == null);
        }
        return woven == null ? classFile : woven;
    }

    /**
     * Retransforms classes for this agent, not for another.
     *
     * @throws UnmodifiableClassException if one of them can't be
     */
    public void retransform(Instrumentation instrumentation, Class<?>... types) throws UnmodifiableClassException {
        List<Begun> begun = new ArrayList<>();
        RETRANSFORMS.set(begun);
        try {
            instrumentation.retransformClasses(types);
        } finally {
            RETRANSFORMS.remove();
        }
        for (int i = 0; i < begun.size(); i++) {
            begun.get(i).end();
        }
    }

    /**
     * Weaves classes again, for the policy that is in force, so that they get hints: their references are known.
     *
     * @throws UnmodifiableClassException if one of them can't be
     */
    public void weaveForHints(Instrumentation instrumentation, Class<?>... types) throws UnmodifiableClassException {
        FOR_HINTS.set(true);
        try {
            retransform(instrumentation, types);
        } finally {
            FOR_HINTS.remove();
        }
    }

    /**
     * What a hidden class is to be defined from.
     *
     * @param host the class on whose behalf it is defined
     * @param classFile its class file as it was given
     * @return the woven class file, or the same if there is nothing to weave
     */
    public byte[] weaveHidden(Class<?> host, byte[] classFile) {
        Loom current = loom;
        try {
            if (current == null
                    || (host.getClassLoader() == own && own != null)
                    || isOfJdk(host.getModule())
                    || !filter.concerns(classFile)
                    || isOfReference(classFile)) {
                return classFile;
            }
            Object begun = current.work.beginWeaving(host.getClassLoader());
            try {
                byte[] result = reported(
                        current.weaver.weaveHidden(host.getClassLoader(), classFile, host.getProtectionDomain()),
                        false);
                return result == null ? classFile : result;
            } finally {
                current.work.end(begun);
            }
        } catch (Throwable failure) {
            report("a hidden class of " + host.getName(), failure);
            return classFile;
        }
    }

    /**
     * Whether the JDK makes the class for a lambda or method reference, as until Java 21 it does by the method that
     * applications call. Guards see through it what it calls.
     */
    private static boolean isOfReference(byte[] classFile) {
        return new ClassReader(classFile).getClassName().contains("$$Lambda");
    }

    /** Whether that class was woven, for this policy or one before. */
    public boolean hasWoven(Class<?> type) {
        return codeOf(type) != null;
    }

    private @Nullable WovenCode codeOf(Class<?> type) {
        Loom current = loom;
        return current == null ? null : current.wovenCalls().code(type.getClassLoader(), type.getName());
    }

    /**
     * What was known of classes that extend listed ones when a class was woven last: a number that grows.
     *
     * @return -1: it was not woven
     */
    public int knownWhenWoven(Class<?> type) {
        WovenCode code = codeOf(type);
        return code == null ? -1 : code.learned();
    }

    /** What {@link #knownWhenWoven} is at least of classes that were woven when it was known that this one does. */
    public int knownSince(String className) {
        Loom current = loom;
        return current == null ? Integer.MAX_VALUE : current.weaver.learnedAt(className);
    }

    /** Whether that class was looked at when it was loaded, or later. */
    public boolean wasOffered(Class<?> type) {
        return offered.has(type);
    }

    /** The class loaders of which a class was looked at, as far as they live; of very many, only some. */
    public List<ClassLoader> loaders() {
        return offered.loaders();
    }

    /** From now on, until {@link #walked}, somebody goes through the classes that are loaded, and looks at each. */
    public synchronized void walks() {
        walks++;
    }

    /** Somebody has gone through the classes that are loaded. */
    public synchronized void walked() {
        walks--;
    }

    /** Whether a class that was loaded and not looked at may still be, when they are gone through. */
    public boolean isWalkedThrough() {
        return walks > 0;
    }

    /** A class need not be looked at any more: its class file was. */
    public void lookedAt(Class<?> type) {
        offered.add(type.getClassLoader(), type.getName().replace('.', '/'));
    }

    /** Of those classes, which are all that are loaded, those that are watched and were never looked at. */
    public List<Class<?>> notOffered(Class<?>[] loaded) {
        long[] known = offered.sorted();
        List<Class<?>> missing = new ArrayList<>(0);
        for (Class<?> type : loaded) {
            if (watches(type) && !Offered.has(known, type)) {
                missing.add(type);
            }
        }
        return missing;
    }

    /** Whether it is time to {@link #rememberOnly forget} classes that are unloaded. */
    public boolean remembersTooMany() {
        return offered.areTooMany();
    }

    /** Forgets which classes were looked at, but for those, which are all that are loaded. */
    public void rememberOnly(Class<?>[] loaded) {
        offered.keepOnly(loaded);
    }

    /** Whether there are classes that were looked at before it was known that calls of a listed one end in them. */
    public boolean awaitsEarlySubclasses() {
        Loom current = loom;
        return current != null && current.early.any();
    }

    /** Whether there are more of them than when this was asked last. */
    public boolean awaitsMoreEarlySubclasses() {
        Loom current = loom;
        return current != null && current.early.takeNews();
    }

    /** Those of these classes, which are all that are loaded, that are to be offered again for that. */
    public List<Class<?>> earlySubclasses(Class<?>[] loaded) {
        Loom current = loom;
        return current == null ? List.of() : current.early.among(loaded, current.wovenCalls());
    }

    /**
     * Those were offered again; those that have been awaited for long are no more.
     *
     * @param tick the time on the agent's clock
     */
    public void offeredAgain(List<Class<?>> types, int tick) {
        Loom current = loom;
        if (current != null) {
            current.early.woven(types, tick, current.wovenCalls());
        }
    }

    /** Whether there are new names by which classes that were looked at before may call what is listed. */
    public boolean hasNewInheritors() {
        Loom current = loom;
        return current != null && current.weaver.inheritors().any();
    }

    /** Those names, binary ones; from now on they are not new. */
    public Set<String> takeNewInheritors() {
        Loom current = loom;
        return current == null ? Set.of() : current.weaver.inheritors().take();
    }

    /** The numbers of the sites that are counted in a class, as it is woven. */
    public Set<Integer> countedSites(Class<?> type) {
        WovenCode code = codeOf(type);
        return code == null ? Set.of() : code.counted();
    }

    /** How many classes the class filter has looked at. */
    public long classesSeen() {
        return seen.get();
    }

    /** How many classes were changed, each once, under whatever policy. */
    public long classesWoven() {
        return woven.get();
    }

    /** Whether a class that is loaded already may have to be woven. */
    public boolean concerns(Class<?> type, byte[] classFile) {
        int look = filter.look(classFile);
        if (look == ClassFilter.MENTIONS) { // else it is retransformed
            listener.mentions(type.getName().replace('.', '/'), type.getProtectionDomain(), classFile, false);
        }
        return look == ClassFilter.CONCERNS;
    }

    /**
     * Whether it is a proxy of the JDK, in a module that the JDK made for it, and no interface that it stands for is
     * listed.
     */
    public boolean isOfNoListedInterface(Class<?> type) {
        return JdkModules.isOfProxies(type.getModule()) && !implementsListed(type);
    }

    /** Whether a class that is loaded extends a listed one, also by way of others: its file may not tell. */
    public boolean extendsListed(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        return (superclass != null
                        && superclass != Object.class
                        && (filter.goes(superclass.getName().replace('.', '/')) || extendsListed(superclass)))
                || implementsListed(type);
    }

    private boolean implementsListed(Class<?> type) {
        for (Class<?> implemented : type.getInterfaces()) {
            if (filter.goes(implemented.getName().replace('.', '/')) || implementsListed(implemented)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a class is watched at all: those of the JDK and our own aren't.
     *
     * @param name internal; null if the code that defines the class gave none
     */
    private boolean watches(
            Module module, @Nullable ClassLoader loader, @Nullable String name, @Nullable ProtectionDomain domain) {
        if ((loader == own && own != null) || isOfJdk(module)) {
            return false;
        }
        return name == null
                || (!(name.startsWith("jdk/") && JdkModules.generated(loader, name)) && !isOfLauncher(name, domain));
    }

    /** Most processes have no class in a module that may be one of the JDK's but for its base, and for proxies. */
    private static boolean isOfJdk(Module module) {
        return module == JAVA_BASE || (module.isNamed() && JdkModules.hold(module) && !JdkModules.isOfProxies(module));
    }

    /** What the jar of the agent holds for the application's class loader. */
    private boolean isOfLauncher(String name, @Nullable ProtectionDomain domain) {
        if (own == null || !name.startsWith(LAUNCHERS)) {
            return false;
        }
        String jar = Origin.codeSource(own.getClass().getProtectionDomain());
        return !jar.isEmpty() && jar.equals(Origin.codeSource(domain));
    }

    /**
     * Whether one of those classes, which are loaded already, is watched. Nearly all of them are our own, or of the
     * same few modules of the JDK; this runs before any of it is compiled.
     */
    public boolean watchesAny(Class<?>[] types) {
        Module ofJdk = JAVA_BASE;
        for (Class<?> type : types) {
            Module module = type.getModule();
            if (module != ofJdk && module != OWN) {
                if (watches(type)) {
                    return true;
                }
                ofJdk = isOfJdk(module) ? module : ofJdk;
            }
        }
        return false;
    }

    /** The same for a class that is loaded. */
    public boolean watches(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if ((loader == own && own != null)
                || isOfJdk(type.getModule())
                || type.isArray()
                || type.isPrimitive()
                || type.isHidden()) {
            return false;
        }
        String name = type.getName().replace('.', '/');
        ProtectionDomain domain = name.startsWith(LAUNCHERS) ? type.getProtectionDomain() : null;
        return watches(type.getModule(), loader, name, domain);
    }

    @Override
    @SuppressWarnings("removal") // on a JDK without security manager the answer is no
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            if (isOfJdkWithGuard(redefined)) {
                return guarded(redefined, classFile);
            }
            Loom current = loom;
            if (redefined != null && current != null) {
                noteExchange(current.wovenCalls(), redefined);
            }
            if (!watches(module, loader, name, domain)) {
                return null;
            }
            boolean again =
                    redefined != null && current != null && current.wovenCalls().knows(loader, redefined.getName());
            if (!again) {
                seen.incrementAndGet();
                noteOffered(loader, name, classFile, redefined != null);
            }
            ClassFilter looking = filter;
            int look = looking.look(classFile);
            boolean known = again && FOR_HINTS.get() != null;
            // who has a proxy made is not in it
            if (look != ClassFilter.NOTHING && !known && !JdkModules.isOfProxies(module)) {
                listener.mentions(name, domain, classFile, redefined == null && name != null && looking.goes(name));
            }
            if (!again && look != ClassFilter.CONCERNS && !getsHints(current, loader, redefined)) {
                return null;
            }
            Weaving weaving = new Weaving(this, name, loader, classFile, domain, redefined != null, again);
            return System.getSecurityManager() == null ? weaving.run() : AccessController.doPrivileged(weaving);
        } catch (Throwable failure) {
            report(name, failure);
            return null;
        }
    }

    /** The code of a class is about to be exchanged: for this agent, if this thread does so, else for another. */
    private void noteExchange(WovenCalls wovenCalls, Class<?> type) {
        List<Begun> ours = RETRANSFORMS.get();
        int begun = wovenCalls.exchangeBegins(type, ours == null);
        if (ours != null) {
            ours.add(new Begun(wovenCalls, type, begun));
        } else if (wovenCalls.knows(type.getClassLoader(), type.getName())) {
            listener.agentsMatter();
        }
    }

    private boolean isOfJdkWithGuard(@Nullable Class<?> type) {
        AgentsWork agents = agentsWork;
        return type != null
                && (type == Field.class
                        || type == MethodHandles.Lookup.class
                        || (agents != null && agents.isGuarded(type)));
    }

    private byte @Nullable [] guarded(@Nullable Class<?> ofJdk, byte[] classFile) {
        if (ofJdk == Field.class) {
            return guardsField ? GuardedField.weave(classFile) : null;
        }
        if (ofJdk == MethodHandles.Lookup.class) {
            return guardsLookup ? GuardedLookup.weave(classFile) : null;
        }
        return GuardedInstrumentation.weave(classFile);
    }

    /** Whether a class is woven again because of calls through types that are not listed. */
    private static boolean getsHints(
            @Nullable Loom current, @Nullable ClassLoader loader, @Nullable Class<?> redefined) {
        return current != null
                && redefined != null
                && !current.wovenCalls().hot().in(loader, redefined.getName()).isEmpty();
    }

    private void noteOffered(@Nullable ClassLoader loader, @Nullable String name, byte[] classFile, boolean loaded) {
        try {
            offered.add(loader, name != null ? name : new ClassReader(classFile).getClassName());
            if (!loaded) {
                lately.add(loader, name, classFile);
            }
        } catch (RuntimeException unreadable) {
            // by the class's name the agent's thread will not know that it was offered, and have it offered again
        }
    }

    private byte @Nullable [] weave(
            @Nullable String name,
            @Nullable ClassLoader loader,
            byte[] classFile,
            @Nullable ProtectionDomain domain,
            boolean redefined,
            boolean again)
            throws Exception {
        Loom current = loom;
        if (current == null) {
            listener.aClassMatters();
            current = Objects.requireNonNull(loom);
        }
        Weaver.Woven result;
        try {
            if (!guardsLookup && GuardedLookup.isNamedIn(classFile)) {
                listener.hiddenClassesMatter();
            }
            result = weave(current, loader, classFile, domain, redefined);
            if (again && result.classFile() == null) {
                nothingWoven(current, loader, result.className());
            }
        } finally {
            if (redefined && name != null) { // only now: until then the code before may still gain trust
                current.wovenCalls().exchanged(loader, name.replace('/', '.'), RETRANSFORMS.get() == null);
            }
        }
        return woven(current, loader, result, again);
    }

    private void nothingWoven(Loom current, @Nullable ClassLoader loader, String className) {
        WovenCode before = current.wovenCalls().code(loader, className);
        current.wovenCalls().put(loader, className, WovenCode.nothing(before == null ? 0 : before.generation() + 1));
        AgentsWork agents = agentsWork;
        if (agents != null) {
            agents.expect(loader, className, BridgeUses.NONE);
        }
    }

    private byte @Nullable [] woven(Loom current, @Nullable ClassLoader loader, Weaver.Woven result, boolean again) {
        byte[] changed = reported(result, again);
        WovenCode code = changed == null ? null : current.wovenCalls().code(loader, result.className());
        if (code != null && !code.guards().isEmpty()) {
            listener.guarded(loader, result.className(), code.generation());
        }
        AgentsWork agents = agentsWork;
        if (agents != null && changed != null) {
            agents.expect(loader, result.className(), BridgeUses.in(changed));
        }
        return changed;
    }

    private byte @Nullable [] reported(Weaver.Woven result, boolean again) {
        if (result.listsFields()) {
            listener.fieldsMatter();
        }
        for (BlindSpot spot : result.blindSpots()) {
            listener.notWoven(spot.className(), spot.reason());
        }
        if (result.classFile() != null && !again) {
            woven.incrementAndGet();
        }
        return result.classFile();
    }

    private static Weaver.Woven weave(
            Loom loom,
            @Nullable ClassLoader loader,
            byte[] classFile,
            @Nullable ProtectionDomain domain,
            boolean loaded) {
        Object begun = loom.work.beginWeaving(loader);
        try {
            return loom.weaver.weave(loader, classFile, domain, loaded);
        } finally {
            loom.work.end(begun);
        }
    }

    private void report(@Nullable String name, Throwable failure) {
        try {
            if (failure.getClass().getName().equals("java.lang.ThreadDeath")) {
                listener.threadDies(Thread.currentThread());
            }
            String named = name == null ? "(class without a name)" : name.replace('/', '.');
            listener.notWoven(named, "not woven: " + failure);
            listener.fieldsMatter(); // those of this class may be listed
        } catch (Throwable evenThat) {
            // a class that loads must not fail for our sake
        }
    }

    /** What is done for a class that matters; the application's classes on the stack may not be allowed to. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Weaving(
            CallTransformer transformer,
            @Nullable String name,
            @Nullable ClassLoader loader,
            byte[] classFile,
            @Nullable ProtectionDomain domain,
            boolean redefined,
            boolean again)
            implements PrivilegedExceptionAction<byte @Nullable []> {
        @Override
        public byte @Nullable [] run() throws Exception {
            return transformer.weave(name, loader, classFile, domain, redefined, again);
        }
    }

    /** What classes are woven with; its weaver is for one policy, the rest outlives policies. */
    private static final class Loom {
        private final WovenProcess process;
        private final OwnWork work;
        private final MovedAtLoad movedAtLoad;
        private final EarlySubclasses early;
        private final Weaver weaver;

        Loom(ClassFilter filter, PolicyMatcher matcher, WovenProcess process, OwnWork work, EarlySubclasses early) {
            this(filter, matcher, process, work, new MovedAtLoad(), early);
        }

        private Loom(
                ClassFilter filter,
                PolicyMatcher matcher,
                WovenProcess process,
                OwnWork work,
                MovedAtLoad movedAtLoad,
                EarlySubclasses early) {
            this.process = process;
            this.work = work;
            this.movedAtLoad = movedAtLoad;
            this.early = early;
            this.weaver = new Weaver(matcher, filter, process, movedAtLoad, early);
        }

        Loom with(ClassFilter filter, PolicyMatcher matcher) {
            return new Loom(filter, matcher, process, work, movedAtLoad, early);
        }

        WovenCalls wovenCalls() {
            return process.wovenCalls();
        }
    }

    /** An exchange of a class's code that the JVM makes for this agent. */
    private record Begun(WovenCalls wovenCalls, Class<?> type, int number) {
        void end() {
            wovenCalls.exchangeEnds(type, number);
        }
    }
}
