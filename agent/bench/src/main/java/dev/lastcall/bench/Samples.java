package dev.lastcall.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measurements of one thing. */
record Samples(List<Double> values) {
    Samples {
        values = List.copyOf(values);
    }

    double median() {
        return quantile(0.5);
    }

    /** The value below which that part of them lies; NaN if there are none. */
    double quantile(double part) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double position = part * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The middle half of them, and how many they are. */
    String spread() {
        return String.format(Locale.ROOT, "middle half %.2f–%.2f of %d", quantile(0.25), quantile(0.75), values.size());
    }
}
