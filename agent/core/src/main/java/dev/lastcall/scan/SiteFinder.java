package dev.lastcall.scan;

import dev.lastcall.classfile.Access;
import dev.lastcall.classfile.ClassFileReader;
import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.NameFilter;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.members.InheritedMembers;
import dev.lastcall.members.InheritedMembers.Inherited;
import dev.lastcall.members.ReachedMembers;
import dev.lastcall.policy.AllowEntry;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.scan.ScannedSite.State;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call sites of one class after another, as the weaver would announce them, and shows the classes that may
 * name what goes away to the finder of references. Not thread-safe.
 */
final class SiteFinder {
    private final PolicyMatcher matcher;
    private final Hierarchy hierarchy;
    private final LocalDate today;
    private final Map<Site, State> sites = new LinkedHashMap<>();
    /** By accessor, what it reaches, and who calls it. */
    private final Map<Target, Accessor> accessors = new LinkedHashMap<>();

    /** The same members are called again and again. */
    private final Map<String, List<Inherited>> inherited = new HashMap<>();
    /** By class name, whether the class or an ancestor of it is listed. */
    private final Map<String, Boolean> listed = new HashMap<>();

    private final ReferenceFinder references;
    private final NameFilter filter;

    SiteFinder(
            PolicyMatcher matcher,
            Hierarchy hierarchy,
            ReferenceFinder references,
            NameFilter filter,
            LocalDate today) {
        this.references = references;
        this.filter = filter;
        this.matcher = matcher;
        this.hierarchy = hierarchy;
        this.today = today;
    }

