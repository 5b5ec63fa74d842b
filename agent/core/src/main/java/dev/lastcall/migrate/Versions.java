package dev.lastcall.migrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The order of versions: numbers by value, {@code alpha}, {@code beta}, {@code m}, {@code rc}, {@code snapshot} before
 * the release. A day such as {@code 20041012} is no number: libraries were so called before they had versions, and each
 * of these is newer.
 */
public final class Versions implements Comparator<String> {
    /** The one that is needed. */
    public static final Comparator<String> ORDER = new Versions();

    private static final List<String> BEFORE_RELEASE =
            List.of("dev", "pre", "preview", "alpha", "a", "beta", "b", "milestone", "m", "rc", "cr", "snapshot");
    private static final List<String> RELEASE = List.of("", "ga", "final", "release", "jre");

    private Versions() {}

    @Override
    public int compare(String one, String other) {
        List<String> a = parts(one);
        List<String> b = parts(other);
        int days = Boolean.compare(isDay(b), isDay(a));
        if (days != 0) {
            return days;
        }
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int order = comparePart(i < a.size() ? a.get(i) : "", i < b.size() ? b.get(i) : "");
            if (order != 0) {
                return order;
            }
        }
        return one.compareTo(other);
    }

    /** Whether it is one that is not released yet. */
    public static boolean isPreRelease(String version) {
        return parts(version).stream().anyMatch(BEFORE_RELEASE::contains);
    }

    private static boolean isDay(List<String> parts) {
        String first = parts.isEmpty() ? "" : parts.get(0);
        if (first.length() != 8 || !isNumber(first) || !(first.startsWith("19") || first.startsWith("20"))) {
            return false;
        }
        int month = Integer.parseInt(first.substring(4, 6));
        int day = Integer.parseInt(first.substring(6));
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static int comparePart(String a, String b) {
        int rank = Integer.compare(rank(a), rank(b));
        if (rank != 0) {
            return rank;
        }
        if (isNumber(a) && isNumber(b)) {
            String shortA = withoutZeros(a);
            String shortB = withoutZeros(b);
            int length = Integer.compare(shortA.length(), shortB.length());
            return length != 0 ? length : shortA.compareTo(shortB);
        }
        int before = Integer.compare(BEFORE_RELEASE.indexOf(a), BEFORE_RELEASE.indexOf(b));
        return before != 0 || RELEASE.contains(a) ? before : a.compareTo(b);
    }

    private static int rank(String part) {
        if (isNumber(part)) {
            return withoutZeros(part).isEmpty() ? 1 : 3;
        }
        return BEFORE_RELEASE.contains(part) ? 0 : RELEASE.contains(part) ? 1 : 2;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && Character.isDigit(part.charAt(0));
    }

    private static String withoutZeros(String number) {
        int start = 0;
        while (start < number.length() && number.charAt(start) == '0') {
            start++;
        }
        return number.substring(start);
    }

    /** Runs of digits and runs of letters. */
    private static List<String> parts(String version) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean digits = false;
        String text = version.toLowerCase(Locale.ROOT);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            boolean isName = isDigit || Character.isLetter(c);
            if (!part.isEmpty() && (!isName || isDigit != digits)) {
                parts.add(part.toString());
                part.setLength(0);
            }
            if (isName) {
                part.append(c);
                digits = isDigit;
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }
}
