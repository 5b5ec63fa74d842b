package dev.lastcall.runtime;

import dev.lastcall.text.Words;
import dev.lastcall.weave.CallTransformer;
import dev.lastcall.weave.ClassNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Has classes woven that were looked at before it was known that a class which they name inherits what is listed: an
 * interface below a listed one, say, that loads when it is first called. What they called until then was not seen, so
 * they are blind spots if one of these calls would be a finding. On the agent's thread; used by one thread at a time.
 *
 * <p>Their class files are read as resources, each once: what they name is kept as hash codes, of which two may be
 * alike; then a class is looked at for nothing.
 */
final class EarlyCallers {
    /** In ticks of the agent's clock, four of which are a second. */
    private static final int LONGEST_PAUSE = 240;

    private static final int MOST_NAMES = 3;

    private final ClassWatch classes;
    private final CallTransformer transformer;
    private final LoadedClasses loadedClasses;
    private final Predicate<Set<Integer>> findings;
    /** What a class names. */
    private final Map<Class<?>, int[]> mentioned = new WeakHashMap<>(0);

    /** Those of the last look: a class that was being defined then is loaded by the next. */
    private Set<String> last = Set.of();

    private int ticks;
    private int pause;
    private int nextLook;

    /** @param findings whether calls at one of some sites, by their numbers, are findings by the policy in force */
    EarlyCallers(ClassWatch classes, LoadedClasses loadedClasses, Predicate<Set<Integer>> findings) {
        this.classes = classes;
        this.transformer = classes.transformer();
        this.loadedClasses = loadedClasses;
        this.findings = findings;
    }

    /** To be called at each tick of the agent's clock. */
    void tick() {
        ticks++;
        if (ticks >= nextLook && (transformer.hasNewInheritors() || !last.isEmpty())) {
            look();
            pause = Math.min(LONGEST_PAUSE, 2 * pause + 1);
            nextLook = ticks + pause;
        }
    }

    /** To be called when the process ends: nobody would say what a short one has missed. */
    void end() {
        if (transformer.hasNewInheritors()) {
            look();
        }
    }

    private void look() {
        Set<String> taken = transformer.takeNewInheritors();
        Set<String> names = new HashSet<>(last);
        names.addAll(taken);
        last = taken;
        List<Class<?>> early = thatName(names);
        List<Set<Integer>> before = new ArrayList<>(early.size());
        for (Class<?> type : early) {
            before.add(transformer.countedSites(type));
        }
        loadedClasses.offer(early);
        for (int i = 0; i < early.size(); i++) {
            Class<?> type = early.get(i);
            Set<Integer> found = new HashSet<>(transformer.countedSites(type));
            found.removeAll(before.get(i)); // what was woven for another reason
            if (!found.isEmpty() && findings.test(found)) {
                classes.listener().notWoven(type.getName(), missed(type, names));
            }
        }
    }

    private String missed(Class<?> type, Set<String> names) {
        List<String> named = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (names(type, ClassNames.hash(name))) {
                named.add(name);
            }
        }
        return "calls by the name of " + Words.some(named, MOST_NAMES)
                + ", which loaded later and inherits what is listed, were missed until the class was woven again";
    }

    /** The classes that name one of them, but for those that were woven when that was known already. */
    private List<Class<?>> thatName(Set<String> names) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : classes.instrumentation().getAllLoadedClasses()) {
            if (loadedClasses.isWatched(type) && namesOneOf(type, names)) {
                found.add(type);
            }
        }
        return found;
    }

    private boolean namesOneOf(Class<?> type, Set<String> names) {
        int known = transformer.knownWhenWoven(type);
        for (String name : names) {
            if (known < transformer.knownSince(name) && names(type, ClassNames.hash(name))) {
                return true;
            }
        }
        return false;
    }

    /** Also if that can't be known. */
    private boolean names(Class<?> type, int wanted) {
        int[] named = mentioned.get(type);
        if (named == null) {
            byte[] classFile = loadedClasses.classFileOf(type);
            named = classFile == null ? null : ClassNames.in(classFile);
            if (named == null) {
                return true;
            }
            mentioned.put(type, named);
        }
        for (int name : named) {
            if (name == wanted) {
                return true;
            }
        }
        return false;
    }
}