    /** To be called when all classes were searched. */
    List<ScannedSite> sites() {
        accessors.values().forEach(this::take);
        accessors.clear();
        return sites.entrySet().stream()
                .map(entry -> new ScannedSite(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** @throws IOException if the class file can't be read */
    void search(String codeSource, byte[] classFile) throws IOException {
        ClassShape shape = ClassFileReader.shape(classFile);
        if (shape.isModule()) {
            ReferenceFinder.OfClass module = references.in(shape, codeSource);
            ClassFileReader.uses(classFile, access -> {}, module::mention);
            module.end();
            return;
        }
        references.inPackage(codeSource, shape.name());
        if (!filter.mayName(classFile)) {
            ClassFileReader.accesses(classFile, access -> take(shape, codeSource, classFile, access, reached(access)));
            return;
        }
        ReferenceFinder.OfClass uses = references.in(shape, codeSource);
        ClassFileReader.uses(
                classFile,
                access -> {
                    List<Reached> reached = reached(access);
                    take(shape, codeSource, classFile, access, reached);
                    uses.access(access, deprecating(reached));
                },
                uses::mention);
        uses.end();
    }

    private static Set<String> deprecating(List<Reached> reached) {
        Set<String> rules = new HashSet<>();
        for (Reached one : reached) {
            if (one.match.role() == Role.DEPRECATED) {
                rules.add(one.match.rule().id());
            }
        }
        return rules;
    }

    private void take(Accessor accessor) {
        for (Caller caller : accessor.callers.isEmpty() ? List.of(accessor.asWritten) : accessor.callers) {
            take(caller, accessor.reached);
        }
    }

    private void take(ClassShape shape, String codeSource, byte[] classFile, Access access, List<Reached> reached) {
        if (access.isOnAccessor()) {
            Target called = new Target(access.owner(), access.name(), access.descriptor());
            accessor(called).callers.add(caller(shape, codeSource, access));
        }
        if (reached.isEmpty()
                || (access.isField() && reached.get(0).target.className().equals(shape.name()))
                || passesOn(shape, classFile, access)) {
            return;
        }
        Caller caller = caller(shape, codeSource, access);
        ClassShape.Member within = shape.member(access.method(), access.methodDescriptor());
        if (within == null || !within.isAccessor(shape.source())) {
            take(caller, reached);
            return;
        }
        Accessor accessor = accessor(new Target(shape.name(), within.name(), within.descriptor()));
        accessor.asWritten = caller;
        accessor.reached.addAll(reached);
    }

    private Accessor accessor(Target method) {
        return accessors.computeIfAbsent(method, it -> new Accessor());
    }

    private static Caller caller(ClassShape shape, String codeSource, Access access) {
        return new Caller(
                shape.name(),
                access.method(),
                access.methodDescriptor(),
                access.line(),
                shape.source(),
                codeSource,
                "",
                shape.nestedIn());
    }

    private void take(Caller caller, List<Reached> reached) {
        for (Reached one : reached) {
            Match match = one.match;
            CallerSide.CountedAs tally = matcher.side(
                            match.rule(), caller.className(), caller.nestedIn(), caller.method(), caller.descriptor())
                    .towards(match.role());
            if (tally != CallerSide.CountedAs.EXEMPT) {
                Site site = new Site(match.rule().id(), match.role(), one.kind, caller, one.target);
                sites.put(site, state(match, tally, caller));
            }
        }
    }

    /**
     * Whether the access is in a method that a compiler made to pass its own call on: who calls that is the caller, and
     * the agent's guard finds it.
     */
    private boolean passesOn(ClassShape shape, byte[] classFile, Access access) {
        ClassShape.Member within = access.isField() ? null : shape.member(access.method(), access.methodDescriptor());
        if (within == null) {
            return false;
        }
        StandIn called = standIn(access.owner(), access.name(), access.descriptor());
        StandIn self = standIn(shape.name(), within.name(), within.descriptor());
        return StandIn.passesOn(
                within.isBridge() || (called != null && isForwarder(shape, within, classFile, self)),
                within.name(),
                within.descriptor(),
                self,
                new Target(access.owner(), access.name(), access.descriptor()),
                called);
    }

    private boolean isForwarder(ClassShape shape, ClassShape.Member within, byte[] classFile, @Nullable StandIn self) {
        int method = 0;
        for (ClassShape.Member member : shape.members()) {
            if (member.equals(within)) {
                break;
            }
            method += member.isField() ? 0 : 1;
        }
        Target to = within.name().startsWith("<")
                ? null
                : ClassFileReader.handedOnTo(classFile, method, within.isStatic(), within.descriptor());
        return to != null
                && StandIn.isForwarder(
                        self,
                        standIn(to.className(), to.member(), to.descriptor()),
                        within.isStatic(),
                        within.name(),
                        within.descriptor());
    }

    private @Nullable StandIn standIn(String owner, String name, String descriptor) {
        return StandIn.of(owner.replace('.', '/'), name, descriptor, hierarchy);
    }

    /** What a compiler calls in place of a method counts as that; else what is called. */
    private List<Reached> reached(Access access) {
        StandIn standIn = access.isField() ? null : standIn(access.owner(), access.name(), access.descriptor());
        if (standIn != null) {
            Target meant = standIn.meant();
            List<Reached> reached = reachedAsNamed(new Access(
                    access.method(),
                    access.methodDescriptor(),
                    access.line(),
                    standIn.ofSuper() ? Kind.SUPER : access.kind(),
                    meant.className(),
                    meant.member(),
                    meant.descriptor(),
                    false));
            if (!reached.isEmpty()) {
                return reached;
            }
        }
        return reachedAsNamed(access);
    }

    private List<Reached> reachedAsNamed(Access access) {
        if (!mayReach(access.owner())) {
            return List.of();
        }
        Target named = new Target(access.owner(), access.name(), access.descriptor());
        ReachedMembers reached = ReachedMembers.of(named, matcher, hierarchy).with(inherited(access));
        return reached.listed().stream()
                .map(it -> new Reached(it.match(), access.kind(), it.target()))
                .toList();
    }

    /**
     * Whether the class or an ancestor is listed: asked once for each class, since a policy may have thousands of
     * globs.
     */
    private boolean mayReach(String className) {
        Boolean known = listed.get(className);
        if (known != null) {
            return known;
        }
        listed.put(className, false); // should it be its own ancestor
        boolean found = matcher.lists(className);
        ClassShape shape = found ? null : hierarchy.find(className);
        for (String parent : shape == null ? List.<String>of() : shape.parents()) {
            found |= mayReach(parent);
        }
        listed.put(className, found);
        return found;
    }

    private List<Inherited> inherited(Access access) {
        if (!matcher.listsJdk()) {
            return List.of();
        }
        String key = access.owner() + ' ' + access.name() + access.descriptor() + access.dispatched();
        return inherited.computeIfAbsent(
                key,
                it -> InheritedMembers.of(
                        access.owner(), access.name(), access.descriptor(), access.dispatched(), matcher, hierarchy));
    }

    private State state(Match match, CallerSide.CountedAs tally, Caller caller) {
        if (tally == CallerSide.CountedAs.DELEGATION) {
            return State.DELEGATED;
        }
        if (match.role() == Role.CANONICAL) {
            return State.CANONICAL;
        }
        AllowEntry entry = match.rule().allowEntry(caller.className(), caller.method(), today);
        return entry == null ? State.OPEN : State.ALLOWED;
    }

    /** A method that a compiler made for classes to reach what they could not: who calls it is the caller. */
    private static final class Accessor {
        private final List<Reached> reached = new ArrayList<>(1);
        private final List<Caller> callers = new ArrayList<>(1);
        private Caller asWritten = Caller.passerBy();
    }

    /** A rule that lists what is reached, how it is reached, and the member by which it is listed. */
    private record Reached(Match match, Kind kind, Target target) {}
}
