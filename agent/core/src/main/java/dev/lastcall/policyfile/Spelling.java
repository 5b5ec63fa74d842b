package dev.lastcall.policyfile;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an error message says about a word that is not allowed. Pure functions. */
public final class Spelling {
    private Spelling() {}

    /** {@code ; did you mean 'x'?} if one of the right words is near, then what is allowed. */
    public static String remedy(String wrong, List<String> right) {
        String nearest = nearest(wrong, right);
        return (nearest == null ? "" : "; did you mean '" + nearest + "'?") + " (allowed: " + joined(right) + ")";
    }

    public static String joined(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(text.isEmpty() ? "" : ", ").append(word);
        }
        return text.toString();
    }

    /** The right word that needs the fewest edits, if they are few for its length. */
    public static @Nullable String nearest(String wrong, List<String> right) {
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        String folded = withoutQuotes(wrong).toLowerCase(Locale.ROOT);
        for (String word : right) {
            int edits = edits(folded, word.toLowerCase(Locale.ROOT));
            if (edits < fewest && edits <= Math.max(1, word.length() / 3)) {
                fewest = edits;
                nearest = word;
            }
        }
        return nearest;
    }

    /** Files of variables keep quotes that a shell would take away. */
    private static String withoutQuotes(String word) {
        int last = word.length() - 1;
        boolean quoted =
                last > 0 && word.charAt(0) == word.charAt(last) && (word.charAt(0) == '"' || word.charAt(0) == '\'');
        return quoted ? word.substring(1, last) : word;
    }

    /** Insertions, deletions, replacements, and swaps of neighbours (optimal string alignment). */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : edits(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int edits(String a, String b, int i, int j, int[][] cost) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
