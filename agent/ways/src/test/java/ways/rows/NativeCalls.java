package ways.rows;

/** Native methods that call Java: their code is compiled when the tests run. */
final class NativeCalls {
    static {
        System.load(System.getProperty("ways.native"));
    }

    private NativeCalls() {}

    static native void callStatic(Class<?> old);

    static native void construct(Class<?> old);

    static native void callVirtual(Object old);

    static native void callNonvirtual(Object sub, Class<?> old);

    static native int readField(Class<?> old);

    /** Calls from a thread that has no Java frame. */
    static native void onOwnThread(Class<?> old);
}
