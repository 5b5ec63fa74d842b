package dev.lastcall.migrate;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classpath.Library;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.Replacement;
import dev.lastcall.policy.Rule;
import dev.lastcall.policy.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How source code gets from the deprecated members of a policy to the canonical ones: recipes of OpenRewrite where they
 * correspond, and what needs a hand. Immutable, once made.
 */
public final class Migration {
    private final Policy policy;
    private final Library library;
    private final Fit fit;
    private final Map<String, List<Step>> steps = new LinkedHashMap<>();
    private final List<String> byHand = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private Migration(Policy policy, Library library) {
        this.policy = policy;
        this.library = library;
        this.fit = new Fit(library);
    }

    /**
     * Finds what corresponds. A replacement that the policy names is taken or is an error; else one is found by name,
     * parameters and result, if it is the only one.
     */
    public static Migration of(Policy policy, Library library) {
        Migration migration = new Migration(policy, library);
        for (Rule rule : policy.rules()) {
            migration.rule(rule);
        }
        return migration;
    }

    /** What is wrong in the {@code replace} maps, one sentence each; there is no recipe then. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** What no recipe does, one sentence each. */
    public List<String> byHand() {
        return List.copyOf(byHand);
    }

    /** How many recipes there are. */
    public int recipes() {
        return steps.values().stream().mapToInt(List::size).sum();
    }

    /** The recipes of each rule that has some. */
    Map<String, List<Step>> steps() {
        return steps;
    }

    Policy policy() {
        return policy;
    }

    private void rule(Rule rule) {
        List<Step> recipes = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        Set<String> unused = new TreeSet<>();
        List<Member> canonical = members(rule, rule.canonical(), false);
        List<Member> deprecated = members(rule, rule.deprecated(), true);
        for (Replacement replacement : rule.replace()) {
            replace(rule, replacement, recipes, done, unused);
        }
        for (Member old : deprecated) {
            if (done.add(old.asSignature()) && !done.contains(old.owner())) {
                correspond(rule, old, canonical, recipes);
            }
        }
        unused.forEach(type -> recipes.add(Step.unusedLocals(type)));
        if (!unused.isEmpty()) {
            recipes.add(new Step("org.openrewrite.java.RemoveUnusedImports", Map.of()));
            byHand.add(rule.id() + ": locals of the type " + String.join(", ", unused)
                    + " that are unused afterwards are removed with what made them: review the difference");
        }
        if (!recipes.isEmpty()) {
            steps.put(rule.id(), recipes);
        }
    }

    /** The members that signatures mean in classes of the library that can be looked up. */
    private List<Member> members(Rule rule, List<Signature> signatures, boolean isDeprecated) {
        List<Member> members = new ArrayList<>();
        for (Signature signature : signatures) {
            boolean many = !signature.owner().isExact() || signature.member() instanceof Signature.Member.Annotated;
            ClassShape shape = many ? null : library.find(signature.owner().text());
            if (many && isDeprecated) {
                byHand.add(rule.id() + ": " + signature.text()
                        + " may mean many classes: list those that are to be rewritten");
            } else if (shape == null && isDeprecated) {
                byHand.add(rule.id() + ": " + signature.text() + ": "
                        + signature.owner().text() + " is not on the class path: name its jar with --class-path");
            } else if (shape != null) {
                add(shape, signature, members);
            }
        }
        return members;
    }

    private static void add(ClassShape shape, Signature signature, List<Member> members) {
        for (ClassShape.Member member : shape.members()) {
            boolean covered = member.isField()
                    ? signature.coversField(shape.name(), member.name())
                    : signature.coversMethod(shape.name(), member.name(), member.descriptor());
            if (covered && member.isForOthers() && !member.isSynthetic() && !member.isBridge()) {
                members.add(Member.of(shape, member));
            }
        }
    }

