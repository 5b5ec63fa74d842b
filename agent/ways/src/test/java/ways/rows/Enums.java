package ways.rows;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.EnumSet;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/**
 * The JDK asks a deprecated enum for its constants, and would take a refusal for an enum that has none. It asks once,
 * so each enum is used once; {@code values()} can't tell the truth itself.
 */
public final class Enums {
    private Enums() {}

    @Way(value = "`EnumSet.allOf`", kind = "reflection", lists = "Old#values()", times = 1)
    static final class Set extends Row {
        enum Old {
            ONE
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            EnumSet.allOf(Old.class); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`new EnumMap`", kind = "reflection", lists = "Old#values()", times = 1)
    static final class Map extends Row {
        enum Old {
            ONE
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            new EnumMap<Old, String>(Old.class); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`Enum.valueOf`", kind = "reflection", lists = "Old#values()", times = 1)
    static final class ValueOf extends Row {
        enum Old {
            ONE
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Enum.valueOf(Old.class, "ONE"); // <- here
            Truth.ran();
        }
    }

    @Way(value = "`Class.getEnumConstants`", kind = "reflection", lists = "Old#values()", times = 1)
    static final class Constants extends Row {
        enum Old {
            ONE
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Old.class.getEnumConstants(); // <- here
            Truth.ran();
        }
    }

    @Way(
            value = "switch over patterns and constants",
            kind = "reflection",
            lists = "Old#values()",
            caller = "ways.rows.SwitchesOverOld#run",
            since = 21,
            times = 1)
    static final class PatternSwitch extends Row {
        public enum Old {
            ONE,
            OTHER
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Throwable {
            Class<?>[] parameters = {MethodHandles.Lookup.class, String.class, MethodType.class, Object[].class};
            Handle bootstrap = new Handle(
                    Opcodes.H_INVOKESTATIC,
                    "java/lang/runtime/SwitchBootstraps",
                    "enumSwitch",
                    MethodType.methodType(CallSite.class, parameters).toMethodDescriptorString(),
                    false);
            String old = "ways/rows/Enums$PatternSwitch$Old";
            Generated.runnable(
                            "ways/rows/SwitchesOverOld",
                            Opcodes.V17,
                            code -> {
                                code.visitFieldInsn(Opcodes.GETSTATIC, old, "ONE", "L" + old + ";");
                                code.visitInsn(Opcodes.ICONST_0);
                                code.visitInvokeDynamicInsn(
                                        "enumSwitch", "(L" + old + ";I)I", bootstrap, "OTHER", Type.getObjectType(old));
                                code.visitInsn(Opcodes.POP);
                            },
                            Enums.class.getClassLoader())
                    .run();
            Truth.ran();
        }
    }
}
