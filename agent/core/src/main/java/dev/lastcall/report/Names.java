package dev.lastcall.report;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Target;
import dev.lastcall.text.OneLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Names in so many columns. A package is shortened in its middle, a class or a member never: what is still too long
 * goes on in the next line. Pure functions.
 */
final class Names {
    private static final String GAP = "...";
    /** Behind one of them a line may end. */
    private static final String BREAKS = " .,(/$-:#";

    private Names() {}

    /** A caller as a stack frame; where that is too wide, with the line alone. */
    static String of(Caller caller, int width) {
        String packageName = packageOf(caller.className());
        String whole = shortened(packageName, OneLine.of(caller.asStackFrame()), width);
        if (whole.length() <= width) {
            return whole;
        }
        String line = caller.line() > 0 ? "(line " + caller.line() + ')' : "()";
        return shortened(packageName, OneLine.of(caller.className() + '.' + caller.method()) + line, width);
    }

    /** A caller without its package. */
    static String withoutPackage(Caller caller, int width) {
        Caller bare = new Caller(
                simple(caller.className()),
                caller.method(),
                caller.descriptor(),
                caller.line(),
                caller.source(),
                caller.codeSource(),
                caller.loader());
        return of(bare, width);
    }

    /** A target with its parameters; where these are too wide, with as many as fit. */
    static String of(Target target, int width) {
        String text = OneLine.of(target.asReference());
        String whole = shortened(packageOf(target.className()), text, width);
        int name = OneLine.of(target.className() + '.' + target.member()).length();
        if (whole.length() <= width || text.length() == name) {
            return whole;
        }
        int open = whole.length() - (text.length() - name); // a name may hold a parenthesis, too
        int comma = whole.lastIndexOf(',', Math.max(open, width - GAP.length() - 3));
        String some = (comma > open ? whole.substring(0, comma + 2) : whole.substring(0, open + 1)) + GAP + ')';
        return some.length() <= width ? some : whole.substring(0, open);
    }

    static String withoutPackage(Target target, int width) {
        return of(new Target(simple(target.className()), target.member(), target.descriptor()), width);
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** A class. */
    static String ofClass(String className, int width) {
        return shortened(packageOf(className), OneLine.of(className), width);
    }

    /** With the dot at its end; empty if there is none. */
    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }

    private static String shortened(String packageName, String text, int width) {
        String prefix = OneLine.of(packageName);
        if (text.length() <= width || prefix.isEmpty()) {
            return text;
        }
        String rest = text.substring(prefix.length());
        String[] parts = prefix.substring(0, prefix.length() - 1).split("\\.", -1);
        for (int kept = parts.length - 1; kept > 0; kept--) {
            int head = (kept + 1) / 2;
            StringBuilder name =
                    new StringBuilder(String.join(".", List.of(parts).subList(0, head))).append(GAP);
            for (int i = parts.length - (kept - head); i < parts.length; i++) {
                name.append(parts[i]).append('.');
            }
            if (name.length() + rest.length() <= width) {
                return name.append(rest).toString();
            }
        }
        return GAP.length() + rest.length() <= width ? GAP + rest : rest;
    }

    /** Any text in its middle, for what is no class: a path, a label. */
    static String middle(String text, int width) {
        String clean = OneLine.of(text);
        if (clean.length() <= width) {
            return clean;
        }
        int tail = (width - GAP.length()) / 2;
        int head = width - GAP.length() - tail;
        return clean.substring(0, head) + GAP + clean.substring(clean.length() - tail);
    }

    /** The text in lines of such a width, broken behind blanks, dots and the like if there are any. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (text.length() - start > width) {
            int end = start + width;
            int at = end;
            while (at > start + width / 2 && BREAKS.indexOf(text.charAt(at - 1)) < 0) {
                at--;
            }
            at = at > start + width / 2 ? at : end;
            if (at == end && Character.isHighSurrogate(text.charAt(at - 1))) {
                at--;
            }
            lines.add(text.substring(start, at).stripTrailing());
            start = at;
        }
        lines.add(text.substring(start));
        return lines;
    }
}
