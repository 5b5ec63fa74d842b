package dev.lastcall.scan;

import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.Coverage;
import dev.lastcall.policy.Coverage.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Standing;
import dev.lastcall.scan.Reference.Place;
import dev.lastcall.scan.ScannedSite.State;
import dev.lastcall.weave.ClassFileReader.Access;
import dev.lastcall.weave.ClassShape;
import dev.lastcall.weave.Mention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the references in one class or file after another. Not thread-safe. */
final class ReferenceFinder {
    private final Coverage coverage;
    private final Leaving leaving;
    private final LocalDate today;
    private final WordMeaning words;
    private final Set<Reference> references = new LinkedHashSet<>();

    /** By code source and package, the rules with which all its classes go away that were read so far. */
    private final Map<String, List<Rule>> packages = new HashMap<>();

    private final List<Exported> exported = new ArrayList<>();

    ReferenceFinder(Coverage coverage, Leaving leaving, WordMeaning words, LocalDate today) {
        this.coverage = coverage;
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
    void inFile(ReferenceKind kind, Place place, String word, boolean wholeEntry) {
        for (WordMeaning.Named named : words.of(word, wholeEntry)) {
            add(named.rule(), kind, State.OPEN, place, named.className(), named.member());
        }
    }

    private void add(Rule rule, ReferenceKind kind, State state, Place place, String target, String member) {
        references.add(new Reference(rule.id(), kind, state, place, target, member));
    }

    private record Exported(Place place, String packageName) {}

    /** The references in one class file. */
    final class OfClass {
        private final ClassShape shape;
        private final String codeSource;
        /** By rule and class name. */
        private final Set<String> mentioned = new HashSet<>();

        private final List<Mention> ifAlone = new ArrayList<>();

        private OfClass(ClassShape shape, String codeSource) {
            this.shape = shape;
            this.codeSource = codeSource;
        }

        /** An instruction uses a member, and is a call site of these rules. */
        void access(Access access, Set<String> asSiteOf) {
            for (Rule rule : leaving.rules(access.owner())) {
                if (asSiteOf.contains(rule.id())) {
                    mentioned.add(key(rule, access.owner()));
                } else {
                    Place place = place(access.method(), access.methodDescriptor(), access.line());
                    found(rule, ReferenceKind.MEMBER, place, access.owner(), access.name());
                }
            }
        }

        void mention(Mention mention) {
            if (mention.onlyIfAlone()) {
                ifAlone.add(mention);
            } else if (mention.kind() == ReferenceKind.MODULE_PACKAGE) {
                exported.add(new Exported(place("", "", 0), mention.className()));
            } else {
                take(mention);
            }
        }

        /** Ends the class. */
        void end() {
            for (Mention mention : ifAlone) {
                for (Rule rule : leaving.rules(mention.className())) {
                    if (mentioned.contains(key(rule, mention.through()))) {
                        mentioned.add(key(rule, mention.className()));
                    } else if (!mentioned.contains(key(rule, mention.className()))) {
                        found(rule, mention.kind(), place(mention), mention.className(), "");
                    }
                }
            }
        }

        private void take(Mention mention) {
            List<Rule> rules = leaving.rules(mention.className());
            List<Rule> ofOwner = mention.through().isEmpty() ? List.of() : leaving.rules(mention.through());
            boolean isElement = mention.kind() == ReferenceKind.ANNOTATION
                    && !mention.target().isEmpty();
            if (!isElement) { // the annotation itself is mentioned, too
                for (Rule rule : rules) {
                    if (!Leaving.contains(ofOwner, rule)) {
                        found(rule, mention.kind(), place(mention), mention.className(), mention.target());
                    }
                }
            }
            if (!mention.target().isEmpty()) {
                for (Rule rule : listing(mention)) {
                    if (!Leaving.contains(rules, rule)) {
                        found(rule, mention.kind(), place(mention), mention.className(), mention.target());
                    }
                }
            }
        }

        /** The rules that list the very member. */
        private List<Rule> listing(Mention mention) {
            List<Match> matches = mention.kind() == ReferenceKind.ANNOTATION
                    ? coverage.method(mention.className(), mention.target(), "()V")
                    : coverage.field(mention.className(), mention.target());
            return matches.stream()
                    .filter(it -> it.role() == Role.DEPRECATED)
                    .map(Match::rule)
                    .toList();
        }

        private void found(Rule rule, ReferenceKind kind, Place place, String target, String member) {
            mentioned.add(key(rule, target));
            Standing standing =
                    coverage.standing(rule, shape.name(), shape.nestedIn(), place.member(), place.descriptor());
            if (standing == Standing.DEPRECATED || leaving.goes(shape, rule)) {
                return;
            }
            State state = standing == Standing.CANONICAL
                    ? State.DELEGATED
                    : rule.allowEntry(place.className(), place.member(), today) == null ? State.OPEN : State.ALLOWED;
            add(rule, kind, state, place, target, member);
        }

        private Place place(Mention mention) {
            return place(mention.member(), mention.memberDescriptor(), mention.line());
        }

        private Place place(String member, String descriptor, int line) {
            return new Place(shape.name(), member, descriptor, line, shape.source(), codeSource, "");
        }

        private String key(Rule rule, String className) {
            return rule.id() + '!' + className;
        }
    }
}
