package com.acme.app;

import com.acme.ws.Legacy;
import com.acme.ws.LegacyApi;
import com.acme.ws.Mixed;
import com.acme.ws.Modern;

/** Every instruction that calls or accesses a member. */
public final class DirectCalls {
    private DirectCalls() {}

    static class Child extends Legacy {
        Child() {
            super(Legacy.create().mix(1, 2, "3", 4), 5.0); // calls=4 kind=super; calls=4 kind=call; calls=4 kind=call
        }

        Child(String text) {
            super(new Legacy(text).text); // calls=1 kind=new; calls=1 kind=field-read; calls=1 kind=super
        }

        Child(int number) {
            this();
            value = number; // calls=2 kind=field-write
        }

        @Override
        public String overridden() {
            return "child of " + super.overridden(); // calls=2 kind=super
        }
    }

    static final class Sized implements LegacyApi {
        @Override
        public int size() {
            return 3;
        }
    }

    public static String run() {
        StringBuilder text = new StringBuilder();
        Legacy legacy = Legacy.create(); // calls=1 kind=call
        text.append(Legacy.sum(1, 2L, 3.0, 4f, legacy, (byte) 5, (byte) 6)); // calls=1 kind=call
        text.append(legacy.mix(1L << 40, 1.5, "x", 2)); // calls=1 kind=call
        text.append(legacy.touch().touch().touch()); // calls=3 kind=call
        text.append(fields(legacy)).append(nulls(null)).append(flow(legacy)).append(wide(1, 2, 3, 4));
        text.append(new Child()).append(new Child("t")).append(new Child(8));
        text.append(new Child().overridden());
        Legacy child = new Child(9);
        text.append(child.overridden()); // calls=1 kind=call
        text.append(LegacyApi.of(1L << 33)); // calls=1 kind=call
        LegacyApi api = new Sized();
        text.append(api.size()).append(api.greet("a")); // calls=1 kind=call; calls=1 kind=call
        text.append(Modern.get()); // calls=1 kind=call canonical
        text.append(Mixed.old()).append(Mixed.recent()); // calls=1 kind=call
        text.append(Legacy.Nested.own());
        return text.toString();
    }

    private static String fields(Legacy legacy) {
        Legacy.shared += 5; // calls=1 kind=field-read; calls=1 kind=field-write
        Legacy.wide = Legacy.shared * 2L; // calls=1 kind=field-read; calls=1 kind=field-write
        legacy.value = 1.25; // calls=1 kind=field-write
        legacy.value++; // calls=1 kind=field-read; calls=1 kind=field-write
        String all = "" + Legacy.shared; // calls=1 kind=field-read
        all += Legacy.wide; // calls=1 kind=field-read
        Legacy.shared = 1; // calls=1 kind=field-write
        return all + legacy.value; // calls=1 kind=field-read
    }

    private static String nulls(Legacy none) {
        String text = "";
        try {
            text += none.mix(1, 2, "3", 4);
        } catch (NullPointerException expected) {
            text += "a";
        }
        try {
            none.value = 2;
        } catch (NullPointerException expected) {
            text += "b";
        }
        try {
            text += none.value;
        } catch (NullPointerException expected) {
            text += "c";
        }
        return text;
    }

    private static long flow(Legacy legacy) {
        long sum = 0;
        for (int i = 0; i < 6; i++) {
            switch (i) {
                case 0 -> sum += Legacy.sum(i, i, i, i, null); // calls=1 kind=call
                case 1, 2 -> sum += legacy.mix(i, i, "x", i); // calls=2 kind=call
                default ->
                    sum += legacy == null
                            ? 1
                            : legacy.touch().text.length(); // calls=3 kind=call; calls=3 kind=field-read
            }
            try {
                if (i % 2 == 0) {
                    throw new IllegalStateException(Legacy.create().text); // calls=3 kind=call; calls=3 kind=field-read
                }
                sum += i;
            } catch (IllegalStateException e) {
                sum += e.getMessage().length();
            } finally {
                sum += legacy.mix(i, 1, "", 0); // calls=6 kind=call
            }
        }
        return sum;
    }

    private static String wide(long a, double b, long c, double d) {
        long e = a + c;
        double f = b + d;
        Object[] kept = new Object[300];
        long sum = Legacy.sum(1, e, f, 2f, kept); // calls=1 kind=call
        kept[(int) e] = Legacy.named("n" + e).mix(e, f, "" + sum, (int) a); // calls=1 kind=call; calls=1 kind=call
        return "" + kept[(int) e] + f;
    }
}
