package dev.lastcall.gate;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.KnownCallers.Counted;
import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.gate.KnownCallers.Way;
import dev.lastcall.site.Companion;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCalls.Exchange;
import dev.lastcall.site.WovenCode.Announced;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the stack from a guard up to the nearest frame of the application. What the frames in between are tells how the
 * target was reached. No lambdas here: the walk may start inside the bootstrap of one.
 *
 * <p>What costs time is the JVM's work for each frame that it is asked for, and to name a method or a line. So a walk
 * asks for as many frames as the last walk from that target took, and for a name only if the caller is not known by its
 * method and offset. Thread-safe.
 */
final class CallerFinder {
    private static final int FEWEST_FRAMES = 4;
    private static final int USUAL_FRAMES = 8;
    private static final int MOST_FRAMES = 32;
    private static final int TARGETS = 256;
    /** Until a walk has found more. */
    private static final FoundCaller NOBODY = FoundCaller.nativeCode();

    /** More frames than interceptors put between a proxy and what it goes on to. */
    private static final int MOST_BETWEEN = 200;

    private static final StackWalker[] WALKERS = walkers();
    private static final StackWalker ALL = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    private final FrameSorter sorter;
    private final WovenCalls wovenCalls;
    private final WovenFrames woven;
    private final OtherAgents agents;
    private final BridgePort bridge;
    private final KnownClasses classes;
    /** How many frames a walk took, by the last digits of the target's number. Races do no harm: it is a guess. */
    private final byte[] frames = new byte[TARGETS];

    /** @param agents tells the classes of other agents apart */
    CallerFinder(FrameSorter sorter, WovenCalls wovenCalls, OtherAgents agents, BridgePort bridge) {
        this.sorter = sorter;
        this.wovenCalls = wovenCalls;
        this.woven = new WovenFrames(wovenCalls);
        this.agents = agents;
        this.bridge = bridge;
        this.classes = new KnownClasses(sorter, wovenCalls);
        Arrays.fill(frames, (byte) USUAL_FRAMES);
    }

    /** What is woven at the frames that a walk passes. */
    WovenFrames woven() {
        return woven;
    }

