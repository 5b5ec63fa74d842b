package dev.lastcall.report;

import dev.lastcall.sections.BarAxis;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Levels as characters: blocks, where the output is read as UTF-8, which it is written in. Immutable. */
final class Bars {
    private static final String BLOCKS = "\u00b7\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = ".:-=+*#%@";

    private final String characters;

    private Bars(String characters) {
        this.characters = characters;
    }

    static Bars in(Charset charset) {
        return new Bars(charset.equals(StandardCharsets.UTF_8) ? BLOCKS : ASCII);
    }

    /** One character for each level from 0 to {@link BarAxis#MOST}. */
    String of(List<Integer> levels) {
        StringBuilder bar = new StringBuilder(levels.size());
        for (int level : levels) {
            bar.append(characters.charAt(Math.max(0, Math.min(BarAxis.MOST, level))));
        }
        return bar.toString();
    }
}
