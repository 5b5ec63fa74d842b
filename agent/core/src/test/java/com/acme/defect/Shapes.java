package com.acme.defect;

import java.util.ArrayList;
import java.util.List;

public final class Shapes {
    private Shapes() {}

    public interface Api {
        int size();
    }

    public static final class Both implements Api, Comparable<Both> {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int compareTo(Both other) {
            return 0;
        }
    }

    public static class Base {
        public static int count = 1;
    }

    public static class Mid extends Base {}

    public static class Sub extends Mid {}

    static int both() {
        Api api = new Both();
        return api.size();
    }

    static int field() {
        return Sub.count;
    }

    static Object bridge() {
        List<Both> all = new ArrayList<>(List.of(new Both(), new Both()));
        all.sort(null);
        return all;
    }
}
