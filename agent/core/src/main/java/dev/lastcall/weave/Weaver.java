package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.CodeSearch;
import dev.lastcall.classfile.ConstantPool;
import dev.lastcall.classfile.OddAttributes;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.BlindSpot;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.HotCalls.HotCall;
import dev.lastcall.site.Surroundings;
import dev.lastcall.site.WovenCalls;
import dev.lastcall.site.WovenCode;
import dev.lastcall.site.WovenProcess;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassTooLargeException;
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
    private final WovenProcess process;
    private final WovenCalls wovenCalls;
    private final Lineage lineage;
    private final InheritanceFromJdk fromJdk;
    private final MovedAtLoad movedAtLoad;
    private final EarlySubclasses early;
    private final ForeignBodies foreign;
    private final Inheritors inheritors;

    Weaver(
            PolicyMatcher matcher,
            ClassFilter filter,
            WovenProcess process,
            MovedAtLoad movedAtLoad,
            EarlySubclasses early) {
        this.early = early;
        this.matcher = matcher;
        this.filter = filter;
        this.process = process;
        this.wovenCalls = process.wovenCalls();
        this.movedAtLoad = movedAtLoad;
        this.lineage = new Lineage(matcher, filter);
        this.foreign = new ForeignBodies(lineage, matcher, filter, process.sites(), wovenCalls, early);
        this.fromJdk = new InheritanceFromJdk(lineage, matcher, filter);
        this.inheritors = new Inheritors(matcher, lineage);
    }

    /**
     * What became of a class.
     *
     * @param className its binary name, as its class file has it
     * @param classFile the woven class file; null if there was nothing to weave
     * @param blindSpots what can't be watched in it
     * @param listsFields whether it has fields that are listed, which reflection may read
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once
    record Woven(String className, byte @Nullable [] classFile, List<BlindSpot> blindSpots, boolean listsFields) {}

    /** As {@link Lineage#learnedAt}. */
    int learnedAt(String className) {
        return lineage.learnedAt(className);
    }

    /** By whose names listed members are called. */
    Inheritors inheritors() {
        return inheritors;
    }

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
     * Weaves the class file of a hidden class. The class will have another name, and others may have that of its file:
     * so nothing is remembered by its name.
     */
    Woven weaveHidden(@Nullable ClassLoader loader, byte[] classFile, @Nullable ProtectionDomain domain) {
        return weave(loader, classFile, domain, false, true);
    }

    /** What cannot be read of a class file, nor does the JVM read, stays as it is. */
    private Woven weave(
            @Nullable ClassLoader loader,
            byte[] given,
            @Nullable ProtectionDomain domain,
            boolean loaded,
            boolean hidden) {
        byte[] classFile = Unwoven.of(given);
        ConstantPool pool = new ConstantPool(classFile);
        OddAttributes misread = OddAttributes.misread(pool);
        try {
            ConstantPool readable = misread == null ? pool : new ConstantPool(misread.hidden());
            return shown(weave(ClassToWeave.of(loader, domain, readable, loaded, hidden), classFile != given), misread);
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            throw e;
        } catch (RuntimeException unreadable) {
            for (OddAttributes odd : OddAttributes.in(classFile)) {
                try {
                    ConstantPool readable = new ConstantPool(odd.hidden());
                    ClassToWeave type = ClassToWeave.of(loader, domain, readable, loaded, hidden);
                    return shown(weave(type, classFile != given), odd);
                } catch (MethodTooLargeException | ClassTooLargeException e) {
                    throw e;
                } catch (RuntimeException stillUnreadable) {
                    // there may be another way
                }
            }
            throw unreadable;
        }
    }

    /** @param odd attributes that were hidden; null: none */
    private static Woven shown(Woven woven, @Nullable OddAttributes odd) {
        byte[] classFile = woven.classFile();
        return odd == null || classFile == null
                ? woven
                : new Woven(woven.className(), odd.shown(classFile), woven.blindSpots(), woven.listsFields());
    }

    /** @param undone whether its class file is another than the one that was given, and must be handed on */
    private Woven weave(ClassToWeave type, boolean undone) {
        ClassFacts facts = type.facts();
        if (lineage.learn(facts, type.reader(), type.loader()) && !type.hidden()) {
            early.found(facts.name(), lineage.listedWith(facts, type.loader()), wovenCalls);
            inheritors.loads(type.name());
        }
        Surroundings around = SurroundingsReader.of(facts, type.file(), matcher, lineage, type.loader());
        List<String> missed = List.of();
        if (!type.hidden()) {
            wovenCalls.surroundings(type.loader(), type.name(), around);
            missed = fromJdk.missedBefore(type.name(), type.reader(), type.loader());
        }
        Set<String> tooLarge = new HashSet<>();
        Set<HotCall> hot = type.hidden() ? Set.of() : wovenCalls.hot().in(type.loader(), type.name());
        while (true) {
            try {
                byte[] woven = weave(type, around, tooLarge, hot);
                byte[] changed = woven == null && undone ? type.file() : woven;
                return new Woven(type.name(), changed, blindSpots(facts, tooLarge, missed), listsFields(facts));
            } catch (MethodTooLargeException e) {
                if (!hot.isEmpty()) {
                    hot = Set.of(); // rather slow than not seen
                } else if (!tooLarge.add(e.getMethodName() + e.getDescriptor())) {
                    throw e;
                }
            }
        }
    }

    private List<BlindSpot> blindSpots(ClassFacts facts, Set<String> tooLarge, List<String> missed) {
        List<BlindSpot> blindSpots =
                matcher.lists(facts.className()) ? UnwatchableMembers.in(facts, matcher) : new ArrayList<>(0);
        for (String sentence : missed) {
            blindSpots.add(new BlindSpot(facts.className(), sentence));
        }
        for (String method : tooLarge) {
            blindSpots.add(new BlindSpot(
                    facts.className(),
                    "the method " + method + " is not woven: it would be over 64 KB, or another limit of class files"));
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

    private byte @Nullable [] weave(ClassToWeave type, Surroundings around, Set<String> tooLarge, Set<HotCall> hot) {
        int learned = lineage.learned();
        List<String> listedAncestors = lineage.listedAncestors(type.facts(), type.loader());
        foreign.findFor(type.facts(), listedAncestors, type.loader());
        inheritors.lookAt(type.facts(), listedAncestors, type.loader());
        BitSet moved = mayMove(type);
        ConstantPool pool = type.pool();
        boolean[] constants = new MemberReferences(pool)
                .thatMatter(filter, matcher.listsJdk(), moved != null && !moved.isEmpty(), lineage, type.loader());
        CodeSearch code = new CodeSearch(pool, constants, isTarget(type, listedAncestors));
        if (code.isInVain() && hot.isEmpty()) {
            return null;
        }
        WovenCode before = wovenCalls.code(type.loader(), type.name());
        int generation = type.loaded() && before != null ? before.generation() + 1 : 0;
        boolean ofAgent = process.agents().made(type.loader(), type.domain(), type.name());
        Announcer announcer = new Announcer(matcher, lineage, fromJdk, process.sites(), type, around, ofAgent);
        Reflection reflection = new Reflection(matcher, process.reflectiveSites(), announcer, ofAgent);
        MovedReferences references = new MovedReferences(type.facts(), announcer, reflection, moved);
        ListedBodies bodies = new ListedBodies(type, matcher, listedAncestors, process.sites(), announcer, foreign);
        ClassWork work = new ClassWork(
                type.facts(),
                bodies,
                announcer,
                reflection,
                references,
                new HintsOfClass(wovenCalls.hot(), hot),
                generation);
        ClassWriter writer = new ClassWriter(type.reader(), 0);
        type.reader().accept(new WeavingClass(writer, work, code, tooLarge), framesOf(type.reader()));
        for (int overridden : bodies.overridden()) {
            inheritors.overrides(type.facts(), process.sites().target(overridden), type.loader());
        }
        if (!work.isChanged()) {
            return null;
        }
        byte[] woven = writer.toByteArray();
        if (!type.hidden() && type.loaded()) {
            wovenCalls.put(type.loader(), type.name(), work.code(referred(type, before), learned));
        } else if (!type.hidden()) {
            wovenCalls.putNew(type.loader(), type.name(), work.code(referred(type, before), learned));
        }
        if (!type.hidden() && !type.loaded()) {
            movedAtLoad.remember(type.loader(), type.facts().name(), references.done());
        }
        return woven;
    }

    /** The ordinals of the method references that may be moved; null: any. */
    private @Nullable BitSet mayMove(ClassToWeave type) {
        if (type.hidden()) {
            return new BitSet();
        }
        return type.loaded() ? movedAtLoad.of(type.loader(), type.facts().name()) : null;
    }

    /** Whether a method of the class may be listed, or override one that is. */
    private boolean isTarget(ClassToWeave type, List<String> listedAncestors) {
        String bodiesOf = StandIn.hostOf(type.name());
        return matcher.lists(type.name())
                || !listedAncestors.isEmpty()
                || foreign.areIn(type.name())
                || (bodiesOf != null && matcher.lists(bodiesOf));
    }

    /** Before version 50 the JVM reads no frames, whatever is written there. */
    private static int framesOf(ClassReader reader) {
        return reader.readUnsignedShort(VERSION) >= Opcodes.V1_6 ? 0 : ClassReader.SKIP_FRAMES;
    }

    /** As {@link WovenCode#referred}. */
    private Set<String> referred(ClassToWeave type, @Nullable WovenCode before) {
        if (type.loaded()) {
            return before == null ? WovenCode.ANY : before.referred();
        }
        return MovedReferences.left(type.name(), type.pool(), matcher);
    }
}