    /** By the number of frames that the first batch is to have. */
    private static StackWalker[] walkers() {
        // until Java 21 the walker takes two of them for itself
        int more = Runtime.version().feature() < 22 ? 2 : 0;
        StackWalker[] walkers = new StackWalker[MOST_FRAMES + 1];
        for (int i = 1; i < walkers.length; i++) {
            walkers[i] =
                    StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_HIDDEN_FRAMES), i + more);
        }
        return walkers;
    }

    /** To be called on the way from a guard: the frame that called the bridge is that of the target. */
    FoundCaller find() {
        Walk walk = new Walk(this, 0, 0);
        walk.walker().walk(walk);
        return walk.found();
    }

    /** As {@link #find}, but past the frames of other agents, too. Returns the walk when it is done. */
    Walk walkBehindAgents() {
        Walk walk = new Walk(this, 0, 0);
        walk.passedOver = agents;
        walk.walker().walk(walk);
        return walk;
    }

    /** As the other, for what is never handed over. */
    Walk walk(int target, long stamp) {
        return new Walk(this, target, stamp);
    }

    /**
     * A walk on the way from a guard, to be started by {@code walk.walker().walk(walk)}: one frame less to walk over
     * than if this were done here.
     *
     * @param target the number of the target
     * @param stamp of the regime under which callers are known
     * @param callbacks of what is known of those who have handed over what the JDK runs, not negative
     */
    Walk walk(int target, long stamp, long callbacks) {
        Walk walk = new Walk(this, target, stamp);
        walk.callbacks = callbacks;
        return walk;
    }

    /**
     * A walk from generated code that announces a call, which is passed over: its caller makes the call.
     *
     * @param target the number of the target
     * @param stamp of the regime under which callers are known
     */
    Walk walkPastGenerated(int target, long stamp) {
        Walk walk = new Walk(this, target, stamp);
        walk.pastGenerated = true;
        return walk;
    }

    /**
     * Who called the body in that frame when it was entered before and has not come as far yet: it is on the stack once
     * more, at an earlier instruction.
     *
     * @return null if it is not, or its caller is not an application's frame next to it
     */
    @Nullable
    FoundCaller callerOfOuter(StackFrame guard) {
        Outer outer = new Outer(this, guard);
        ALL.walk(outer);
        return outer.found;
    }

    /**
     * How many overrides of that target are on the stack which generated code made, or a proxy of the JDK is, up to the
     * first whose call was announced; 0 if there is none.
     *
     * @param announced takes what was announced there, in its first place
     */
    int overridesUpToAnnounced(Target target, @Nullable Announced[] announced) {
        Overridden overridden = new Overridden(this, target);
        WALKERS[MOST_FRAMES].walk(overridden);
        announced[0] = overridden.announced;
        return overridden.overrides;
    }

    private boolean isGenerated(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        KnownCallers ofClass = classes.get(type);
        return Proxy.isProxyClass(type)
                || (ofClass.sort() == FrameSorter.Sort.APPLICATION
                        && !hostOfGenerated(ofClass, frame).isEmpty());
    }

    private static FoundCaller caller(StackFrame frame, String className, Kind kind, boolean direct) {
        return new FoundCaller(
                frame.getDeclaringClass(),
                className,
                WovenFrames.instruction(frame),
                frame.getFileName() == null ? "" : frame.getFileName(),
                kind,
                direct);
    }

    private StackWalker walkerFor(int target) {
        return WALKERS[frames[target & (TARGETS - 1)]];
    }

    /** More frames at once if they are needed, fewer little by little. */
    private void learn(int target, int taken) {
        int place = target & (TARGETS - 1);
        int asked = frames[place];
        if (taken != asked) {
            frames[place] = (byte) Math.max(FEWEST_FRAMES, taken > asked ? Math.min(taken, MOST_FRAMES) : asked - 1);
        }
    }

    /**
     * The class beside which generated code made the frame's class; empty: none did. What looks as if it was generated
     * is looked for as a class file, once.
     */
    private String hostOfGenerated(KnownCallers ofClass, StackFrame frame) {
        String known = ofClass.host();
        if (known == null) {
            known = findHost(frame);
            ofClass.setHost(known);
        }
        return known;
    }

    private String findHost(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        ClassLoader loader = type.getClassLoader();
        String className = FrameSorter.stableName(type.getName());
        String noted = wovenCalls.surroundingsOf(loader, className).host();
        if (!noted.isEmpty() || wovenCalls.knows(loader, className)) {
            return noted;
        }
        String source = frame.getFileName();
        String host =
                Companion.hostAtRunTime(loader, className, frame.getLineNumber() > 0, source == null ? "" : source);
        return host == null ? "" : host;
    }

    /** What is known of classes, each in the class. */
    private static final class KnownClasses extends ClassValue<KnownCallers> {
        private final FrameSorter sorter;
        private final WovenCalls wovenCalls;

        KnownClasses(FrameSorter sorter, WovenCalls wovenCalls) {
            this.sorter = sorter;
            this.wovenCalls = wovenCalls;
        }

        @Override
        protected KnownCallers computeValue(Class<?> type) {
            return new KnownCallers(sorter.sort(type), wovenCalls.exchangeOf(type));
        }
    }

    /**
     * One walk: takes frames from the innermost outwards until one is the application's. Ends with {@link #known} or
     * with {@link #found}.
     */
    @SuppressWarnings("overloads") // nobody calls andThen
    static final class Walk implements Function<Stream<StackFrame>, Walk>, Consumer<StackFrame> {
        private final CallerFinder finder;
        private final int target;
        private final long stamp;
        private int taken;
        private @Nullable StackFrame current;
        private @Nullable StackFrame guard;
        private @Nullable StackFrame outermost;
        private @Nullable Class<?> directReference;
        private OtherAgents passedOver = OtherAgents.NONE;
        private boolean inAgent = true;
        private boolean reflection;
        private boolean methodHandle;
        private boolean reference;
        private boolean bootstrap;
        private boolean direct = true;
        private boolean calledByJdk;
        private boolean calledBack;
        private boolean runner;
        private boolean swallowed;
        private boolean hasApplication;
        private @Nullable Class<?> targetClass;
        private @Nullable Class<?> guest;
        private boolean pastGenerated;
        private boolean pastAccessor;
        private @Nullable StackFrame generated;
        private boolean ofHidden;
        private @Nullable Announced announced;
        private @Nullable KnownCaller known;
        private @Nullable KnownCaller noted;
        private @Nullable StackFrame adjacent;
        private @Nullable StackFrame application;
        private boolean others;
        private long callbacks = -1;
        private @Nullable Way callback;
        private FoundCaller found = NOBODY;
        private @Nullable KnownCallers home;
        private int code;
        private @Nullable Object method;

        private Walk(CallerFinder finder, int target, long stamp) {
            this.finder = finder;
            this.target = target;
            this.stamp = stamp;
        }

        StackWalker walker() {
            return finder.walkerFor(target);
        }

        /** The caller, if it was found before under this regime; null: it was not, and {@link #found} tells. */
        @Nullable
        KnownCaller known() {
            return known;
        }

        FoundCaller found() {
            return found;
        }

        /** The stamp of the regime under which the caller was looked for. */
        long stamp() {
            return stamp;
        }

        /** As {@link #known}, also where the class's code was exchanged, so that it may be another caller. */
        @Nullable
        KnownCaller noted() {
            return noted;
        }

        /** The caller's frame if it is the very next to the guard's, with not even a bridge between; else null. */
        @Nullable
        StackFrame adjacent() {
            return adjacent;
        }

        /**
         * The caller's frame if nothing but core reflection and handles is between it and the guard's, and something
         * is.
         */
        @Nullable
        StackFrame reflecting() {
            boolean reflects = reflection || (methodHandle && !reference && !bootstrap);
            return others || direct || !reflects || application == null ? null : application;
        }

        /**
         * The frame that the caller's, or the last one that was passed over, has called; null: it has called the
         * guard's.
         */
        @Nullable
        StackFrame passedOverLast() {
            return outermost;
        }

        /** Whether it was the JDK's own code, reflection apart, that called the target. */
        boolean isCalledByJdk() {
            return calledByJdk;
        }

        /**
         * Whether the target was run by the JDK or a language's runtime because somebody had handed it over before: no
         * frame of the application is left, or one that only lends its thread.
         */
        boolean isHandedOver() {
            if (hasApplication) {
                return calledBack && runner;
            }
            Class<?> ran = targetClass;
            return generated == null
                    && guest == null
                    && directReference == null
                    && (outermost != null || (ran != null && ran.isInstance(Thread.currentThread())));
        }

        /** Whether the JDK asked an enum for its constants on the way, and takes an exception for one that has none. */
        boolean isSwallowed() {
            return swallowed;
        }

        /** Whether a frame of the application is left. */
        boolean hasApplication() {
            return hasApplication;
        }

        /**
         * What the generated code announced, or the class of a language's runtime, that called the target; null if it
         * was another's call, or not announced.
         */
        @Nullable
        Announced announcedByPassedOver() {
            return announced;
        }

        /**
         * Whether generated code of a hidden class called the target: by its name nothing is known of what it
         * announced.
         */
        boolean isCalledByHiddenGenerated() {
            return ofHidden;
        }

        /** Whether what announced the call was made by a compiler for its caller to make that very call. */
        boolean isPastAccessor() {
            return pastAccessor;
        }

        /** The frame in which the guard runs; null if there is none. */
        @Nullable
        StackFrame guard() {
            return guard;
        }

        /**
         * The caller's calls of this target count at those sites, as long as the regime is the same.
         *
         * @param certain whether it is known that they are not announced
         */
        void remember(int[] sites, boolean certain) {
            remember(new Counted(sites, certain, 0));
        }

        /** As the other, also with a hint. */
        void remember(Counted counted) {
            KnownCallers in = home;
            Object of = method;
            if (in != null && of != null && isToBeNoted(in)) {
                Way way = new Way(of, found.at().offset(), target, stamp, found.kind(), found.direct(), swallowed);
                int[] hits = noted == null ? new int[1] : noted.hits();
                in.add(new KnownCaller(way, found, code, counted, hits));
            }
        }

        /**
         * As {@link #remember(int[], boolean)}, of what was handed over, as long as no more is known of who did that.
         */
        void rememberCallback(int[] sites) {
            Way way = callback;
            KnownCallers in = home;
            if (way != null && in != null) {
                Counted counted = new Counted(sites, true, 0);
                in.add(new KnownCaller(way, found, 0, counted, new int[1]));
            }
        }

        /**
         * What runs a body that was handed over is the JDK's, and is noted in the body's class: by the outermost frame,
         * whose class has the code that it came with.
         */
        private void lookUpCallback() {
            StackFrame last = outermost;
            Class<?> ran = targetClass;
            Object of = last == null ? null : finder.bridge.method(last);
            if (last == null
                    || ran == null
                    || of == null
                    || finder.classes.get(last.getDeclaringClass()).code() != 0) {
                return;
            }
            KnownCallers ofBody = finder.classes.get(ran);
            int offset = last.getByteCodeIndex();
            known = ofBody.noted(of, offset, target, stamp + callbacks, kind(last), direct, swallowed);
            if (known == null) {
                callback = new Way(of, offset, target, stamp + callbacks, kind(last), direct, swallowed);
                home = ofBody;
            }
        }

        /**
         * Not if it is noted, nor where the code that the frame runs is not known or is no longer what was looked up.
         */
        private boolean isToBeNoted(KnownCallers in) {
            KnownCaller before = noted;
            Class<?> type = found.type();
            if (code == Exchange.ANY || (before != null && before.code() == code) || in.code() != (code & -2)) {
                return false;
            }
            return (code & KnownCallers.BEFORE) == 0
                    || (type != null && finder.wovenCalls.isOfCodeBefore(type, found.at()));
        }

        @Override
        public void accept(StackFrame frame) {
            current = frame;
            taken++;
        }

        @Override
        public Walk apply(Stream<StackFrame> frames) {
            Spliterator<StackFrame> next = frames.spliterator();
            skipToTarget(next);
            guard = current;
            if (pastGenerated) {
                direct = false;
                generated = current;
                pastAccessor = current != null && Enclosing.isAccessor(current.getMethodName());
                ofHidden = current != null && current.getDeclaringClass().isHidden();
            } else if (current != null) {
                targetClass = current.getDeclaringClass();
            }
            StackFrame caller = nearest(next);
            application = caller;
            hasApplication = caller != null;
            if (caller == null && callbacks >= 0 && isHandedOver()) {
                lookUpCallback();
            }
            FoundCaller script = guest == null ? null : GuestCode.caller(guest, kind(null));
            if (script != null) {
                found = script;
            } else if (known == null) {
                found = directReference != null
                        ? writer(directReference, caller)
                        : caller != null ? caller(caller) : withoutApplication();
            }
            // a stack that ends with the last frame of a batch has the JVM asked for another
            finder.learn(target, caller == null ? taken + 1 : taken);
            return this;
        }

        /** The nearest frame of the application; null if there is none. */
        private @Nullable StackFrame nearest(Spliterator<StackFrame> next) {
            for (boolean first = true; next.tryAdvance(this); first = false) {
                StackFrame frame = current;
                if (frame == null) {
                    break;
                }
                KnownCallers ofClass = finder.classes.get(frame.getDeclaringClass());
                FrameSorter.Sort sort = ofClass.sort();
                if (sort == null) {
                    sort = finder.sorter.sort(frame.getDeclaringClass(), frame.getMethodName());
                }
                if (sort == FrameSorter.Sort.APPLICATION && passedOver.made(frame.getDeclaringClass())) {
                    sort = FrameSorter.Sort.OTHER;
                }
                if (sort == FrameSorter.Sort.APPLICATION) {
                    if (isKnown(ofClass, frame)) {
                        adjacent = first ? frame : null;
                        return frame;
                    }
                    if (!finder.hostOfGenerated(ofClass, frame).isEmpty()) {
                        sort = FrameSorter.Sort.GENERATED;
                    } else if (!finder.woven.isBridge(frame)) {
                        adjacent = first ? frame : null;
                        return frame;
                    }
                }
                passOver(frame, sort);
            }
            return null;
        }

        /** No frame is left to name but those that were passed over. */
        private FoundCaller withoutApplication() {
            StackFrame made = generated;
            if (made != null) {
                Class<?> type = made.getDeclaringClass();
                String host = finder.hostOfGenerated(finder.classes.get(type), made);
                String name = FrameSorter.stableName(type.getName());
                return new FoundCaller(
                        type,
                        Companion.stableName(name, host),
                        FoundCaller.unknown(FoundCaller.GENERATED),
                        "",
                        kind(made),
                        false);
            }
            return outermost != null ? caller(outermost) : found;
        }

        private boolean isKnown(KnownCallers ofClass, StackFrame frame) {
            if (target == 0 || directReference != null || guest != null || (calledBack && runner)) {
                return false;
            }
            Object of = finder.bridge.method(frame);
            if (of == null) {
                return false;
            }
            noted = ofClass.noted(of, frame.getByteCodeIndex(), target, stamp, kind(frame), direct, swallowed);
            code = code(ofClass, frame);
            known = noted != null && code != Exchange.ANY && noted.code() == code ? noted : null;
            home = ofClass;
            method = of;
            return known != null;
        }

        /**
         * Which code of its class the frame runs. Where it was exchanged, the line says so: the JVM knows none of the
         * code before. To be asked for in this order: a frame that has a line after the number was asked for runs that
         * code, since it began before.
         */
        private static int code(KnownCallers ofClass, StackFrame frame) {
            int code = ofClass.code();
            return code <= 0 || frame.getLineNumber() > 0 ? code : code + KnownCallers.BEFORE;
        }

        /** Past the agent's own frames, and past the target's. */
        private void skipToTarget(Spliterator<StackFrame> next) {
            while (inAgent && next.tryAdvance(this)) {
                StackFrame frame = current;
                inAgent = frame != null
                        && (finder.sorter.isAgent(frame.getDeclaringClass())
                                || Privileged.isFrame(frame.getDeclaringClass()));
            }
        }

        private void passOver(StackFrame frame, FrameSorter.Sort sort) {
            if (direct && sort == FrameSorter.Sort.REFERENCE) {
                directReference = frame.getDeclaringClass();
            }
            calledByJdk |= direct && sort == FrameSorter.Sort.OTHER && FrameSorter.isOfJdk(frame.getDeclaringClass());
            boolean wasDirect = direct;
            if (sort == FrameSorter.Sort.OTHER) {
                if (direct) {
                    announced = finder.woven.announcedByRuntime(frame);
                }
                calledBack |= direct;
                passOverRuntime(frame);
            }
            others |= sort != FrameSorter.Sort.REFLECTION && sort != FrameSorter.Sort.METHOD_HANDLE;
            if (direct && sort == FrameSorter.Sort.APPLICATION) { // a bridge, then
                announced = finder.woven.announced(frame);
            }
            direct &= sort == FrameSorter.Sort.APPLICATION;
            outermost = frame;
            home = null;
            switch (sort) {
                case REFLECTION -> reflection = true;
                case METHOD_HANDLE -> methodHandle = true;
                case BOOTSTRAP -> bootstrap = true;
                case REFERENCE -> reference = true;
                case GENERATED -> passOverGenerated(frame, wasDirect);
                default -> {}
            }
        }

        private void passOverRuntime(StackFrame frame) {
            Class<?> type = frame.getDeclaringClass();
            String name = type.getName();
            runner |= calledBack && FrameSorter.isRunner(name);
            swallowed |= type == Class.class && FrameSorter.swallows(frame.getMethodName());
            if (guest == null && GuestCode.callsJava(name)) {
                guest = type;
            }
        }

        private void passOverGenerated(StackFrame frame, boolean calledTarget) {
            if (generated == null) {
                generated = frame;
            }
            if (calledTarget) {
                ofHidden = frame.getDeclaringClass().isHidden();
                announced = finder.woven.announced(frame);
            }
        }

        /**
         * Who wrote a method reference to the target: its frame if it is the nearest one, else its class is all there
         * is. If that class has written none, another has made one in its name, and who runs it is the caller.
         */
        private FoundCaller writer(Class<?> reference, @Nullable StackFrame nearest) {
            String host = FrameSorter.hostOfReference(reference.getName());
            if (nearest != null
                    && FrameSorter.stableName(nearest.getClassName()).equals(host)) {
                return caller(nearest);
            }
            StackFrame body = guard;
            if (body != null && !finder.wovenCalls.mayReferTo(reference.getClassLoader(), host, body.getMethodName())) {
                return nearest != null ? caller(nearest) : withoutApplication();
            }
            return new FoundCaller(
                    reference, host, FoundCaller.unknown(FoundCaller.METHOD_REFERENCE), "", Kind.METHOD_REF, false);
        }

        private FoundCaller caller(StackFrame frame) {
            FoundCaller before = frame.getLineNumber() > 0 || target == 0
                    ? null
                    : finder.classes
                            .get(frame.getDeclaringClass())
                            .foundBefore(
                                    frame.getMethodName(), frame.getDescriptor(), frame.getByteCodeIndex(), target);
            if (before != null && before.kind() == kind(frame) && before.direct() == direct) {
                return before;
            }
            String name = FrameSorter.stableName(frame.getClassName(), frame.getFileName());
            String partOf = finder.wovenCalls
                    .surroundingsOf(frame.getDeclaringClass().getClassLoader(), name)
                    .partOf();
            return CallerFinder.caller(frame, partOf.isEmpty() ? name : partOf, kind(frame), direct);
        }

        private Kind kind(@Nullable StackFrame frame) {
            if (reflection) {
                return Kind.REFLECTION;
            }
            if (bootstrap) {
                return Kind.INDY;
            }
            if (reference) {
                return Kind.METHOD_REF;
            }
            if (methodHandle) {
                return Kind.METHOD_HANDLE;
            }
            return frame != null && frame.isNativeMethod() ? Kind.NATIVE : Kind.VIRTUAL;
        }
    }

    /** Looks for a body that was entered twice, from the innermost frame outwards. */
    @SuppressWarnings("overloads") // nobody calls andThen
    private static final class Outer implements Function<Stream<StackFrame>, Outer>, Consumer<StackFrame> {
        private final CallerFinder finder;
        private final Class<?> type;
        private final String method;
        private final String descriptor;
        private final int guardedAt;
        private @Nullable StackFrame current;
        private @Nullable FoundCaller found;

        Outer(CallerFinder finder, StackFrame guard) {
            this.finder = finder;
            this.type = guard.getDeclaringClass();
            this.method = guard.getMethodName();
            this.descriptor = guard.getDescriptor();
            this.guardedAt = guard.getByteCodeIndex();
        }

        @Override
        public void accept(StackFrame frame) {
            current = frame;
        }

        @Override
        public Outer apply(Stream<StackFrame> frames) {
            Spliterator<StackFrame> next = frames.spliterator();
            while (next.tryAdvance(this)) {
                if (isEarlier(current)) {
                    takeCaller(next);
                    return this;
                }
            }
            return this;
        }

        private boolean isEarlier(@Nullable StackFrame frame) {
            return frame != null
                    && frame.getDeclaringClass() == type
                    && frame.getMethodName().equals(method)
                    && frame.getByteCodeIndex() < guardedAt
                    && frame.getDescriptor().equals(descriptor);
        }

        private void takeCaller(Spliterator<StackFrame> next) {
            while (next.tryAdvance(this)) {
                StackFrame frame = current;
                if (frame != null && !finder.woven.isBridge(frame)) {
                    String name = FrameSorter.stableName(frame.getClassName(), frame.getFileName());
                    found = caller(frame, name, Kind.CALL, true);
                    return;
                }
            }
        }
    }

    /** Looks for an override that generated code made, from the innermost frame outwards, and for what called it. */
    @SuppressWarnings("overloads") // nobody calls andThen
    private static final class Overridden implements Function<Stream<StackFrame>, Overridden>, Consumer<StackFrame> {
        private final CallerFinder finder;
        private final Target target;
        private @Nullable StackFrame current;
        private @Nullable Announced announced;
        private int overrides;

        Overridden(CallerFinder finder, Target target) {
            this.finder = finder;
            this.target = target;
        }

        @Override
        public void accept(StackFrame frame) {
            current = frame;
        }

        @Override
        public Overridden apply(Stream<StackFrame> frames) {
            Spliterator<StackFrame> next = frames.spliterator();
            boolean called = false; // by generated code in between, or a bridge, which pass a call on
            int between = 0;
            while (announced == null && between++ < MOST_BETWEEN && next.tryAdvance(this)) {
                StackFrame frame = current;
                if (frame == null) {
                    return this;
                }
                boolean generated = finder.isGenerated(frame);
                if (called) {
                    announced = finder.woven.announced(frame);
                    called = generated || finder.woven.isBridge(frame);
                }
                if (generated
                        && frame.getMethodName().equals(target.member())
                        && frame.getDescriptor().equals(target.descriptor())) {
                    overrides++;
                    called = true;
                    between = 0;
                }
            }
            return this;
        }
    }
}
