package dev.lastcall.site;

import dev.lastcall.site.WovenCode.Announced;
import dev.lastcall.site.WovenCode.Hinted;
import dev.lastcall.site.WovenCode.Instruction;
import dev.lastcall.site.WovenCode.WovenInstruction;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in woven classes a call is announced before it is made. When the guard finds no ticket, it asks here whether
 * its direct caller has announced the call all the same: code that ran in between (a static initializer, a class
 * loader) may have used up the ticket. Keeps no class loader alive. Thread-safe.
 */
public final class WovenCalls {
    /** Is notified when a class is about to get other code. */
    public interface Listener {
        /**
         * The guards in it may no longer be what runs first.
         *
         * @param code what was woven into the code that the class gets
         * @param byOthers whether another agent has asked for it
         */
        void exchanged(WovenCode code, boolean byOthers);

        /**
         * Classes are being defined whose methods may override those of some listed classes unseen.
         *
         * @param listed their binary names
         */
        void withheld(Set<String> listed);

        /**
         * Calls of those targets may end where nothing ends a ticket.
         *
         * @param targets by their numbers
         */
        void unended(BitSet targets);

        /** A class is about to be defined with that code. */
        void woven(WovenCode code);

        /** There are none any more for those listed classes. */
        void granted(Set<String> listed);
    }

    /** Whether a class got other code after it was loaded. */
    public static final class Exchange {
        /** A number of code that may be any. */
        public static final int ANY = -1;

        /**
         * Even: so many halves of exchanges are over; odd: one is under way; {@link #ANY}: another agent has made one.
         */
        private volatile int state;

        /** Whether there ever was one. */
        public boolean happened() {
            return state != 0;
        }

        /**
         * The number of the code that the class has, the same for as long as it has it: frames that begin from now on
         * run it.
         *
         * @return {@link #ANY} while it is being exchanged, and for good once another agent has done so: nobody says
         *     when that is over
         */
        public int code() {
            int now = state;
            return (now & 1) == 0 ? now : ANY;
        }

        /**
         * Whether one has begun, and no other: what does not run the code of now then runs the code that the class came
         * with.
         */
        public boolean isFirst() {
            int now = state;
            return now == 1 || now == 2;
        }

        private synchronized int begin(boolean byOthers) {
            int now = state;
            int next = byOthers || now == ANY ? ANY : (now & 1) == 0 ? now + 1 : now + 2;
            state = next;
            return next;
        }

        /** That exchange is over: no frame that begins from now on runs the code before. */
        private synchronized void end(int begun) {
            if (begun != ANY && state == begun) {
                state = begun + 1;
            }
        }
    }

    private final ClassValue<Exchange> exchanges = new ClassValue<>() {
        @Override
        protected Exchange computeValue(Class<?> type) {
            return new Exchange();
        }
    };

    private final Map<ClassLoader, Map<String, WovenCode>> byLoader = new WeakHashMap<>();
    private final Map<String, WovenCode> ofBootLoader = new HashMap<>();
    private final Map<ClassLoader, Map<String, Surroundings>> surroundings = new WeakHashMap<>();
    private final Map<String, Surroundings> surroundingsInBootLoader = new HashMap<>();
    private final HotCalls hot = new HotCalls();
    private volatile @Nullable Listener listener;
    private volatile @Nullable LambdaOwners lambdaOwners;

    /** The calls before which callers get hints when they are woven again. */
    public HotCalls hot() {
        return hot;
    }

    /** From now on that one is notified. */
    public void tell(Listener added) {
        listener = added;
    }

    /** Replaces what is known of a class. */
    public synchronized void put(@Nullable ClassLoader loader, String className, WovenCode code) {
        of(loader, byLoader, ofBootLoader).put(className, code);
    }

    /** As {@link #put}, of a class that is about to be defined. */
    public void putNew(@Nullable ClassLoader loader, String className, WovenCode code) {
        put(loader, className, code);
        Listener known = listener;
        if (known != null) {
            known.woven(code);
        }
    }

    private static <T> Map<String, T> of(
            @Nullable ClassLoader loader, Map<ClassLoader, Map<String, T>> byLoader, Map<String, T> ofBootLoader) {
        if (loader == null) {
            return ofBootLoader;
        }
        Map<String, T> classes = byLoader.get(loader);
        if (classes == null) {
            classes = new HashMap<>();
            byLoader.put(loader, classes);
        }
        return classes;
    }

    /** From now on lambda bodies without a telling name are looked up there. */
    public void lookUpLambdas(LambdaOwners owners) {
        lambdaOwners = owners;
    }

    /** As {@link LambdaOwners#ownerOf}; null also if there is nowhere to look. */
    public @Nullable EnclosingMethod ownerOfLambda(Class<?> type, String method, String descriptor) {
        LambdaOwners owners = lambdaOwners;
        return owners == null ? null : owners.ownerOf(type, method, descriptor);
    }

    /** Takes note of where a class stands among others. */
    public synchronized void surroundings(@Nullable ClassLoader loader, String className, Surroundings of) {
        if (!of.equals(Surroundings.NONE)) {
            of(loader, surroundings, surroundingsInBootLoader).put(className, of);
        }
    }

