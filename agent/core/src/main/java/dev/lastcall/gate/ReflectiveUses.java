package dev.lastcall.gate;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Target;
import dev.lastcall.gate.CallerFinder.Walk;
import dev.lastcall.gate.KnownCallers.KnownCaller;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.site.ChangedClass;
import dev.lastcall.site.ReflectiveSites;
import dev.lastcall.site.ReflectiveSites.ReflectiveSite;
import dev.lastcall.site.Sites;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Takes from the bridge what is used through core reflection or looked up, and has no body with a guard: fields, and
 * members of the JDK. Thread-safe.
 */
final class ReflectiveUses implements ObjIntConsumer<Object> {
    private final Sites sites;
    private final SiteStates states;
    private final ReflectiveSites reflectiveSites;
    private final Cells cells;
    private final CallerFinder callers;
    private final CallCounter counter;
    private final UnannouncedSites named;
    private final CallListener listener;

    ReflectiveUses(
            SiteStates states,
            ReflectiveSites reflectiveSites,
            Cells cells,
            CallerFinder callers,
            CallCounter counter,
            UnannouncedSites named,
            CallListener listener) {
        this.sites = states.sites();
        this.states = states;
        this.reflectiveSites = reflectiveSites;
        this.cells = cells;
        this.callers = callers;
        this.counter = counter;
        this.named = named;
        this.listener = listener;
    }

    /** Core reflection or a look-up is about to reach what may be a listed member that has no body with a guard. */
    @Override
    public void accept(Object asked, int place) {
        Object what = asked;
        if (asked instanceof Privileged.Used allowed) {
            what = allowed.what();
        } else if (Privileged.isNeeded()) {
            Privileged.accept(this, asked, place);
            return;
        }
        if (place == ReflectiveSites.HIDDEN_CLASS) {
            Object[] given = (Object[]) what;
            given[1] = listener.onHiddenClass(((MethodHandles.Lookup) given[0]).lookupClass(), (byte[]) given[1]);
            return;
        }
        if (place == ReflectiveSites.CHANGED_CLASS) {
            Object[] given = (Object[]) what;
            given[ChangedClass.CLASS_FILE] = listener.onChangedClass(ChangedClass.of(given));
            return;
        }
        ActivePolicy now = states.activePolicy();
        if (place == ReflectiveSites.UNKNOWN) {
            fieldUsed((Field) what, now);
            return;
        }
        ReflectiveSite from = reflectiveSites.place(place);
        if (what instanceof Object[] parts && parts.length == 1) {
            constantsNeeded((Class<?>) parts[0], from, reflectiveSites.isOfAgent(place), now);
            return;
        }
        if (what instanceof Field field && from.kind() == Kind.REFLECTION && isGuarded(field)) {
            return;
        }
        ReflectedMember member = ReflectedMember.of(what, now);
        if (member != null && !isOfGenerated(what)) {
            Caller caller = from.caller();
            boolean passedOver = caller.isPasserBy() || FrameSorter.isRuntime(caller.className());
            cells.prepareThread();
            FoundCaller found = passedOver ? callers.find() : null;
            boolean ofAgent = found == null ? reflectiveSites.isOfAgent(place) : named.isOfAgent(found);
            counter.countAt(
                    named.sitesOf(now, from.kind(), found == null ? caller : named.caller(found), ofAgent, member));
        }
    }

    /**
     * The JDK is about to ask an enum for its constants, by reflection. If that is refused there, the JDK drops the
     * exception: so it is refused here. If it isn't, it is counted there.
     */
    private void constantsNeeded(Class<?> type, ReflectiveSite from, boolean ofAgent, ActivePolicy now) {
        Target target = new Target(type.getName(), "values", "()[" + type.descriptorString());
        for (Match match : now.matcher().method(target.className(), target.member(), target.descriptor())) {
            if (now.matcher().policy().effectiveMode(match.rule()) == Mode.BLOCK) {
                cells.prepareThread();
                counter.refuse(named.sitesOf(now, from.kind(), from.caller(), ofAgent, target, List.of(match)));
            }
        }
    }

    /** An accessor of {@link Field} begins. */
    private void fieldUsed(Field field, ActivePolicy now) {
        if (!isGuarded(field) || !now.listed().get(field.getDeclaringClass())) {
            return;
        }
        ReflectedMember member = ReflectedMember.of(field, now);
        if (member == null || isOfGenerated(field)) {
            return;
        }
        cells.prepareThread();
        Walk walk = callers.walk(sites.number(member.target()), now.stamp());
        walk.walker().walk(walk);
        KnownCaller known = walk.known();
        if (known != null) {
            counter.countAt(known.sites());
        } else if (!walk.isCalledByJdk()) {
            int[] counted = named.sitesOf(
                    now, Kind.REFLECTION, named.caller(walk.found()), named.isOfAgent(walk.found()), member);
            walk.remember(counted, true);
            counter.countAt(counted);
        }
    }

    /** Whether generated code made the class of a field, so that it is no target, though a glob names it. */
    private boolean isOfGenerated(Object what) {
        Class<?> type = null;
        if (what instanceof Field field) {
            type = field.getDeclaringClass();
        } else if (what instanceof Object[] lookUp) {
            type = (Class<?>) lookUp[0];
        }
        return type != null && callers.woven().isGenerated(type);
    }

    /** Whether the guard in {@link Field} sees who uses that one; of the JDK's, those who use them are woven. */
    private static boolean isGuarded(Field field) {
        return !FrameSorter.isOfJdk(field.getDeclaringClass());
    }
}
