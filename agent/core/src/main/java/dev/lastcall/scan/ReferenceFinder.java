package dev.lastcall.scan;

import dev.lastcall.classfile.Access;
import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.Mention;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.Rule;
import dev.lastcall.reference.ClassReferences;
import dev.lastcall.reference.ClassReferences.Spot;
import dev.lastcall.reference.Leaving;
import dev.lastcall.scan.Reference.Place;
import dev.lastcall.scan.ScannedSite.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the references in one class or file after another. Not thread-safe. */
final class ReferenceFinder {
    /** What may stand before the name of a class in a descriptor. */
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("^[BCDFIJSZ]*L");

    private final PolicyMatcher matcher;
    private final Leaving leaving;
    private final LocalDate today;
    private final WordMeaning words;
    private final Set<Reference> references = new LinkedHashSet<>();

    /** By code source and package, the rules with which all its classes go away that were read so far. */
    private final Map<String, List<Rule>> packages = new HashMap<>();

    private final List<Exported> exported = new ArrayList<>();

    ReferenceFinder(PolicyMatcher matcher, Leaving leaving, WordMeaning words, LocalDate today) {
        this.matcher = matcher;
        this.leaving = leaving;
        this.words = words;
        this.today = today;
    }

    /** All that were found, once every class and file was shown. */
    List<Reference> references() {
        for (Exported one : exported) {
            for (Rule rule : packages.getOrDefault(key(one.place.codeSource(), one.packageName), List.of())) {
                add(rule, ReferenceKind.MODULE_PACKAGE, State.OPEN, one.place, one.packageName, "");
            }
        }
        return List.copyOf(references);
    }

    /** A class is there, whether or not it names anything. */
    void inPackage(String codeSource, String className) {
        String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        List<Rule> rules = leaving.rules(className);
        packages.merge(
                key(codeSource, name),
                rules,
                (before, now) ->
                        before.stream().filter(it -> Leaving.contains(now, it)).toList());
    }

    private static String key(String codeSource, String packageName) {
        return codeSource + '!' + packageName;
    }

    /** Begins a class. */
    OfClass in(ClassShape shape, String codeSource) {
        return new OfClass(shape, codeSource);
    }

    /** A word in a file that is no class. */
    void inFile(ReferenceKind kind, Place place, String word, WordMeaning.Expected expected) {
        for (WordMeaning.Named named : words.of(word, expected)) {
            add(named.rule(), kind, State.OPEN, place, named.className(), named.member());
        }
    }

    private void add(Rule rule, ReferenceKind kind, State state, Place place, String target, String member) {
        references.add(new Reference(rule.id(), kind, state, place, target, member));
    }

    private record Exported(Place place, String packageName) {}

    /** The references in one class file. */
    final class OfClass implements ClassReferences.Sink {
        private final ClassShape shape;
        private final String codeSource;
        private final ClassReferences references;

        private OfClass(ClassShape shape, String codeSource) {
            this.shape = shape;
            this.codeSource = codeSource;
            this.references = new ClassReferences(matcher, leaving, shape, this);
        }

        /** An instruction uses a member, and is a call site of these rules. */
        void access(Access access, Set<String> asSiteOf) {
            references.access(access, asSiteOf);
        }

        void mention(Mention mention) {
            if (mention.kind() == ReferenceKind.MODULE_PACKAGE) {
                exported.add(new Exported(place(new Spot("", "", 0)), mention.className()));
            } else if (mention.kind() == ReferenceKind.NAME_IN_CODE && !leaving.isAny(mention.className())) {
                ResourceWords.read(mention.className(), word -> inText(mention, word));
            } else {
                references.mention(mention);
            }
        }

        /** A word of a text: a list of names, a line of a script, a descriptor. */
        private void inText(Mention text, String word) {
            List<WordMeaning.Named> meant = words.of(word, WordMeaning.Expected.TEXT);
            if (meant.isEmpty()) {
                meant = words.of(IN_DESCRIPTOR.matcher(word).replaceFirst(""), WordMeaning.Expected.TEXT);
            }
            for (WordMeaning.Named named : meant) {
                references.named(named.rule(), text, named.className(), named.member());
            }
        }

        /** Ends the class. */
        void end() {
            references.end();
        }

        @Override
        public void found(Rule rule, CallerSide side, ReferenceKind kind, Spot at, String target, String member) {
            State state = side == CallerSide.CANONICAL
                    ? State.DELEGATED
                    : rule.allowEntry(shape.name(), at.member(), today) == null ? State.OPEN : State.ALLOWED;
            add(rule, kind, state, place(at), target, member);
        }

        private Place place(Spot at) {
            return new Place(shape.name(), at.member(), at.descriptor(), at.line(), shape.source(), codeSource, "");
        }
    }
}