    /** Without a word in the policy: the one canonical member of the same shape. */
    private void correspond(Rule rule, Member old, List<Member> canonical, List<Step> recipes) {
        List<Member> candidates = new ArrayList<>();
        for (Member candidate : canonical) {
            boolean alike = Fit.order(old.parameters(), candidate.parameters()) != null
                    && (old.isMethod()
                            ? candidate.isMethod()
                            : !candidate.isMethod() || candidate.parameters().isEmpty())
                    && (old.name().equals(candidate.name()) || isTelling(old.result()))
                    && old.result().equals("void") == candidate.result().equals("void")
                    && Boolean.TRUE.equals(fit.isAssignable(candidate.result(), old.result()));
            if (alike) {
                candidates.add(candidate);
            }
        }
        List<Member> named = candidates.stream()
                .filter(candidate -> candidate.name().equals(old.name()))
                .toList();
        List<Member> found = named.size() == 1 ? named : candidates;
        if (found.size() != 1) {
            byHand.add(rule.id() + ": " + old.asSignature()
                    + (found.isEmpty()
                            ? ": no canonical member has such parameters and returns " + old.result()
                            : ": several canonical members have its shape")
                    + "; say what replaces it, or nothing, in the rule's 'replace'");
            return;
        }
        Member next = found.get(0);
        List<Integer> order = Fit.order(old.parameters(), next.parameters());
        String obstacle = pair(old, next, order == null ? List.of() : order, recipes);
        if (!obstacle.isEmpty()) {
            byHand.add(rule.id() + ": " + old.asSignature() + " -> " + next.asSignature() + ": " + obstacle);
        }
    }

    /** Two members that give an int have nothing in common yet; two that give an object of the library do. */
    private static boolean isTelling(String type) {
        return type.indexOf('.') > 0 && !type.startsWith("java.");
    }

    private void replace(Rule rule, Replacement replacement, List<Step> recipes, Set<String> done, Set<String> unused) {
        String where = rule.id() + ": replace " + replacement.deprecated().text();
        Signature with = replacement.with();
        if (with != null && with.namesWholeClass()) {
            replaceClass(
                    where, replacement.deprecated().owner().text(), with.owner().text(), recipes, done);
            return;
        }
        Member old = member(where, replacement.deprecated());
        Member next = with == null ? null : member(where, with);
        if (old == null || (with != null && next == null)) {
            return;
        }
        done.add(old.asSignature());
        if (next != null) {
            replaceMember(where, replacement, old, next, recipes);
            return;
        }
        if (!old.result().equals("void")) {
            unused.add(old.result());
        }
        byHand.add(where + ": nothing: where its result is used other than as a receiver, it stays");
    }

    private void replaceClass(String where, String old, String next, List<Step> recipes, Set<String> done) {
        for (String name : List.of(old, next)) {
            if (library.find(name) == null) {
                errors.add(where + ": " + name + " is not on the class path: name its jar with --class-path");
                return;
            }
        }
        recipes.add(Step.type(old, next));
        done.add(old);
    }

    private void replaceMember(String where, Replacement replacement, Member old, Member next, List<Step> recipes) {
        List<Integer> order = arguments(where, replacement, old, next);
        if (order == null) {
            return;
        }
        Boolean fits = fit.isAssignable(next.result(), old.result());
        if (Boolean.FALSE.equals(fits)) {
            errors.add(where + ": it returns " + old.result() + ", and " + next.asSignature() + " returns "
                    + next.result() + ", which cannot stand for it");
            return;
        }
        if (fits == null) {
            byHand.add(where + ": whether " + next.result() + " can stand for " + old.result()
                    + " is not known; name the jars of both with --class-path");
        }
        String obstacle = pair(old, next, order, recipes);
        if (!obstacle.isEmpty()) {
            byHand.add(where + " with " + next.asSignature() + ": " + obstacle);
        }
    }

