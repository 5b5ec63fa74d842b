package ways.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import net.bytebuddy.jar.asm.Opcodes;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Loaders that do more than load, and classes that are defined in other ways than most. */
public final class OddLoading {
    private OddLoading() {}

    /** Defines the classes whose names begin so, under their names or without. */
    static class Defining extends ClassLoader {
        private final String prefix;
        private final boolean unnamed;

        Defining(String prefix, boolean unnamed) {
            super(OddLoading.class.getClassLoader());
            this.prefix = prefix;
            this.unnamed = unnamed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (!name.startsWith(prefix)) {
                    return super.loadClass(name, resolve);
                }
                // not through this loader, whose look-ups are the row's matter
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] classFile = in.readAllBytes();
                    return defineClass(unnamed ? null : name, classFile, 0, classFile.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }

        Runnable runnable(String name) throws ReflectiveOperationException {
            return Generated.instance(loadClass(name));
        }
    }

    /** Whether the agent is what runs this. */
    private static boolean isAskedByTheAgent() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (frame.getClassName().startsWith("dev.lastcall.")) {
                return true;
            }
        }
        return false;
    }

    @Way(
            value = "loader whose look-up of a resource loads a class of its own, which calls later",
            caller = {"User#run", "Counter#run"})
    static final class LoadsInLookUp extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Old.make(); // <- here
            }
        }

        public static final class Counter implements Runnable, Callable<Integer> {
            private static int lookUps;

            @Override
            public Integer call() {
                return ++lookUps;
            }

            @Override
            public void run() {
                Old.make(); // <- here
            }
        }

        static final class Counting extends Defining {
            private boolean busy;

            Counting(String prefix) {
                super(prefix, false);
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                if (!busy) {
                    busy = true;
                    try {
                        ((Callable<?>) runnable(LoadsInLookUp.class.getName() + "$Counter")).call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    } finally {
                        busy = false;
                    }
                }
                return super.getResourceAsStream(name);
            }
        }

        @Override
        public void call() throws Throwable {
            Counting loader = new Counting(LoadsInLookUp.class.getName() + "$");
            Runnable user = loader.runnable(LoadsInLookUp.class.getName() + "$User");
            Truth.attempt(user::run);
            loader.runnable(LoadsInLookUp.class.getName() + "$Counter").run();
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null; // the class would be known by then, and no loader asked for it
        }
    }

    @Way(
            value = "loader whose look-up of a resource loads a class of another loader, which calls later",
            caller = {"User#run", "Counter#run"})
    static final class LoadsBeside extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Old.make(); // <- here
            }
        }

        public static final class First implements Runnable {
            @Override
            public void run() {}
        }

        public static final class Counter implements Runnable {
            @Override
            public void run() {
                Old.make(); // <- here
            }
        }

        static final class Using extends Defining {
            private final Defining other;

            Using(String prefix, Defining other) {
                super(prefix, false);
                this.other = other;
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                try {
                    other.loadClass(LoadsBeside.class.getName() + "$Counter");
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
                return super.getResourceAsStream(name);
            }
        }

        @Override
        public void call() throws Throwable {
            String name = LoadsBeside.class.getName();
            Defining other = new Defining(name + "$", false);
            other.runnable(name + "$First").run();
            Runnable user = new Using(name + "$", other).runnable(name + "$User");
            Truth.attempt(user::run);
            other.runnable(name + "$Counter").run();
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null; // the class would be known by then, and no loader asked for it
        }
    }

    @Way(
            value = "loader whose look-up of a resource calls: not when the agent asks",
            lists = {"Old", "Asked"},
            caller = "Calling#getResource")
    static final class CallsInLookUp extends Row {
        public static final class Old {
            public static void make(boolean byAgent) {
                if (!byAgent) {
                    Truth.ran();
                }
            }
        }

        /** The agent looks for it when it weaves who may call it. */
        public static final class Asked {
            public static void never() {}
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                if (Boolean.getBoolean("never")) {
                    Asked.never();
                }
            }
        }

        static final class Calling extends Defining {
            Calling(String prefix) {
                super(prefix, false);
            }

            @Override
            public java.net.URL getResource(String name) {
                Old.make(isAskedByTheAgent()); // <- here
                return super.getResource(name);
            }
        }

        @Override
        public void call() throws Throwable {
            Calling loader = new Calling(CallsInLookUp.class.getName() + "$User");
            loader.runnable(CallsInLookUp.class.getName() + "$User").run();
            loader.getResource("nothing");
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }
    }

    @Way(
            value = "loader whose `getName` calls: not when the agent asks for it",
            caller = {"User#run", "Named#getName"})
    static final class NameCalls extends Row {
        public static final class Old {
            public static void make(boolean byAgent) {
                if (!byAgent) {
                    Truth.ran();
                }
            }
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Old.make(false); // <- here
            }
        }

        static final class Named extends Defining {
            Named(String prefix) {
                super(prefix, false);
            }

            @Override
            public String getName() {
                Old.make(isAskedByTheAgent()); // <- here
                return "named";
            }
        }

        @Override
        public void call() throws Throwable {
            Named loader = new Named(NameCalls.class.getName() + "$User");
            Runnable user = loader.runnable(NameCalls.class.getName() + "$User");
            Truth.attempt(loader::getName);
            user.run();
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }
    }

    @Way(value = "caller and target defined without a name", caller = "User#run")
    static final class Unnamed extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Old.make(); // <- here
            }
        }

        @Override
        public void call() throws Throwable {
            new Defining(Unnamed.class.getName() + "$", true)
                    .runnable(Unnamed.class.getName() + "$User")
                    .run();
        }
    }

    @Way(
            value = "field used by a class defined without a name",
            lists = "Old#field",
            caller = "User#run",
            kind = "field-write")
    static final class UnnamedFieldUser extends Row {
        public static final class Old {
            public static int field;
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Old.field = 1; // <- here
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            new Defining(UnnamedFieldUser.class.getName() + "$User", true)
                    .runnable(UnnamedFieldUser.class.getName() + "$User")
                    .run();
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }
    }

    /** The class file of a class, to define others from. */
    private static byte[] classFileOf(Class<?> type) throws IOException {
        try (InputStream in = OddLoading.class
                .getClassLoader()
                .getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    @Way(
            value = "fields used in a hidden class",
            lists = "Old#field",
            caller = {"User#run", "User#read"},
            kind = {"field-write", "field-read"})
    static final class HiddenFieldUser extends Row {
        public static final class Old {
            public static int field;
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Old.field = 1; // <- here
                Truth.ran();
                read();
            }

            static void read() {
                Truth.ran(Old.field); // <- here
            }
        }

        @Override
        public void call() throws Throwable {
            Runnable user = Generated.instance(java.lang.invoke.MethodHandles.lookup()
                    .defineHiddenClass(classFileOf(User.class), true)
                    .lookupClass());
            if (Truth.blocking()) { // the first refusal ends the method
                Truth.attempt(user::run);
                user.getClass().getDeclaredMethod("read").invoke(null);
            } else {
                user.run();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }
    }

    @Way(
            value = "member of the JDK called in a hidden class that is defined with data",
            lists = "java.util.Observable",
            caller = "User#run",
            kind = "new")
    static final class HiddenJdkCaller extends Row {
        public static final class User implements Runnable {
            @Override
            @SuppressWarnings("deprecation")
            public void run() {
                new java.util.Observable(); // <- here
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            Runnable user = Generated.instance(java.lang.invoke.MethodHandles.lookup()
                    .defineHiddenClassWithClassData(classFileOf(User.class), "data", true)
                    .lookupClass());
            user.run();
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }
    }

    @Way(
            value = "references made by hand and in a hidden class, where applications define hidden classes",
            caller = {"#call", "User#run"},
            kind = "method-ref",
            own = true)
    static final class ReferencesBesideHidden extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        interface Reference extends Runnable, java.io.Serializable {}

        public static final class User implements Runnable {
            @Override
            public void run() {
                Reference made = Old::make;
                made.run(); // <- here
            }
        }

        @Override
        public void call() throws Throwable {
            java.lang.invoke.MethodHandles.Lookup lookup = java.lang.invoke.MethodHandles.lookup();
            java.lang.invoke.MethodType nothing = java.lang.invoke.MethodType.methodType(void.class);
            Runnable made = (Runnable) java.lang.invoke.LambdaMetafactory.metafactory(
                            lookup,
                            "run",
                            java.lang.invoke.MethodType.methodType(Runnable.class),
                            nothing,
                            lookup.findStatic(Old.class, "make", nothing),
                            nothing)
                    .getTarget()
                    .invoke();
            Truth.attempt(() -> made.run()); // <- here
            Runnable user = Generated.instance(
                    lookup.defineHiddenClass(classFileOf(User.class), true).lookupClass());
            user.run();
        }
    }

    @Way(value = "hidden class made of a listed one", kind = "virtual")
    static final class HiddenOld extends Row {
        public static final class Old implements Runnable {
            @Override
            public void run() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                made = (Runnable) ways.run.Receiver.of(java.lang.invoke.MethodHandles.lookup()
                        .defineHiddenClass(classFileOf(Old.class), true)
                        .lookupClass());
            }
            made.run(); // <- here
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }
    }

    @Way(value = "caller in a package that is named like the agent's", caller = "dev.lastcall.shop.Caller#run")
    static final class PackageOfTheAgent extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                String old = Old.class.getName().replace('.', '/');
                made = Generated.instance(Generated.defineApart(
                        OddLoading.class.getClassLoader(),
                        Generated.classFile(
                                "dev/lastcall/shop/Caller",
                                Opcodes.V17,
                                code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, old, "make", "()V", false))));
            }
            made.run();
        }
    }
}
