package dev.lastcall.weave;

import dev.lastcall.classfile.CallKind;
import dev.lastcall.classfile.MembersOfConstant;
import dev.lastcall.classfile.StandIn;
import dev.lastcall.evidence.Kind;
import dev.lastcall.site.WovenCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Weaves one method: a guard at its start if it is listed, an announcement before each listed access. */
final class WeavingMethod extends MethodVisitor implements MembersOfConstant.Sink {
    /** What a class file counts in two bytes has so many at most: ASM looks at the length of the code alone. */
    private static final int MOST = 0xFFFF;

    private final ClassWork owner;
    private final int access;
    private final String name;
    private final String descriptor;
    /** In a bridge, numbers of the targets whose tickets it carries, each in a spare local from the first one on. */
    private final List<Integer> carried = new ArrayList<>();

    private boolean carries = true;
    private final int firstLocal;
    private int firstSpareLocal;
    private int spareLocals;
    private CodeLine line;
    /** Whether something was woven in where the stack is not empty, as it is where a guard stands. */
    private boolean onStack;

    private int handlers;
    /** Where {@link #copyReceiver} has put arguments. */
    private int[] laidAside = {};

    private final CallKind kinds;
    private final boolean passesOn;
    private final @Nullable StandIn standIn;
    private final FailedCalls failed;

    /**
     * @param maxLocals how many slots the method's own locals take
     * @param passesOn whether a compiler made the method to pass a call on
     */
    WeavingMethod(
            MethodVisitor next,
            ClassWork owner,
            int access,
            String name,
            String descriptor,
            int maxLocals,
            boolean passesOn) {
        super(Opcodes.ASM9, next);
        this.passesOn = passesOn;
        this.standIn = owner.announcer().standIn(owner.facts().name(), name, descriptor);
        this.owner = owner;
        this.access = access;
        this.name = name;
        this.descriptor = descriptor;
        this.line = new CodeLine(name, descriptor, 0);
        this.firstLocal = maxLocals;
        this.firstSpareLocal = maxLocals;
        this.kinds = new CallKind(owner.facts().name(), name);
        this.failed = new FailedCalls(owner.facts().name(), owner.superName(), name, descriptor, owner.hasFrames());
        if (owner.hints().isHot(name, descriptor)) {
            failed.endAtAllHandlers();
        }
    }

    @Override
    public void visitCode() {
        super.visitCode();
        int target = owner.guardedTarget(access, name, descriptor, passesOn);
        if (target != 0) {
            mark();
        }
        List<Integer> targets = owner.bodies().overriddenTargets(access, name, descriptor);
        boolean onlyDrops = target == 0 && !passesOn && !owner.isGenerated();
        if (onlyDrops && !targets.isEmpty()) {
            owner.changed();
            BridgeCalls.drop(mv);
        }
        for (int overridden : onlyDrops ? List.<Integer>of() : targets) {
            owner.changed();
            if (target != 0 && owner.bodies().countsFor(overridden, target)) {
                BridgeCalls.pass(mv, overridden, target);
            } else if (passesOn) {
                carry(overridden);
            } else if (owner.isGenerated()) {
                BridgeCalls.intercept(mv, overridden);
            } else {
                BridgeCalls.drop(mv, overridden);
            }
        }
        if (target != 0) {
            Label guard = new Label();
            boolean receiver = (access & Opcodes.ACC_STATIC) == 0 && !name.equals("<init>");
            BridgeCalls.enter(mv, receiver, target, guard);
            owner.guarded(name, descriptor, guard, target);
        }
    }

    /** Moves the guard, from generation to generation, to where it was not before. */
    private void mark() {
        int generation = owner.generation();
        for (int i = 0; generation > 0 && i <= (generation & 1); i++) {
            BridgeCalls.mark(mv, WovenCode.mark(generation));
        }
    }

    /** Takes a ticket away from the body of a bridge, which may fail before it passes the call on. */
    private void carry(int overridden) {
        BridgeCalls.take(mv, overridden);
        mv.visitVarInsn(Opcodes.ISTORE, firstSpareLocal);
        firstSpareLocal++;
        carried.add(overridden);
    }

    /** The call is about to be passed on: a ticket that was for it is one for whom it reaches. */
    private void passOn(int target) {
        for (int i = 0; carries && i < carried.size(); i++) {
            if (owner.bodies().countsFor(carried.get(i), target)) {
                changesOnStack();
                mv.visitVarInsn(Opcodes.ILOAD, firstLocal + i);
                BridgeCalls.give(mv, target);
            }
        }
    }

