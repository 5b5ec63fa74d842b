package ways.rows;

import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/** Calls by JNI: the class of the native method is the caller. */
public final class Natives {
    private static final String FLAG = "-Dways.native={native}";

    private static final String NOT_SEEN = "no: native code reads the field without a call";

    private Natives() {}

    @Way(value = "static method", kind = "native", caller = "ways.rows.NativeCalls#callStatic", flags = FLAG)
    static final class StaticMethod extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            NativeCalls.callStatic(Old.class);
        }
    }

    @Way(value = "constructor", kind = "native", caller = "ways.rows.NativeCalls#construct", flags = FLAG)
    static final class Constructor extends Row {
        static final class Old {
            Old() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            NativeCalls.construct(Old.class);
        }
    }

    @Way(value = "instance method", kind = "native", caller = "ways.rows.NativeCalls#callVirtual", flags = FLAG)
    static final class Virtual extends Row {
        static final class Old {
            void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            NativeCalls.callVirtual(Receiver.of(Old.class));
        }
    }

    @Way(
            value = "method that a subclass overrides",
            kind = "native",
            caller = "ways.rows.NativeCalls#callNonvirtual",
            flags = FLAG)
    static final class Nonvirtual extends Row {
        static class Old {
            void make() {
                Truth.ran();
            }
        }

        static final class Sub extends Old {
            @Override
            void make() {}
        }

        @Override
        public void call() {
            NativeCalls.callNonvirtual(Receiver.of(Sub.class), Old.class);
        }
    }

    @Way(value = "from a native thread without a Java frame", kind = "native", caller = "<native>#", flags = FLAG)
    static final class OwnThread extends Row {
        static final class Old {
            static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() {
            NativeCalls.onOwnThread(Old.class);
        }
    }

    @Way(
            value = "field",
            kind = "field-read",
            caller = "ways.rows.NativeCalls#readField",
            flags = FLAG,
            notCounted = NOT_SEEN,
            notAttributed = NOT_SEEN,
            notBlocked = NOT_SEEN)
    static final class ReadField extends Row {
        static final class Old {
            static int field;
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Truth.ran(NativeCalls.readField(Old.class));
        }
    }
}
