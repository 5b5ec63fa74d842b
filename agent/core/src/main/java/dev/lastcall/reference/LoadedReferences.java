package dev.lastcall.reference;

import dev.lastcall.classfile.Access;
import dev.lastcall.classfile.ClassFileReader;
import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.Mention;
import dev.lastcall.classfile.NameFilter;
import dev.lastcall.classfile.UseListener;
import dev.lastcall.evidence.LoadedReference;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.CallerSide;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.policy.PolicyMatcher.Match;
import dev.lastcall.policy.Role;
import dev.lastcall.policy.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the references in the class files of loaded classes under one policy, of each the first of its kind: by names
 * alone, since no class is loaded and no class file looked for. Not thread-safe.
 */
public final class LoadedReferences {
    private final PolicyMatcher matcher;
    private final Leaving leaving;
    private final NameFilter filter;

    public LoadedReferences(PolicyMatcher matcher) {
        this.matcher = matcher;
        this.leaving = new Leaving(matcher.policy());
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
        InClass inClass = new InClass(shape, codeSource);
        ClassFileReader.uses(classFile, inClass);
        inClass.references.end();
        return inClass.found;
    }

    /** Finds those in one class, which is one class of the agent's to load where lambdas would be five. */
    private final class InClass implements UseListener, ClassReferences.Sink {
        final ClassReferences references;
        final List<LoadedReference> found = new ArrayList<>(0);
        private final Set<String> distinct = new HashSet<>();
        private final ClassShape shape;
        private final String codeSource;

        InClass(ClassShape shape, String codeSource) {
            this.shape = shape;
            this.codeSource = codeSource;
            this.references = new ClassReferences(matcher, leaving, shape, this);
        }

        @Override
        public boolean wants(String className) {
            return leaving.isAny(className);
        }

        @Override
        public void access(Access access) {
            if (leaving.isAny(access.owner())) {
                references.access(access, asSiteOf(access));
            }
        }

        @Override
        public void mention(Mention mention) {
            if (mention.kind() != ReferenceKind.MODULE_PACKAGE) {
                references.mention(mention);
            }
        }

        @Override
        public void found(
                Rule rule, CallerSide side, ReferenceKind kind, ClassReferences.Spot at, String target, String member) {
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
        }
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
        Loads loads = new Loads(method);
        ClassFileReader.accesses(classFile, loads);
        return loads.found;
    }

    /** Looks for a call that hands a name to a class loader. */
    private static final class Loads implements Consumer<Access> {
        private final String method;
        boolean found;

        Loads(String method) {
            this.method = method;
        }

        @Override
        public void accept(Access access) {
            found |= (access.method().equals(method) || method.startsWith("lambda$"))
                    && (access.name().startsWith("loadClass") || access.name().equals("findClass"))
                    && access.descriptor().startsWith("(Ljava/lang/String;");
        }
    }
}
