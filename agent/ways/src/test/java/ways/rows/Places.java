package ways.rows;

import java.lang.reflect.Executable;
import ways.boot.BootCaller;
import ways.boot.BootOld;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Where callers and targets can live: the boot loader, named modules, no package. */
public final class Places {
    private static final String BOOT = "-Xbootclasspath/a:{boot}";

    private Places() {}

    private static Executable method(String type, String name) throws ReflectiveOperationException {
        return Class.forName(type, false, Places.class.getClassLoader()).getMethod(name);
    }

    @Way(value = "target of the boot loader", lists = "ways.boot.BootOld", flags = BOOT)
    static final class BootTarget extends Row {
        @Override
        public Executable target() throws Exception {
            return method("ways.boot.BootOld", "make");
        }

        @Override
        public void call() {
            BootOld.make(); // <- here
        }
    }

    @Way(
            value = "caller and target of the boot loader",
            lists = "ways.boot.BootOldCalledByBoot",
            caller = {"ways.boot.BootCaller#run", "ways.boot.BootCaller#refer"},
            kind = {"call", "method-ref"},
            flags = BOOT)
    static final class BootBoth extends Row {
        @Override
        public Executable target() throws Exception {
            return method("ways.boot.BootOldCalledByBoot", "make");
        }

        @Override
        public void call() throws Throwable {
            Truth.attempt(() -> BootCaller.run());
            BootCaller.refer();
        }
    }

    @Way(
            value = "caller of the boot loader, target of the application's",
            caller = "ways.boot.BootCaller#run",
            kind = "virtual",
            flags = BOOT)
    static final class BootCallerOnly extends Row {
        static final class Old implements Runnable {
            @Override
            public void run() {
                Truth.ran();
            }
        }

        @Override
        public Executable target() throws Exception {
            return Old.class.getMethod("run");
        }

        @Override
        public void call() {
            BootCaller.run(Receiver.of(Old.class));
        }
    }

    @Way(
            value = "caller and target in named modules",
            lists = "ways.modules.old.Old",
            caller = {"ways.modules.caller.Caller#run", "ways.modules.caller.Caller#refer"},
            kind = {"call", "method-ref"},
            flags = {"--module-path={modules}", "--add-modules=ways.caller", "--add-reads=ways.old=ALL-UNNAMED"})
    static final class NamedModules extends Row {
        @Override
        public Executable target() throws Exception {
            return method("ways.modules.old.Old", "make");
        }

        @Override
        public void call() throws Throwable {
            Class<?> caller = Places.class.getClassLoader().loadClass("ways.modules.caller.Caller");
            Truth.attempt(Generated.instance(caller)::run);
            caller.getMethod("refer").invoke(null);
        }
    }

    @Way(
            value = "caller and target without a package",
            lists = "=OldInUnnamedPackage",
            caller = "=InUnnamedPackage#run")
    static final class UnnamedPackage extends Row {
        @Override
        public Executable target() throws Exception {
            return method("OldInUnnamedPackage", "make");
        }

        @Override
        public void call() throws ReflectiveOperationException {
            Generated.instance(Places.class.getClassLoader().loadClass("InUnnamedPackage"))
                    .run();
        }
    }
}
