package dev.lastcall.scan;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.NameFilter;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.reference.Leaving;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a word in a file names of what goes away: a class by its binary name, in its form with slashes, or a nested
 * class as sources write it; or a static member behind the name of its class. A word that only begins or ends with a
 * name means nothing. Not thread-safe.
 */
final class WordMeaning {
    private static final String CLASS_FILE = ".class";

    private final PolicyMatcher matcher;
    private final Leaving leaving;
    private final Hierarchy hierarchy;
    private final NameFilter filter;
    private final Map<String, List<Named>> known = new HashMap<>();

    /** What is to be expected where a word stands. */
    enum Expected {
        /** Any text. */
        TEXT,
        /** The name of a class among other things: one without a package may be meant. */
        KNOWN_CLASS,
        /** The name of a class, also of an unknown one. */
        CLASS
    }

    /** @param member empty if the class alone is named */
    record Named(Rule rule, String className, String member) {}

    WordMeaning(PolicyMatcher matcher, Leaving leaving, Hierarchy hierarchy, NameFilter filter) {
        this.matcher = matcher;
        this.leaving = leaving;
        this.hierarchy = hierarchy;
        this.filter = filter;
    }

    /** What it names. */
    List<Named> of(String word, Expected expected) {
        if (word.indexOf('/') >= 0) {
            return withSlashes(word);
        }
        if (!filter.mayName(word)) {
            return List.of();
        }
        return known.computeIfAbsent(word + '!' + expected, it -> find(word, expected));
    }

    private List<Named> find(String word, Expected expected) {
        List<Named> named = new ArrayList<>();
        int dot = word.lastIndexOf('.');
        if (dot < 0 && word.indexOf('$') < 0 && expected == Expected.TEXT) {
            return named;
        }
        String className = className(word, expected);
        if (className != null) {
            leaving.rules(className).forEach(rule -> named.add(new Named(rule, className, "")));
        } else if (dot > 0) {
            member(word.substring(0, dot), word.substring(dot + 1), named);
        }
        return named;
    }

    /** The name of a class as in a path, or a path that holds one. */
    private List<Named> withSlashes(String word) {
        String name = word.endsWith(CLASS_FILE) ? word.substring(0, word.length() - CLASS_FILE.length()) : word;
        if (name.indexOf('.') < 0) {
            return of((name.startsWith("/") ? name.substring(1) : name).replace('/', '.'), Expected.TEXT);
        }
        List<Named> named = new ArrayList<>();
        for (String part : word.split("/", -1)) {
            named.addAll(of(part, Expected.TEXT));
        }
        return named;
    }

    /** The class that goes away and is so called; null if there is none. */
    private @Nullable String className(String word, Expected expected) {
        if (isClass(word, expected)) {
            return word;
        }
        String nested = word;
        for (int dot = word.lastIndexOf('.'); dot > 0; dot = word.lastIndexOf('.', dot - 1)) {
            nested = nested.substring(0, dot) + '$' + nested.substring(dot + 1);
            if (leaving.isAny(nested) && (leaving.isExact(nested) || hierarchy.find(nested) != null)) {
                return nested;
            }
        }
        return null;
    }

    /** Under a glob any name may be that of a class; a property or a logger may be called after a package. */
    private boolean isClass(String word, Expected expected) {
        return leaving.isAny(word)
                && (expected == Expected.CLASS
                        || leaving.isExact(word)
                        || word.indexOf('$') > 0
                        || (word.indexOf('.') > 0 && looksLikeClass(word))
                        || hierarchy.find(word) != null);
    }

    private static boolean looksLikeClass(String word) {
        boolean lower = true;
        for (int start = 0; start >= 0; ) {
            int dot = word.indexOf('.', start);
            boolean upper = start < word.length() && Character.isUpperCase(word.charAt(start));
            if (dot < 0) {
                return lower && upper;
            }
            lower &= !upper;
            start = dot + 1;
        }
        return false;
    }

    private void member(String owner, String name, List<Named> named) {
        String className = className(owner, Expected.TEXT);
        ClassShape shape = hierarchy.find(className == null ? owner : className);
        if (shape == null) {
            if (matcher.names(owner, name, null)) {
                matcher.field(owner, name).forEach(match -> add(match, owner, name, named));
            }
            return;
        }
        for (Member member : shape.members()) {
            if (!member.name().equals(name) || !Modifier.isStatic(member.flags()) || member.isSynthetic()) {
                continue;
            }
            if (className != null && !Modifier.isPrivate(member.flags())) {
                for (Rule rule : leaving.rules(className)) {
                    addOnce(new Named(rule, className, name), named);
                }
            }
            matcher.member(shape.name(), name, member.descriptor())
                    .forEach(match -> add(match, shape.name(), name, named));
        }
    }

    private static void add(Match match, String className, String member, List<Named> named) {
        if (match.role() == Role.DEPRECATED) {
            addOnce(new Named(match.rule(), className, member), named);
        }
    }

    private static void addOnce(Named one, List<Named> named) {
        boolean known =
                named.stream().anyMatch(it -> it.rule.id().equals(one.rule.id()) && it.className.equals(one.className));
        if (!known) {
            named.add(one);
        }
    }
}
