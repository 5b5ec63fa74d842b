package dev.lastcall.policycheck;

import dev.lastcall.policy.ClassPattern;

/**
 * Whether one class name can match two patterns. Answers for what is left of each, from their ends on, so that the
 * number of steps is the product of the lengths, and the stack is not used up by long patterns.
 */
final class Globs {
    /** What is left of one pattern begins at most so many characters behind where it began before. */
    private static final int REACH = 2;

    private final String one;
    private final String other;
    /** By where one pattern begins, of which only the nearest three count, and then by where the other does. */
    private final boolean[][] overlaps;

    private Globs(String one, String other) {
        this.one = one;
        this.other = other;
        this.overlaps = new boolean[REACH + 1][other.length() + 1];
    }

    static boolean overlap(ClassPattern one, ClassPattern other) {
        Globs globs = new Globs(one.text(), other.text());
        for (int i = one.text().length(); i >= 0; i--) {
            for (int j = other.text().length(); j >= 0; j--) {
                globs.overlaps[i % (REACH + 1)][j] = globs.compare(i, j);
            }
        }
        return globs.overlap(0, 0);
    }

    private boolean overlap(int i, int j) {
        return overlaps[i % (REACH + 1)][j];
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
