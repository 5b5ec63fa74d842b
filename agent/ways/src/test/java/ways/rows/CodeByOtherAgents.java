package ways.rows;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Executable;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javassist.ByteArrayClassPath;
import javassist.ClassPool;
import javassist.CtClass;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.SwapAgent;
import ways.run.Truth;
import ways.run.Way;

/** Another agent gives a caller, or a deprecated class, code without what was woven in: that must hide no call. */
public final class CodeByOtherAgents {
    private CodeByOtherAgents() {}

    /** What has no body with a guard. */
    private abstract static class NoBody extends Row {
        @Override
        public final Executable target() {
            return null;
        }
    }

    @Way(
            value = "field, in a caller that an agent behind reads from its file",
            kind = "field-read",
            flags = {"agent-here", "-javaagent:{swap}=file:ways/rows/CodeByOtherAgents$FieldOfFile"})
    static final class FieldOfFile extends NoBody {
        static final class Old {
            static int field = Integer.getInteger("none", 1);
        }

        @Override
        public void call() {
            int value = Old.field; // <- here
            Truth.ran(value);
        }
    }

    @Way(
            value = "member of the JDK, in a caller that an agent behind reads from its file",
            lists = "java.util.concurrent.Executors#newFixedThreadPool(int)",
            flags = {"agent-here", "-javaagent:{swap}=file:ways/rows/CodeByOtherAgents$JdkOfFile"})
    static final class JdkOfFile extends NoBody {
        @Override
        public void call() {
            Executors.newFixedThreadPool(1).shutdown(); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "abstract method, in a caller that an agent behind reads from its file",
            flags = {"agent-here", "-javaagent:{swap}=file:ways/rows/CodeByOtherAgents$AbstractOfFile"})
    static final class AbstractOfFile extends NoBody {
        interface Old {
            void make();
        }

        private final Old old = Truth::ran;

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(
            value = "method reference to a member of the JDK, in a caller that an agent behind reads from its file",
            kind = "method-ref",
            lists = "java.util.concurrent.Executors#newCachedThreadPool()",
            flags = {"agent-here", "-javaagent:{swap}=file:ways/rows/CodeByOtherAgents$ReferenceOfFile"})
    static final class ReferenceOfFile extends NoBody {
        @Override
        public void call() {
            Supplier<java.util.concurrent.ExecutorService> made = Executors::newCachedThreadPool; // <- here
            made.get().shutdown();
            Truth.ran();
        }
    }

    @Way(
            value = "field, in a caller that agents in front and behind read from its file",
            kind = "field-read",
            flags = {
                "-javaagent:{swap}=file:ways/rows/CodeByOtherAgents$FieldBetween",
                "agent-here",
                "-javaagent:{swap}=file:ways/rows/CodeByOtherAgents$FieldBetween"
            })
    static final class FieldBetween extends NoBody {
        static final class Old {
            static int field = Integer.getInteger("none", 1);
        }

        @Override
        public void call() {
            int value = Old.field; // <- here
            Truth.ran(value);
        }
    }

    @Way(
            value = "field, in a caller that an agent behind retransforms to its file",
            kind = "field-read",
            caller = "Caller#read",
            flags = {"agent-here", "-javaagent:{swap}"})
    static final class FieldRetransformed extends NoBody {
        static final class Old {
            static int field = Integer.getInteger("none", 1);
        }

        @Override
        public void call() throws Exception {
            SwapAgent.retransform(Caller.class, false);
            Caller.read();
        }

        static final class Caller {
            static void read() {
                int value = Old.field; // <- here
                Truth.ran(value);
            }
        }
    }

    @Way(
            value = "member of the JDK, in a caller that agents in front and behind retransform to its file",
            lists = "java.util.concurrent.Executors#newSingleThreadExecutor()",
            caller = "Caller#make",
            flags = {"-javaagent:{swap}", "agent-here", "-javaagent:{swap}"})
    static final class JdkRetransformed extends NoBody {
        @Override
        public void call() throws Exception {
            SwapAgent.retransform(Caller.class, false);
            Caller.make();
        }