    private @Nullable Member member(String where, Signature signature) {
        ClassShape shape = library.find(signature.owner().text());
        if (shape == null) {
            errors.add(where + ": " + signature.owner().text()
                    + " is not on the class path: name its jar with --class-path");
            return null;
        }
        List<Member> members = new ArrayList<>();
        add(shape, signature, members);
        if (members.isEmpty()) {
            errors.add(where + ": " + shape.name() + " itself declares no public or protected " + signature.text());
            return null;
        }
        return members.get(0);
    }

    /** The order that the policy names, or that follows from the types; null, and an error, if types can't match. */
    private @Nullable List<Integer> arguments(String where, Replacement replacement, Member old, Member next) {
        List<String> had = old.parameters();
        List<String> wanted = next.parameters();
        List<Integer> order = replacement.arguments();
        if (order.isEmpty()) {
            order = Fit.order(had, wanted);
            if (order == null && had.size() == wanted.size() && fitInTurn(had, wanted)) {
                order = Fit.order(had, had);
            }
            if (order == null && wanted.isEmpty()) {
                order = List.of();
            }
            if (order == null) {
                errors.add(where + ": its arguments (" + String.join(", ", had) + ") are not those of "
                        + next.asSignature() + " in one way only; say which in 'arguments'");
                return null;
            }
        }
        if (order.size() != wanted.size()) {
            errors.add(where + ": 'arguments' names " + order.size() + ", and " + next.asSignature() + " takes "
                    + wanted.size());
            return null;
        }
        for (int i = 0; i < order.size(); i++) {
            int from = order.get(i);
            if (from > had.size() || order.indexOf(from) != i) {
                errors.add(where + ": 'arguments' names " + from
                        + (from > had.size()
                                ? ", and the old call has " + had.size()
                                : " twice, which no recipe can do"));
                return null;
            }
            if (Boolean.FALSE.equals(fit.isAssignable(had.get(from - 1), wanted.get(i)))) {
                errors.add(where + ": argument " + from + " has the type " + had.get(from - 1) + ", and "
                        + next.asSignature() + " takes " + wanted.get(i) + " there");
                return null;
            }
        }
        return order;
    }

