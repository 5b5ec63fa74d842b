package com.acme.shapes;

/** A class whose initializer calls an override, between the announcement of a call and the body that is called. */
public final class Begun {
    private Begun() {}

    /** Listed. */
    public static class Late {
        static final int SIZE = sizeOf(new Small());

        private static int sizeOf(Plain plain) {
            return plain.size();
        }

        public static int make() {
            return SIZE;
        }

        public static int makeAgain(long wide, String text, int last) {
            return SIZE + text.length() + last;
        }
    }

    /** Listed. */
    public static class Plain {
        public int size() {
            return 1;
        }

        public long mix(long wide, String text, double last, int more) {
            return wide + text.length() + (long) last + more;
        }

        public long two(String text, int more) {
            return (long) text.length() + more;
        }

        public long wide(long wide) {
            return wide;
        }
    }

    private static final class Small extends Plain {
        @Override
        public int size() {
            return 0;
        }
    }

    static int run() {
        int sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += Late.make() + Late.makeAgain(1, "a", 2);
        }
        return sum;
    }

    /** Arguments of all sizes stay where they are while the receiver is looked at. */
    static String arguments() {
        Plain plain = new Plain();
        return plain.mix(1, "ab", 3, 4) + " " + plain.two("abc", 5) + " " + plain.wide(6) + " " + plain.size();
    }
}