    /** Where a class stands among others, if that was noted; else {@link Surroundings#NONE}. */
    public synchronized Surroundings surroundingsOf(@Nullable ClassLoader loader, String className) {
        Map<String, Surroundings> classes = loader == null ? surroundingsInBootLoader : surroundings.get(loader);
        Surroundings known = classes == null ? null : classes.get(className);
        return known == null ? Surroundings.NONE : known;
    }

    /**
     * That class is about to get other code.
     *
     * @param byOthers whether another agent has asked for it
     * @return what {@link #exchangeEnds} takes
     */
    public int exchangeBegins(Class<?> type, boolean byOthers) {
        return exchanges.get(type).begin(byOthers);
    }

    /** That class has got the code. */
    public void exchangeEnds(Class<?> type, int begun) {
        exchanges.get(type).end(begun);
    }

    /**
     * The code that a class is about to get is woven, as far as it is to be.
     *
     * @param byOthers whether another agent has asked for it
     */
    public void exchanged(@Nullable ClassLoader loader, String className, boolean byOthers) {
        WovenCode code = code(loader, className);
        Listener known = listener;
        if (code != null && known != null) {
            known.exchanged(code, byOthers);
        }
    }

    /**
     * From now on no ticket may be left for methods of those listed classes, until {@link #grant}.
     *
     * @param listed binary names
     */
    public void withhold(Set<String> listed) {
        Listener known = listener;
        if (known != null) {
            known.withheld(listed);
        }
    }

    /**
     * No ticket may be left for those targets, by their numbers: a call may end where nothing ends it. For good.
     */
    public void leaveNone(BitSet targets) {
        Listener known = listener;
        if (known != null) {
            known.unended(targets);
        }
    }

    /** Ends {@link #withhold} for those listed classes. */
    public void grant(Set<String> listed) {
        Listener known = listener;
        if (known != null) {
            known.granted(listed);
        }
    }

    /** Tells whether that class gets other code; holds for as long as the class. */
    public Exchange exchangeOf(Class<?> type) {
        return exchanges.get(type);
    }

    /** Whether that class was woven. */
    public boolean knows(@Nullable ClassLoader loader, String className) {
        return code(loader, className) != null;
    }

    /** What was woven into a class last; null if it never was woven. */
    public synchronized @Nullable WovenCode code(@Nullable ClassLoader loader, String className) {
        Map<String, WovenCode> classes = loader == null ? ofBootLoader : byLoader.get(loader);
        return classes == null ? null : classes.get(className);
    }

    /** Whether a compiler made that method to pass a call on. */
    public boolean isBridge(@Nullable ClassLoader loader, String className, String method, String descriptor) {
        WovenCode code = code(loader, className);
        return code != null && !code.bridges().isEmpty() && code.bridges().contains(method + descriptor);
    }

    /**
     * Whether the class itself may have written a reference to a method of that name. Another's code may have made one
     * in its name, by a look-up that it got for the class.
     */
    public boolean mayReferTo(@Nullable ClassLoader loader, String className, String method) {
        WovenCode code = code(loader, className);
        return code == null || code.mayReferTo(method);
    }

    /** What that instruction of a class announces; null if nothing. */
    public @Nullable Announced at(Class<?> type, Instruction where) {
        WovenCode code = code(type.getClassLoader(), type.getName());
        return code == null ? null : find(code.announced(), where);
    }

    /** The number of the hint before that instruction; 0: there is none. */
    public int hintAt(Class<?> type, Instruction where) {
        WovenCode code = code(type.getClassLoader(), type.getName());
        Hinted call = code == null ? null : find(code.hinted(), where);
        return call == null ? 0 : call.hint();
    }

    /** Whether that instruction is known to make a call without announcing it. */
    public boolean isUnannounced(Class<?> type, Instruction where) {
        WovenCode code = code(type.getClassLoader(), type.getName());
        List<Instruction> calls = code == null ? List.of() : code.unannounced();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).is(where)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends WovenInstruction> @Nullable T find(List<T> all, Instruction where) {
        for (int i = 0; i < all.size(); i++) {
            T one = all.get(i);
            if (one.call().is(where)) {
                return one;
            }
        }
        return null;
    }

    /**
     * Whether a frame without a line that is at that offset runs code that the class had before its last exchange, of
     * which the JVM knows no lines any more. Then no woven instruction of the method is there, but others of it have
     * lines.
     */
    public boolean isOfCodeBefore(Class<?> type, Instruction where) {
        WovenCode code = code(type.getClassLoader(), type.getName());
        return code != null && code.hasLines(where.method(), where.descriptor()) && !code.isAt(where);
    }

    /**
     * Whether a call on that line of a class may have been announced. Not in a class that is not woven, nor where no
     * call on that line is announced: another agent moves instructions, but leaves them on their lines.
     */
    public boolean mayAnnounce(Class<?> type, int line) {
        if (type.isHidden() || exchanges.get(type).happened()) {
            return true; // a hidden class is woven, but not noted; other code may run than what was noted
        }
        WovenCode code = code(type.getClassLoader(), type.getName());
        List<Announced> calls = code == null ? List.of() : code.announced();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).call().line() == line) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether that is where the guard of a listed body was woven. Then nothing runs in the body before it; another
     * agent's code that does would have moved it.
     *
     * @param where a guard has no line
     */
    public boolean isFirst(Class<?> type, Instruction where) {
        WovenCode code = code(type.getClassLoader(), type.getName());
        return code != null && find(code.guards(), where) != null;
    }
}