    private boolean fitInTurn(List<String> had, List<String> wanted) {
        for (int i = 0; i < had.size(); i++) {
            if (!Boolean.TRUE.equals(fit.isAssignable(had.get(i), wanted.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Adds the recipes from one member to the other; why there are none, else. */
    private String pair(Member old, Member next, List<Integer> order, List<Step> recipes) {
        if (!old.isMethod()) {
            return field(old, next, recipes);
        }
        if (!next.isMethod()) {
            return "no recipe turns a call into the use of a field";
        }
        if (next.isConstructor()) {
            return old.isConstructor() && old.parameters().equals(next.parameters())
                    ? "a constructor with another class's: replace the class as a whole"
                    : "no recipe turns it into a constructor";
        }
        if (!next.isStatic() && (old.isStatic() || old.isConstructor())) {
            return "the new method needs an object to be called on";
        }
        boolean sameReceiver = !next.isStatic() && Boolean.TRUE.equals(library.isSubtype(old.owner(), next.owner()));
        if (!next.isStatic() && !sameReceiver) {
            return "the new method is called on an object of another class";
        }
        if (old.isConstructor()) {
            boolean asIs = order.equals(Fit.order(old.parameters(), old.parameters()));
            return asIs ? constructor(old, next, recipes) : "no recipe changes the arguments of a constructor";
        }
        return method(old, next, order, recipes);
    }

    private static String field(Member old, Member next, List<Step> recipes) {
        if (!old.isStatic() || !next.isStatic()) {
            return "only static fields can be rewritten";
        }
        if (next.isMethod()) {
            if (!next.parameters().isEmpty()) {
                return "the new method takes arguments";
            }
            recipes.add(Step.fieldToMethod(old.owner(), old.name(), next.owner(), next.name()));
            return old.isFinal() ? "" : "reads are rewritten; writes need a hand";
        }
        recipes.add(Step.constant(old.owner() + '.' + old.name(), next.owner() + '.' + next.name()));
        return "";
    }

    /** By way of a static method that is called as the old class is, which is what OpenRewrite makes of it. */
    private String constructor(Member old, Member next, List<Step> recipes) {
        String simple = old.owner()
                .substring(Math.max(old.owner().lastIndexOf('.'), old.owner().lastIndexOf('$')) + 1);
        recipes.add(
                Step.toStatic(Member.pattern(old.owner(), "<init>", old.parameters()), next.owner(), next.result()));
        recipes.add(Step.rename(Member.pattern(next.owner(), simple, old.parameters()), next.name()));
        return "subclasses and anonymous classes of it need a hand";
    }

    private String method(Member old, Member next, List<Integer> order, List<Step> recipes) {
        List<String> parameters = new ArrayList<>(old.parameters());
        boolean retarget = !old.owner().equals(next.owner()) && next.isStatic();
        List<Step> made = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 1; i <= parameters.size(); i++) {
            left.add(i);
        }
        for (int i = parameters.size(); i >= 1; i--) {
            if (!order.contains(i)) {
                made.add(Step.deleteArgument(Member.pattern(old.owner(), old.name(), parameters), i - 1));
                parameters.remove(i - 1);
                left.remove(i - 1);
            }
        }
        if (!left.equals(order)) {
            made.add(Step.reorder(Member.pattern(old.owner(), old.name(), parameters), names(left), names(order)));
            List<String> ordered = new ArrayList<>();
            order.forEach(from -> ordered.add(parameters.get(left.indexOf(from))));
            parameters.clear();
            parameters.addAll(ordered);
        }
        String obstacle = rename(old, next, parameters, retarget, made);
        if (obstacle.isEmpty()) {
            recipes.addAll(made);
            if (!old.isStatic() && next.isStatic()) {
                obstacle = "where it is called on what another call gives, OpenRewrite leaves it: that needs a hand";
            }
            if (!order.equals(Fit.order(old.parameters(), old.parameters()))) {
                obstacle +=
                        (obstacle.isEmpty() ? "" : "; ") + "method references need a hand, since the arguments differ";
            }
        }
        return obstacle;
    }

    /**
     * Under the new name first, unless the old class has a method of that name; then with the old name, and renamed
     * there.
     */
    private String rename(Member old, Member next, List<String> parameters, boolean retarget, List<Step> made) {
        String oldName = Member.pattern(old.owner(), old.name(), parameters);
        String newName = Member.pattern(old.owner(), next.name(), parameters);
        boolean same = old.name().equals(next.name());
        if (same) {
            if (retarget) {
                made.add(Step.toStatic(oldName, next.owner(), next.result()));
            }
            return made.isEmpty() && !retarget ? "there is nothing to change" : "";
        }
        if (!declares(old.owner(), next.name(), parameters.size())
                || old.owner().equals(next.owner())) {
            made.add(Step.rename(oldName, next.name()));
            if (retarget) {
                made.add(Step.toStatic(newName, next.owner(), next.result()));
            }
            return "";
        }
        if (retarget && !declares(next.owner(), old.name(), parameters.size())) {
            made.add(Step.toStatic(oldName, next.owner(), next.result()));
            made.add(Step.rename(Member.pattern(next.owner(), old.name(), parameters), next.name()));
            return "";
        }
        return "both classes have methods of both names, so that a recipe could not tell them apart";
    }

    private boolean declares(String owner, String name, int parameters) {
        ClassShape shape = library.find(owner);
        if (shape != null) {
            for (ClassShape.Member member : shape.members()) {
                if (member.name().equals(name)
                        && !member.isField()
                        && Member.of(shape, member).parameters().size() == parameters) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String names(List<Integer> order) {
        List<String> names = new ArrayList<>();
        order.forEach(at -> names.add("p" + at));
        return '[' + String.join(", ", names) + ']';
    }
}
