package ways.rows;

import com.sun.tools.attach.VirtualMachine;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** The agent comes after caller and deprecated class have been loaded and used. */
public final class LateAttach {
    private LateAttach() {}

    /** Runs once before the agent is there; the agent comes once all rows have. */
    abstract static class Late extends Row {
        private static boolean attached;

        static synchronized void attach() {
            if (attached) {
                return;
            }
            attached = true;
            try {
                for (Class<?> type : LateAttach.class.getDeclaredClasses()) {
                    if (type.getSuperclass() == Late.class) {
                        var constructor = type.getDeclaredConstructor();
                        constructor.setAccessible(true);
                        ((Late) constructor.newInstance()).before();
                    }
                }
                String agent = System.getProperty("ways.agent");
                int settings = agent.indexOf('=');
                VirtualMachine self = VirtualMachine.attach(
                        Long.toString(ProcessHandle.current().pid()));
                self.loadAgent(agent.substring(0, settings), agent.substring(settings + 1));
                self.detach();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public final void call() throws Throwable {
            attach();
            Truth.begin();
            late();
        }

        void before() throws Throwable {
            late();
        }

        abstract void late() throws Throwable;
    }

    @Way(
            value = "direct call",
            kind = "call",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class DirectCall extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        void late() throws Throwable {
            Old.make(); // <- here
        }
    }

    @Way(
            value = "constructor",
            kind = "new",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class Construct extends Late {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        @Override
        void late() throws Throwable {
            new Old(); // <- here
        }
    }

    @Way(
            value = "instance method",
            kind = "call",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class Instance extends Late {
        public static class Old {
            public void make() {
                Truth.ran();
            }
        }

        @Override
        void late() throws Throwable {
            Receiver.of(Old.class).make(); // <- here
        }
    }

    @Way(
            value = "lambda that exists already",
            kind = "call",
            caller = "#<clinit>",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class InLambda extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private static final Runnable LAMBDA = () -> Old.make(); // <- here

        @Override
        void late() throws Throwable {
            LAMBDA.run();
        }
    }

    @Way(
            value = "method reference that exists already",
            kind = "method-ref",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class LinkedReference extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private static final Runnable REFERENCE = Old::make;

        @Override
        void late() throws Throwable {
            REFERENCE.run(); // <- here
        }
    }

    @Way(
            value = "method reference of a loaded class, made later",
            kind = "method-ref",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class LaterReference extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        void before() {
            Old.make();
        }

        @Override
        void late() throws Throwable {
            Runnable reference = Old::make;
            reference.run(); // <- here
        }
    }

    @Way(
            value = "caller loaded later: a call and a method reference",
            kind = "method-ref",
            caller = "User#run",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class LoadedLater extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        static final class User {
            static void run() {
                Runnable reference = Old::make; // <- here
                reference.run();
            }
        }

        @Override
        void before() {
            Old.make();
        }

        @Override
        void late() throws Throwable {
            User.run();
        }
    }

    @Way(
            value = "caller and target loaded later",
            kind = "call",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class BothLoadedLater extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        void before() {}

        @Override
        void late() throws Throwable {
            Old.make(); // <- here
        }
    }

    @Way(
            value = "reflection",
            kind = "reflection",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class Reflected extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private static final Method METHOD = method();

        private static Method method() {
            try {
                return Old.class.getMethod("make");
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void before() throws Throwable {
            for (int i = 0; i < 40; i++) {
                METHOD.invoke(null);
            }
        }

        @Override
        void late() throws Throwable {
            METHOD.invoke(null); // <- here
        }
    }

    @Way(
            value = "method handle",
            kind = "method-handle",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class Handle extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private static final MethodHandle HANDLE = handle();

        private static MethodHandle handle() {
            try {
                return MethodHandles.lookup().findStatic(Old.class, "make", MethodType.methodType(void.class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void late() throws Throwable {
            HANDLE.invokeExact(); // <- here
        }
    }

    @Way(
            value = "through a clean interface",
            kind = "virtual",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class Virtual extends Late {
        static final class Old implements Supplier<Object> {
            @Override
            public Object get() {
                Truth.ran();
                return "";
            }
        }

        private static final Supplier<Object> OLD = Receiver.of(Old.class);

        @Override
        public java.lang.reflect.Executable target() throws Exception {
            return Old.class.getMethod("get");
        }

        @Override
        void late() {
            OLD.get(); // <- here
        }
    }

    @Way(
            value = "method inherited by a subclass that was loaded before",
            kind = "call",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class InheritedLate extends Late {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {}

        @Override
        void late() {
            Sub.make(); // <- here
        }
    }

    @Way(
            value = "field",
            kind = "field-read",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class Field extends Late {
        static final class Old {
            static int field;
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        void late() {
            Truth.ran(Old.field); // <- here
        }
    }

    @Way(
            value = "`Field.get`",
            kind = "reflection",
            caller = "#late",
            flags = {"no-agent", "-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"})
    static final class ReflectiveGet extends Late {
        static final class Old {
            static Object field = "";
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        void late() throws Throwable {
            Old.class.getDeclaredField("field").get(null); // <- here
            Truth.ran();
        }
    }
}