    @Override
    public void visitFrame(int type, int numLocal, Object @Nullable [] local, int numStack, Object @Nullable [] stack) {
        carries = false; // no bridge of a compiler branches, and here the spare locals end
        super.visitFrame(type, numLocal, local, numStack, stack);
        failed.frame(type, numLocal, local, mv);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        handlers++;
        failed.handler(handler, type);
        super.visitTryCatchBlock(start, end, handler, type);
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        failed.label(label, mv);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = new CodeLine(name, descriptor, number);
        super.visitLineNumber(number, start);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        kinds.typeInstruction(opcode);
        if (opcode == Opcodes.NEW) {
            failed.allocates(type);
        }
        super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        if (variable == 0 && opcode >= Opcodes.ISTORE) {
            failed.storesFirstLocal();
        }
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitFieldInsn(int opcode, String fieldOwner, String field, String fieldDescriptor) {
        if (owner.isProxy()) {
            super.visitFieldInsn(opcode, fieldOwner, field, fieldDescriptor);
            return;
        }
        boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        Called used = new Called(fieldOwner, field, fieldDescriptor, false);
        Announcement found = owner.announcer().field(line, write ? Kind.FIELD_WRITE : Kind.FIELD_READ, used);
        if (found != null) {
            boolean instance = opcode == Opcodes.GETFIELD || opcode == Opcodes.PUTFIELD;
            Type[] above = opcode == Opcodes.PUTFIELD ? new Type[] {Type.getType(fieldDescriptor)} : new Type[0];
            announce(found, instance, above);
        }
        super.visitFieldInsn(opcode, fieldOwner, field, fieldDescriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String methodOwner, String method, String methodDescriptor, boolean itf) {
        if (owner.isProxy()) {
            super.visitMethodInsn(opcode, methodOwner, method, methodDescriptor, itf);
            return;
        }
        reflect(methodOwner, method, methodDescriptor);
        Kind kind = kinds.of(opcode, methodOwner, method);
        boolean initializes = method.equals("<init>") && failed.initializes(methodOwner);
        boolean dispatched = opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE;
        Called called = new Called(methodOwner, method, methodDescriptor, dispatched);
        int passedOn = isBridgeTo(called) ? owner.announcer().passedOn(line, called, standIn != null) : 0;
        Announcement found = passedOn != 0 ? null : owner.announcer().call(line, kind, called);
        if (passedOn != 0) {
            owner.passesOn(name, descriptor);
            passOn(passedOn);
        } else if (found != null) {
            announce(found, dispatched, Type.getArgumentTypes(methodDescriptor));
            Label call = here();
            owner.announced(line, call, found);
            super.visitMethodInsn(opcode, methodOwner, method, methodDescriptor, itf);
            if (!initializes) {
                failed.announced(call, here());
            }
            return;
        } else if (!method.equals("<init>")) {
            int hint = dispatched && failed.canEnd() ? owner.hint(line, called) : 0;
            if (hint != 0) {
                boolean reflects = called.isByHandle()
                        || ReflectionNames.METHOD.equals(methodOwner)
                        || ReflectionNames.CONSTRUCTOR.equals(methodOwner);
                if (called.isByHandle()) {
                    markHandle(hint, Type.getArgumentTypes(methodDescriptor));
                } else if (reflects) {
                    markReflected(hint, Type.getArgumentTypes(methodDescriptor));
                } else {
                    hint(hint, Type.getArgumentTypes(methodDescriptor));
                }
                Label call = here();
                owner.hinted(line, call, hint);
                super.visitMethodInsn(opcode, methodOwner, method, methodDescriptor, itf);
                if (reflects) {
                    BridgeCalls.unmarkCall(mv);
                }
                failed.announced(call, here());
                return;
            }
            owner.unannounced(line, here());
        }
        super.visitMethodInsn(opcode, methodOwner, method, methodDescriptor, itf);
    }

    /** {@code Method.invoke} has an instance below the last argument, {@code Constructor.newInstance} none. */
    private void markReflected(int hint, Type[] arguments) {
        changesOnStack();
        Type[] last = {arguments[arguments.length - 1]};
        int[] aside = layAside(last);
        if (arguments.length == 2) {
            mv.visitInsn(Opcodes.DUP2);
        } else {
            mv.visitInsn(Opcodes.DUP);
            mv.visitInsn(Opcodes.ACONST_NULL);
        }
        BridgeCalls.markCall(mv, hint);
        load(last, aside, 0);
    }

    /** The handle is below all arguments; the first may be the instance that its method is called on. */
    private void markHandle(int hint, Type[] arguments) {
        changesOnStack();
        boolean onInstance = arguments.length > 0 && arguments[0].getSort() >= Type.ARRAY;
        Type[] rest = onInstance ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        int[] aside = layAside(rest);
        if (onInstance) {
            mv.visitInsn(Opcodes.DUP2);
        } else {
            mv.visitInsn(Opcodes.DUP);
            mv.visitInsn(Opcodes.ACONST_NULL);
        }
        BridgeCalls.markHandle(mv, hint);
        for (int i = 0; i < rest.length; i++) {
            load(rest, aside, i);
        }
    }

    private void hint(int hint, Type[] above) {
        changesOnStack();
        Type[] high = copyReceiver(above);
        BridgeCalls.hint(mv, hint);
        putBack(high);
    }

    /** Something is woven in where the stack may hold as much as it ever does. */
    private void changesOnStack() {
        owner.changed();
        onStack = true;
    }

    private Label here() {
        Label here = new Label();
        super.visitLabel(here);
        return here;
    }

    /** Whether this is a bridge to that method: who calls the bridge is the caller, and the guard will find it. */
    private boolean isBridgeTo(Called called) {
        if (standIn == null && !passesOn) {
            return false;
        }
        return StandIn.passesOn(
                passesOn,
                name,
                descriptor,
                standIn,
                called.target(),
                owner.announcer().standIn(called));
    }

    private void reflect(String methodOwner, String method, String methodDescriptor) {
        ReflectiveUse use = owner.reflection().use(methodOwner, method, methodDescriptor);
        if (use == null || use == ReflectiveUse.SWITCH) {
            return;
        }
        changesOnStack();
        Type[] arguments = Type.getArgumentTypes(methodDescriptor);
        int[] spare = layAside(arguments);
        if (use.isOfReceiver()) {
            mv.visitInsn(Opcodes.DUP);
        }
        use.report(mv, owner.reflection().place(use, line), spare);
        for (int i = 0; i < arguments.length; i++) {
            load(arguments, spare, i);
        }
    }

    /** Moves the arguments from the stack to spare locals, whose numbers it returns. */
    private int[] layAside(Type[] arguments) {
        int[] spare = new int[arguments.length];
        int end = firstSpareLocal;
        for (int i = arguments.length - 1; i >= 0; i--) {
            spare[i] = end;
            mv.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), end);
            end += arguments[i].getSize();
        }
        spareLocals = Math.max(spareLocals, end - firstSpareLocal);
        return spare;
    }