        static final class Caller {
            static void make() {
                Executors.newSingleThreadExecutor().shutdown(); // <- here
                Truth.ran();
            }
        }
    }

    @Way(
            value = "field, in a caller whose class is redefined, as by a debugger",
            kind = "field-read",
            caller = "Caller#read",
            flags = {"agent-here", "-javaagent:{swap}"})
    static final class FieldRedefined extends NoBody {
        static final class Old {
            static int field = Integer.getInteger("none", 1);
        }

        @Override
        public void call() throws Exception {
            Caller.read();
            SwapAgent.redefine(Caller.class);
            Caller.read();
        }

        static final class Caller {
            static void read() {
                int value = Old.field; // <- here
                Truth.ran(value);
            }
        }
    }

    @Way(
            value = "body that an agent behind replaces as the class loads",
            flags = {"agent-here", "-javaagent:{swap}=body:ways/rows/CodeByOtherAgents$BodyReplaced$Old"})
    static final class BodyReplaced extends Row {
        static class Old {
            void make() {
                throw new IllegalStateException();
            }
        }

        private final Old old = Receiver.of(Old.class);

        @Override
        public void call() {
            old.make(); // <- here
        }
    }

    @Way(
            value = "body that an agent behind replaces later",
            flags = {"agent-here", "-javaagent:{swap}"})
    static final class BodyReplacedLater extends Row {
        static class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Exception {
            Old.make(); // <- here
            SwapAgent.retransform(Old.class, true);
            Old.make(); // <- here
        }
    }

    @Way(
            value = "body of Byte Buddy's, redefined as the class is retransformed",
            flags = {"agent-here", "-javaagent:{swap}"})
    static final class ByteBuddyBody extends Row {
        static class Old {
            void make() {
                throw new IllegalStateException();
            }
        }

        private final Old old = Receiver.of(Old.class);
        private boolean installed;

        @Override
        public void call() throws Exception {
            if (!installed) {
                installed = true;
                new AgentBuilder.Default(new ByteBuddy().with(TypeValidation.DISABLED))
                        .disableClassFormatChanges()
                        .with(RedefinitionStrategy.RETRANSFORMATION)
                        .with(AgentBuilder.TypeStrategy.Default.REDEFINE)
                        .type(ElementMatchers.is(Old.class))
                        .transform((builder, type, loader, module, domain) -> delegating(builder))
                        .installOn(SwapAgent.instrumentation(true));
            }
            old.make(); // <- here
        }

        private static DynamicType.Builder<?> delegating(DynamicType.Builder<?> builder) {
            try {
                return builder.method(ElementMatchers.named("make"))
                        .intercept(MethodCall.invoke(Truth.class.getMethod("ran")));
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Way(
            value = "body that Javassist sets",
            flags = {"agent-here", "-javaagent:{swap}", "{agents}"})
    static final class JavassistBody extends Row {
        static class Old {
            static void make() {
                throw new IllegalStateException();
            }
        }

        private boolean installed;

        @Override
        public void call() throws Exception {
            if (!installed) {
                installed = true;
                Instrumentation instrumentation = SwapAgent.instrumentation(true);
                instrumentation.addTransformer(new Javassist(), true);
                instrumentation.retransformClasses(Old.class);
            }
            Old.make(); // <- here
        }

        private static final class Javassist implements ClassFileTransformer {
            @Override
            public byte[] transform(
                    ClassLoader loader,
                    String className,
                    Class<?> redefined,
                    ProtectionDomain domain,
                    byte[] classFile) {
                if (redefined != Old.class) {
                    return null;
                }
                try {
                    ClassPool pool = new ClassPool(true);
                    String name = className.replace('/', '.');
                    pool.insertClassPath(new ByteArrayClassPath(name, classFile));
                    CtClass type = pool.get(name);
                    type.getDeclaredMethod("make").setBody("{ ways.run.Truth.ran(); }");
                    return Objects.requireNonNull(type.toBytecode());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
