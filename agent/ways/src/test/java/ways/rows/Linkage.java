package ways.rows;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Calls that the JVM or the JDK makes while it links or loads. */
public final class Linkage {
    private Linkage() {}

    private static Runnable runnable(String name, Consumer<MethodVisitor> body) throws ReflectiveOperationException {
        return Generated.runnable("ways/rows/" + name, Opcodes.V17, body, Linkage.class.getClassLoader());
    }

    @Way(value = "provider of a `ServiceLoader`", kind = "reflection")
    static final class ByServiceLoader extends Row {
        public interface Service {}

        public static final class Old implements Service {
            public Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            ServiceLoader.load(Service.class, Old.class.getClassLoader())
                    .iterator()
                    .next(); // <- here
        }
    }

    @Way(value = "bootstrap method of `invokedynamic`", kind = "indy", caller = "ways.rows.Indy#run", times = 1)
    static final class IndyBootstrap extends Row {
        public static final class Old {
            public static CallSite make(MethodHandles.Lookup lookup, String name, MethodType type) {
                Truth.ran();
                return new ConstantCallSite(MethodHandles.empty(type));
            }
        }

        @Override
        public void call() throws ReflectiveOperationException {
            Handle bootstrap = new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "ways/rows/Linkage$IndyBootstrap$Old",
                    "make",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
                            + "Ljava/lang/invoke/CallSite;",
                    false);
            runnable("Indy", code -> code.visitInvokeDynamicInsn("any", "()V", bootstrap))
                    .run();
        }
    }

    @Way(value = "bootstrap method of a dynamic constant", kind = "indy", caller = "ways.rows.Condy#run", times = 1)
    static final class CondyBootstrap extends Row {
        public static final class Old {
            public static Object make(MethodHandles.Lookup lookup, String name, Class<?> type) {
                Truth.ran();
                return "";
            }
        }

        @Override
        public void call() throws ReflectiveOperationException {
            Handle bootstrap = new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "ways/rows/Linkage$CondyBootstrap$Old",
                    "make",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
                    false);
            runnable("Condy", code -> {
                        code.visitLdcInsn(new ConstantDynamic("any", "Ljava/lang/Object;", bootstrap));
                        code.visitInsn(Opcodes.POP);
                    })
                    .run();
        }
    }

    /** A user's bootstrap method, which links to a deprecated method. */
    public static CallSite toOld(MethodHandles.Lookup lookup, String name, MethodType type)
            throws ReflectiveOperationException {
        return new ConstantCallSite(MethodHandles.lookup().findStatic(IndyTarget.Old.class, "make", type));
    }

    @Way(
            value = "`invokedynamic` that a user's bootstrap method links to the member",
            kind = "method-handle",
            caller = "ways.rows.IndyToOld#run")
    static final class IndyTarget extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws ReflectiveOperationException {
            Handle bootstrap = new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "ways/rows/Linkage",
                    "toOld",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
                            + "Ljava/lang/invoke/CallSite;",
                    false);
            made = made != null
                    ? made
                    : runnable("IndyToOld", code -> code.visitInvokeDynamicInsn("any", "()V", bootstrap));
            made.run();
        }
    }

    @Way(
            value = "method handle that is a constant of the class file",
            kind = "method-handle",
            caller = "ways.rows.LdcHandle#run")
    static final class LdcHandle extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws ReflectiveOperationException {
            Handle handle = new Handle(Opcodes.H_INVOKESTATIC, "ways/rows/Linkage$LdcHandle$Old", "make", "()V", false);
            made = made != null
                    ? made
                    : runnable("LdcHandle", code -> {
                        code.visitLdcInsn(handle);
                        code.visitMethodInsn(
                                Opcodes.INVOKEVIRTUAL, "java/lang/invoke/MethodHandle", "invokeExact", "()V", false);
                    });
            made.run();
        }
    }

    @Way(value = "bridge of a lambda's own: a lambda that implements the deprecated interface", kind = "call")
    static final class LambdaOfOld extends Row {
        interface Old {
            void make();
        }

        private final Old old = () -> Truth.ran();

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            old.make(); // <- here
        }
    }
}
