package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.CodeSearch;
import dev.lastcall.classfile.ConstantPool;
import dev.lastcall.classfile.LambdaBodies;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.HotCalls.HotCall;
import dev.lastcall.site.Origin;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.ReflectiveSites;
import dev.lastcall.site.Sites;
import dev.lastcall.site.Surroundings;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves class files. Thread-safe. */
final class Weaver {
    /** Where a class file has its version. */
    private static final int VERSION = 6;

    private final PolicyMatcher matcher;
    private final ClassFilter filter;
    private final Sites sites;
    private final ReflectiveSites reflectiveSites;
    private final WovenCalls wovenCalls;
    private final Lineage lineage;
    private final InheritanceFromJdk fromJdk;
    private final OtherAgents agents;
    private final MovedAtLoad movedAtLoad;

    Weaver(
            PolicyMatcher matcher,
            ClassFilter filter,
            Sites sites,
            ReflectiveSites reflectiveSites,
            WovenCalls wovenCalls,
            OtherAgents agents,
            MovedAtLoad movedAtLoad) {
        this.agents = agents;
        this.matcher = matcher;
        this.filter = filter;
        this.sites = sites;
        this.reflectiveSites = reflectiveSites;
        this.wovenCalls = wovenCalls;
        this.movedAtLoad = movedAtLoad;
        this.lineage = new Lineage(matcher, filter);
        this.fromJdk = new InheritanceFromJdk(lineage, matcher, filter);
    }

    /**
     * What became of a class.
     *
     * @param className its binary name, as its class file has it
     * @param classFile the woven class file; null if there was nothing to weave
     * @param blindSpots what can't be watched in it, a sentence each
     * @param listsFields whether it has fields that are listed, which reflection may read
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once
    record Woven(String className, byte @Nullable [] classFile, List<String> blindSpots, boolean listsFields) {}

    /**
     * Weaves a class file.
     *
     * @param loaded whether the class exists already, so that no method may be added to it
     * @throws RuntimeException if the class can't be read or would have too many constants; it must stay as it is
     */
    Woven weave(@Nullable ClassLoader loader, byte[] classFile, @Nullable ProtectionDomain domain, boolean loaded) {
        return weave(loader, classFile, domain, loaded, false);
    }

    /**
     * Weaves the class file of a hidden class. The class will have another name, and others may have that of its file: so
     * nothing is remembered by its name.
     */
    Woven weaveHidden(@Nullable ClassLoader loader, byte[] classFile, @Nullable ProtectionDomain domain) {
        return weave(loader, classFile, domain, false, true);
    }

    private Woven weave(
            @Nullable ClassLoader loader,
            byte[] given,
            @Nullable ProtectionDomain domain,
            boolean loaded,
            boolean hidden) {
        byte[] classFile = Unwoven.of(given);
        ClassReader reader = new ClassReader(classFile);
        ClassFacts facts = ClassFacts.of(reader);
        lineage.learn(facts, reader, loader);
        Surroundings around = SurroundingsReader.of(facts, classFile, matcher, lineage, loader);
        List<String> missed = List.of();
        if (!hidden) {
            wovenCalls.surroundings(loader, facts.className(), around);
            missed = fromJdk.missedBefore(facts.className(), reader, loader);
        }
        Set<String> tooLarge = new HashSet<>();
        Set<HotCall> hot = hidden ? Set.of() : wovenCalls.hot().in(loader, facts.className());
        while (true) {
            try {
                byte[] woven = weave(loader, classFile, reader, facts, around, domain, loaded, hidden, tooLarge, hot);
                byte[] changed = woven == null && classFile != given ? classFile : woven;
                return new Woven(facts.className(), changed, blindSpots(facts, tooLarge, missed), listsFields(facts));
            } catch (MethodTooLargeException e) {
                if (!hot.isEmpty()) {
                    hot = Set.of(); // rather slow than not seen
                } else if (!tooLarge.add(e.getMethodName() + e.getDescriptor())) {
                    throw e;
                }
            }
        }
    }

    private List<String> blindSpots(ClassFacts facts, Set<String> tooLarge, List<String> missed) {
        List<String> blindSpots =
                matcher.lists(facts.className()) ? UnwatchableMembers.in(facts, matcher) : new ArrayList<>(0);
        blindSpots.addAll(missed);
        for (String method : tooLarge) {
            blindSpots.add("the method " + method + " is not woven: it would be over 64 KB");
        }
        return blindSpots;
    }

    private boolean listsFields(ClassFacts facts) {
        if (!matcher.lists(facts.className())) {
            return false;
        }
        for (String field : facts.fields()) {
            if (!matcher.field(facts.className(), field).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private byte @Nullable [] weave(
            @Nullable ClassLoader loader,
            byte[] classFile,
            ClassReader reader,
            ClassFacts facts,
            Surroundings around,
            @Nullable ProtectionDomain domain,
            boolean loaded,
            boolean hidden,
            Set<String> tooLarge,
            Set<HotCall> hot) {
        List<String> listedAncestors = lineage.listedAncestors(facts, loader);
        BitSet moved = hidden ? new BitSet() : loaded ? movedAtLoad.of(loader, facts.name()) : null;
        String bodiesOf = StandIn.hostOf(facts.className());
        boolean isTarget = matcher.lists(facts.className())
                || !listedAncestors.isEmpty()
                || (bodiesOf != null && matcher.lists(bodiesOf));
        ConstantPool pool = new ConstantPool(classFile);
        boolean[] constants = new MemberReferences(pool)
                .thatMatter(filter, matcher.listsJdk(), moved != null && !moved.isEmpty(), lineage, loader);
        CodeSearch code = new CodeSearch(pool, constants, isTarget);
        if (code.isInVain() && hot.isEmpty()) {
            return null;
        }
        boolean ofAgent = agents.made(loader, domain, facts.className());
        LambdaBodies bodies = new LambdaBodies(facts, reader);
        Announcer announcer = new Announcer(
                matcher,
                lineage,
                fromJdk,
                sites,
                facts,
                around,
                reader,
                bodies,
                loader,
                Origin.codeSource(domain),
                ofAgent,
                loaded);
        Reflection reflection = new Reflection(matcher, reflectiveSites, announcer, ofAgent);
        MovedReferences references = new MovedReferences(facts, announcer, moved);
        ClassWriter writer = new ClassWriter(reader, 0);
        WovenCode before = wovenCalls.code(loader, facts.className());
        ClassWork work = new ClassWork(
                facts,
                matcher,
                listedAncestors,
                sites,
                announcer,
                reflection,
                references,
                loaded && before != null ? before.generation() + 1 : 0,
                wovenCalls.hot(),
                hot);
        boolean frames =
                reader.readUnsignedShort(VERSION) >= Opcodes.V1_6; // else the JVM reads none, whatever is written there
        reader.accept(new WeavingClass(writer, work, code, tooLarge), frames ? 0 : ClassReader.SKIP_FRAMES);
        if (!work.isChanged()) {
            return null;
        }
        byte[] woven = writer.toByteArray();
        if (hidden) {
            return woven;
        }
        Set<String> referred = loaded
                ? before == null ? WovenCode.ANY : before.referred()
                : MovedReferences.left(facts.className(), pool, matcher);
        wovenCalls.put(loader, facts.className(), work.code(referred));
        if (!loaded) {
            movedAtLoad.remember(loader, facts.name(), references.done());
        }
        return woven;
    }
}
