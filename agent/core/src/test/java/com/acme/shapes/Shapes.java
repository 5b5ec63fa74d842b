package com.acme.shapes;

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

    static int both() {
        Api api = new Both();
        return api.size();
    }

    static Object bridge() {
        List<Both> all = new ArrayList<>(List.of(new Both(), new Both()));
        all.sort(null);
        return all;
    }
}
