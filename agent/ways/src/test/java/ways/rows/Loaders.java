package ways.rows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatchers;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Callers and targets of other class loaders, and without a loader's knowledge. */
public final class Loaders {
    private Loaders() {}

    /** Defines the nested classes of one row itself, before it asks its parent. */
    static class ChildFirst extends ClassLoader {
        private final String prefix;

        ChildFirst(String prefix) {
            super(Loaders.class.getClassLoader());
            this.prefix = prefix;
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
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] classFile = in.readAllBytes();
                    return defineClass(name, classFile, 0, classFile.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }

        Runnable user(Class<?> row) throws ReflectiveOperationException {
            return Generated.instance(loadClass(row.getName() + "$User"));
        }
    }

    @Way(value = "copies of caller and target in child-first loaders", caller = "User#run")
    static final class Copies extends Row {
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
            Truth.attempt(new User()::run);
            Truth.attempt(new ChildFirst(getClass().getName() + "$").user(getClass())::run);
            new ChildFirst(getClass().getName() + "$").user(getClass()).run();
        }
    }

    @Way(
            value = "copies of the caller, one target",
            caller = "User#run",
            kind = {"call", "method-ref"})
    static final class CopiesOfCaller extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        public static final class User implements Runnable {
            @Override
            public void run() {
                Runnable reference = Old::make; // <- here
                try {
                    Truth.attempt(reference::run);
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
                Old.make(); // <- here
            }
        }

        @Override
        public void call() throws Throwable {
            Truth.attempt(new User()::run);
            new ChildFirst(getClass().getName() + "$User").user(getClass()).run();
        }
    }

    @Way(value = "reflective call into a copy of the target", kind = "reflection")
    static final class CopyByReflection extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            new ChildFirst(getClass().getName() + "$")
                    .loadClass(getClass().getName() + "$Old")
                    .getMethod("make")
                    .invoke(null); // <- here
        }
    }

    @Way(value = "loader that is collected after the call", caller = "User#run")
    static final class Collected extends Row {
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
            ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
            WeakReference<ClassLoader> loader = used(collected);
            for (int i = 0; i < 50 && loader.get() != null; i++) {
                System.gc();
                collected.remove(100);
            }
            if (loader.get() != null) {
                throw new AssertionError("the loader is still held");
            }
        }

        private WeakReference<ClassLoader> used(ReferenceQueue<ClassLoader> collected) throws Throwable {
            ChildFirst loader = new ChildFirst(getClass().getName() + "$");
            Runnable user = loader.user(getClass());
            Truth.attempt(user::run);
            return new WeakReference<>(loader, collected);
        }
    }

    @Way(value = "caller is a hidden class", caller = "ways.rows.Hidden#run")
    static final class HiddenCaller extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                byte[] classFile = Generated.classFile(
                        "ways/rows/Hidden",
                        Opcodes.V17,
                        code -> code.visitMethodInsn(
                                Opcodes.INVOKESTATIC, "ways/rows/Loaders$HiddenCaller$Old", "make", "()V", false));
                made = Generated.instance(MethodHandles.lookup()
                        .defineHiddenClass(classFile, false, MethodHandles.Lookup.ClassOption.NESTMATE)
                        .lookupClass());
            }
            made.run();
        }
    }

    /** What a generated class extends. */
    public static class Base implements Runnable {
        @Override
        public void run() {}
    }

    @Way(value = "caller generated at run time by Byte Buddy", caller = "ways.rows.MadeCaller#run")
    static final class GeneratedCaller extends Row {
        public static final class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                made = Generated.instance(new ByteBuddy()
                        .subclass(Base.class)
                        .name("ways.rows.MadeCaller")
                        .method(ElementMatchers.named("run"))
                        .intercept(MethodCall.invoke(Old.class.getMethod("make")))
                        .make()
                        .load(Loaders.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                        .getLoaded());
            }
            made.run();
        }
    }

    @Way(value = "target generated at run time by Byte Buddy", lists = "ways.rows.MadeOld", kind = "virtual")
    static final class GeneratedTarget extends Row {
        private Runnable made;

        @Override
        public void call() throws Throwable {
            if (made == null) {
                Class<?> type = new ByteBuddy()
                        .subclass(Base.class)
                        .name("ways.rows.MadeOld")
                        .method(ElementMatchers.named("run"))
                        .intercept(MethodCall.invoke(Truth.class.getMethod("ran")))
                        .make()
                        .load(Loaders.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                        .getLoaded();
                made = (Runnable) ways.run.Receiver.of(type);
            }
            made.run(); // <- here
        }
    }
}
