package com.acme.marks;

/** Members that are marked deprecated, and one who uses them all. */
public final class Marks {
    private Marks() {}

    public static class Old {
        public static final int LIMIT = 3;

        @Deprecated
        public static int count = 1;

        @Deprecated
        public Old(int size) {
            count += size;
        }

        public Old() {}

        @Deprecated(forRemoval = true)
        public int gone() {
            int seen = count;
            return seen + LIMIT;
        }

        public int fine() {
            return 2;
        }
    }

    @Deprecated
    public static class Whole {
        public static int any() {
            int one = 1;
            return one;
        }
    }

    public static final class User {
        private User() {}

        @SuppressWarnings({"deprecation", "removal"})
        static int run() {
            return new Old(1).gone() + new Old().fine() + Old.count + Whole.any();
        }
    }
}