    private void load(Type[] arguments, int[] spare, int i) {
        mv.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), spare[i]);
    }

    @Override
    public void visitInvokeDynamicInsn(
            String dynamicName, String dynamicDescriptor, Handle bootstrap, Object... arguments) {
        if (owner.reflection().switchesOver(dynamicDescriptor, bootstrap, arguments)) {
            switchOver();
        }
        Object[] moved = owner.references().moved(line, dynamicDescriptor, bootstrap, arguments);
        MembersOfConstant.bootstrap(bootstrap, this);
        for (Object argument : moved) {
            MembersOfConstant.of(argument, this);
        }
        super.visitInvokeDynamicInsn(dynamicName, dynamicDescriptor, bootstrap, moved);
    }

    @Override
    public void visitLdcInsn(Object value) {
        MembersOfConstant.of(value, this);
        super.visitLdcInsn(value);
    }

    /** A constant that is needed now names that member. */
    @Override
    public void found(Kind kind, String itsOwner, String member, String memberDescriptor, boolean dispatched) {
        Announcement found = owner.isProxy()
                ? null
                : owner.announcer().constant(line, kind, new Called(itsOwner, member, memberDescriptor, dispatched));
        if (found != null) {
            announce(found, false, new Type[0]);
        }
    }

    /** What is switched over lies below the label at which to go on. */
    private void switchOver() {
        changesOnStack();
        Type[] above = {Type.INT_TYPE};
        int[] spare = layAside(above);
        mv.visitInsn(Opcodes.DUP);
        BridgeCalls.constants(mv, owner.reflection().place(ReflectiveUse.SWITCH, line));
        load(above, spare, 0);
    }

    /**
     * Writes the announcement. Where the receiver may be null it lies below the arguments, past which it is copied.
     */
    private void announce(Announcement found, boolean mayBeNull, Type[] above) {
        owner.counts(found.sites());
        changesOnStack();
        if (!mayBeNull) {
            found.write(mv, false);
            return;
        }
        Type[] high = copyReceiver(above);
        found.write(mv, true);
        putBack(high);
    }

    /**
     * Copies the receiver to the top of the stack, below which it stays with its arguments: up to two slots of them by
     * instructions of the stack, which are shorter, and of the others there are none on the stack until {@link
     * #putBack}.
     *
     * @return the arguments that lie in spare locals
     */
    private Type[] copyReceiver(Type[] above) {
        int slots = 0;
        int low = 0;
        while (low < above.length && slots + above[low].getSize() <= 2) {
            slots += above[low].getSize();
            low++;
        }
        Type[] high = Arrays.copyOfRange(above, low, above.length);
        laidAside = layAside(high);
        switch (slots) {
            case 0 -> mv.visitInsn(Opcodes.DUP);
            case 1 -> {
                mv.visitInsn(Opcodes.DUP2);
                mv.visitInsn(Opcodes.POP);
            }
            default -> {
                mv.visitInsn(Opcodes.DUP2_X1);
                mv.visitInsn(Opcodes.POP2);
                mv.visitInsn(Opcodes.DUP_X2);
            }
        }
        return high;
    }

    private void putBack(Type[] high) {
        for (int i = 0; i < high.length; i++) {
            load(high, laidAside, i);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        failed.end(mv);
        int stack = onStack ? maxStack + BridgeCalls.STACK : Math.max(maxStack, BridgeCalls.STACK);
        int locals = maxLocals + carried.size() + spareLocals;
        if (Math.max(stack, locals) > MOST || handlers + failed.handlers() > MOST) {
            throw new MethodTooLargeException(owner.facts().name(), name, descriptor, 0);
        }
        super.visitMaxs(stack, locals);
    }
}
