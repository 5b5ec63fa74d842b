package dev.lastcall.reference;

import dev.lastcall.classfile.Access;
import dev.lastcall.classfile.ClassFileReader;
import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.NameFilter;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the references in the class files of loaded classes under one policy, of each the first of its kind: by names alone,
 * since no class is loaded and no class file looked for. Not thread-safe.
 */
public final class LoadedReferences {
    private final PolicyMatcher matcher;
    private final Leaving leaving;
    private final NameFilter filter;

    public LoadedReferences(PolicyMatcher matcher) {
        this.matcher = matcher;
        this.leaving = new Leaving(matcher.policy(), Rule::removedWith, Shapes.NONE);
        this.filter = leaving.filter(List.of());
    }

    /**
     * Those in one class.
     *
     * @param codeSource where the class came from; empty if not known
     * @throws IOException if the class file can't be read
     */
    public List<LoadedReference> in(byte[] classFile, String codeSource) throws IOException {
        if (!filter.mayName(classFile)) { // but something canonical, say
            return List.of();
        }
        ClassShape shape = ClassFileReader.shape(classFile);
        List<LoadedReference> found = new ArrayList<>(0);
        Set<String> distinct = new LinkedHashSet<>();
        ClassReferences references =
                new ClassReferences(matcher, leaving, shape, (rule, side, kind, at, target, member) -> {
                    // a text that was looked into in one method says nothing of the same text in another
                    String place = kind.isDoubt() ? at.member() + at.descriptor() : "";
                    if (distinct.add(kind.name() + ' ' + target + '#' + member + ' ' + place)) {
                        found.add(new LoadedReference(
                                kind,
                                shape.name(),
                                at.member(),
                                at.descriptor(),
                                at.line(),
                                shape.source(),
                                codeSource,
                                target,
                                member));
                    }
                });
        ClassFileReader.uses(
                classFile,
                access -> {
                    if (leaving.isAny(access.owner())) {
                        references.access(access, asSiteOf(access));
                    }
                },
                leaving::isAny,
                mention -> {
                    if (mention.kind() != ReferenceKind.MODULE_PACKAGE) {
                        references.mention(mention);
                    }
                });
        references.end();
        return found;
    }

    /** The rules that list the member by the name that is used: such a call is a site, reached or not. */
    private Set<String> asSiteOf(Access access) {
        Set<String> rules = new HashSet<>();
        for (Match match : matcher.member(access.owner(), access.name(), access.descriptor())) {
            if (match.role() == Role.DEPRECATED) {
                rules.add(match.rule().id());
            }
        }
        return rules;
    }

    /**
     * Whether code of that method hands a name to a class loader, itself or in a lambda.
     *
     * @param method its name: of several of that name each stands for all, and a lambda's body for the method around it
     */
    public static boolean loadsByName(byte[] classFile, String method) throws IOException {
        boolean[] found = {false};
        ClassFileReader.accesses(classFile, access -> {
            found[0] |= (access.method().equals(method) || method.startsWith("lambda$"))
                    && (access.name().startsWith("loadClass") || access.name().equals("findClass"))
                    && access.descriptor().startsWith("(Ljava/lang/String;");
        });
        return found[0];
    }
}
