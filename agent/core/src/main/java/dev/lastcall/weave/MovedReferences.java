package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.classfile.ConstantPool;
import dev.lastcall.classfile.MembersOfConstant;
import dev.lastcall.evidence.Kind;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Enclosing;
import dev.lastcall.site.WovenCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The method references of one class that name a listed member, or a method that looks up members: each is turned into
 * a reference to a synthetic method of the class that contains the call, as javac does for a lambda. So it is a direct
 * call, with the class that wrote the reference as its caller.
 *
 * <p>A class that is retransformed may gain or lose no method: then exactly those references are moved that were when
 * it was loaded, even those that are no longer listed, which then announce nothing. Serializable references stay as
 * they are, since their serial form names the member.
 */
final class MovedReferences {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    /** The method that makes those that are serializable, and others. */
    private static final String SERIALIZABLE = "altMetafactory";

    private static final int IMPLEMENTATION = 1;
    private static final int FLAGS = 3;
    private static final int FLAG_SERIALIZABLE = 1;

    private final ClassFacts facts;
    private final Announcer announcer;
    private final Reflection reflection;
    private final @Nullable BitSet only;
    private final BitSet done = new BitSet();
    private final List<Moved> moved = new ArrayList<>();
    private int ordinal;

    /** @param only the ordinals of the references that may be moved; null: any */
    MovedReferences(ClassFacts facts, Announcer announcer, Reflection reflection, @Nullable BitSet only) {
        this.facts = facts;
        this.announcer = announcer;
        this.reflection = reflection;
        this.only = only;
    }

    /**
     * The names of the methods of which a listed class that loads may keep references as they are: to what is not
     * listed by the name that stands there, or all if some may be serializable. Of other classes nobody asks.
     *
     * @return {@link WovenCode#ANY} for all
     */
    static Set<String> left(String className, ConstantPool pool, PolicyMatcher matcher) {
        if (!matcher.lists(className)) {
            return WovenCode.ANY;
        }
        Set<String> names = new HashSet<>(0);
        for (int i = 1; i < pool.size(); i++) {
            if (!pool.is(i, ConstantPool.METHOD_HANDLE)) {
                continue;
            }
            int member = pool.handled(i);
            String owner = pool.className(pool.owner(member));
            String name = pool.memberName(member);
            String descriptor = pool.memberDescriptor(member);
            if (!descriptor.startsWith("(")) { // a field's, as each record has
                continue;
            }
            if (name.equals(SERIALIZABLE) && owner.equals(METAFACTORY)) {
                return WovenCode.ANY;
            }
            if (matcher.method(owner.replace('/', '.'), name, descriptor).isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Whether a method of that name stands in for a method reference, by this class's work. */
    static boolean isOurs(int access, String method) {
        return (access & Opcodes.ACC_SYNTHETIC) != 0 && Enclosing.isMovedReference(method);
    }

    /** The ordinals, among the class's {@code invokedynamic} instructions, of the references that were moved. */
    BitSet done() {
        return (BitSet) done.clone();
    }

    /** The bootstrap arguments to use at this instruction: those given, or some with the reference moved. */
    Object[] moved(CodeLine at, String factoryDescriptor, Handle bootstrap, Object[] arguments) {
        int here = ordinal++;
        if (!bootstrap.getOwner().equals(METAFACTORY)
                || arguments.length <= IMPLEMENTATION
                || !(arguments[IMPLEMENTATION] instanceof Handle handle)
                || isSerializable(bootstrap, arguments)
                || (only != null && !only.get(here))) {
            return arguments;
        }
        Called called = new Called(
                handle.getOwner(), handle.getName(), handle.getDesc(), MembersOfConstant.isOnReceiver(handle));
        Announcement found = announcer.call(at, Kind.METHOD_REF, called);
        ReflectiveUse use = use(handle);
        if (found == null && use == null && only == null) {
            return arguments;
        }
        int place = use == null ? 0 : reflection.place(use, at);
        Moved reference = new Moved(
                Enclosing.MOVED_REFERENCE + here,
                descriptorOf(handle, factoryDescriptor),
                handle,
                found,
                use,
                place,
                at.line());
        moved.add(reference);
        done.set(here);
        Object[] changed = arguments.clone();
        changed[IMPLEMENTATION] = new Handle(
                Opcodes.H_INVOKESTATIC, facts.name(), reference.name, reference.descriptor, facts.isInterface());
        return changed;
    }

    /** Of what is used at once, a guard finds the caller, which must not be the synthetic method. */
    private @Nullable ReflectiveUse use(Handle handle) {
        ReflectiveUse use = reflection.use(handle.getOwner(), handle.getName(), handle.getDesc());
        return use == null || !use.isLookUp() ? null : use;
    }

    private static boolean isSerializable(Handle bootstrap, Object[] arguments) {
        return bootstrap.getName().equals(SERIALIZABLE)
                && arguments.length > FLAGS
                && arguments[FLAGS] instanceof Integer flags
                && (flags & FLAG_SERIALIZABLE) != 0;
    }

    /** A bound receiver has the type that the factory captures, which must be met exactly; an unbound one its own. */
    private static String descriptorOf(Handle handle, String factoryDescriptor) {
        if (handle.getTag() == Opcodes.H_INVOKESTATIC) {
            return handle.getDesc();
        }
        Type[] parameters = Type.getArgumentTypes(handle.getDesc());
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return Type.getMethodDescriptor(Type.getObjectType(handle.getOwner()), parameters);
        }
        Type[] captured = Type.getArgumentTypes(factoryDescriptor);
        Type[] all = new Type[parameters.length + 1];
        all[0] = captured.length > 0 ? captured[0] : Type.getObjectType(handle.getOwner());
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return Type.getMethodDescriptor(Type.getReturnType(handle.getDesc()), all);
    }

    /** The references that were moved, for each of which the class gets a method. */
    List<Moved> moved() {
        return moved;
    }

    /**
     * A reference that was moved.
     *
     * @param name of the method that stands in for it
     * @param handle what the reference named
     * @param announcement null if that is no longer listed
     * @param use how it reaches a member by reflection; null: it does not
     * @param place the number of the place where it does
     */
    record Moved(
            String name,
            String descriptor,
            Handle handle,
            @Nullable Announcement announcement,
            @Nullable ReflectiveUse use,
            int place,
            int line) {}
}
