package dev.lastcall.scan;

import dev.lastcall.policy.ClassPattern;
import java.util.HashMap;
import java.util.Map;

/** Whether one class name can match two patterns. */
final class Globs {
    private final String one;
    private final String other;
    private final Map<Integer, Boolean> known = new HashMap<>();

    private Globs(String one, String other) {
        this.one = one;
        this.other = other;
    }

    static boolean overlap(ClassPattern one, ClassPattern other) {
        return new Globs(one.text(), other.text()).overlap(0, 0);
    }

    private boolean overlap(int i, int j) {
        int key = i * (other.length() + 1) + j;
        Boolean answer = known.get(key);
        if (answer == null) {
            answer = compare(i, j);
            known.put(key, answer);
        }
        return answer;
    }

    private boolean compare(int i, int j) {
        if (isStar(one, i)) {
            return overlap(i + starLength(one, i), j) || (takes(one, i, other, j) && overlap(i, afterOne(other, j)));
        }
        if (isStar(other, j)) {
            return overlap(i, j + starLength(other, j)) || (takes(other, j, one, i) && overlap(afterOne(one, i), j));
        }
        if (i == one.length() || j == other.length()) {
            return i == one.length() && j == other.length();
        }
        return sameCharacter(one.charAt(i), other.charAt(j)) && overlap(i + 1, j + 1);
    }

    /** Whether the star can stand for the next thing in the other pattern. */
    private static boolean takes(String pattern, int star, String other, int next) {
        if (next == other.length()) {
            return false;
        }
        return starLength(pattern, star) == 2 || other.charAt(next) != '.';
    }

    private static int afterOne(String pattern, int at) {
        return at + (isStar(pattern, at) ? starLength(pattern, at) : 1);
    }

    private static boolean isStar(String pattern, int at) {
        return at < pattern.length() && pattern.charAt(at) == '*';
    }

    private static int starLength(String pattern, int at) {
        return at + 1 < pattern.length() && pattern.charAt(at + 1) == '*' ? 2 : 1;
    }

    private static boolean sameCharacter(char a, char b) {
        if (a == '?' || b == '?') {
            return a != '.' && b != '.';
        }
        return a == b;
    }
}
