package dev.lastcall.proposal;

import dev.lastcall.classfile.ClassShape;
import dev.lastcall.classfile.ClassShape.Member;
import dev.lastcall.classfile.Deprecation;
import dev.lastcall.classpath.Hierarchy;
import dev.lastcall.policy.Descriptors;
import dev.lastcall.proposal.Javadoc.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns links in comments into signatures of what there really is. */
final class Replacements {
    private final Hierarchy hierarchy;

    Replacements(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /**
     * The signatures that a link stands for: none if it leads nowhere, or to what is deprecated itself or can't be
     * seen.
     *
     * @param from the class whose comment holds the link
     */
    List<String> signatures(Link link, ClassShape from, JavaSource source) {
        ClassShape type = type(link.type(), from, source);
        if (type == null || type.deprecation() != Deprecation.NONE) {
            return List.of();
        }
        String member = link.member();
        return member == null ? List.of(type.name()) : members(type, member, link.parameters());
    }

    private @Nullable ClassShape type(String name, ClassShape from, JavaSource source) {
        if (name.isEmpty()) {
            return from;
        }
        for (String candidate : candidates(name, from, source)) {
            ClassShape found = hierarchy.find(candidate);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<String> candidates(String name, ClassShape from, JavaSource source) {
        String nested = name.replace('.', '$');
        String first = name.indexOf('.') < 0 ? name : name.substring(0, name.indexOf('.'));
        List<String> candidates = new ArrayList<>();
        for (String outer = from.name(); ; outer = outer.substring(0, outer.lastIndexOf('$'))) {
            candidates.add(outer + '$' + nested);
            if (outer.lastIndexOf('$') < 0) {
                break;
            }
        }
        for (String imported : source.imports()) {
            if (imported.endsWith('.' + first)) {
                candidates.add(imported + nested.substring(first.length()));
            }
        }
        candidates.add(source.packageName().isEmpty() ? nested : source.packageName() + '.' + nested);
        for (String imported : source.imports()) {
            if (imported.endsWith(".*")) {
                candidates.add(imported.substring(0, imported.length() - 1) + nested);
            }
        }
        candidates.add("java.lang." + nested);
        String qualified = name;
        candidates.add(qualified);
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            qualified = qualified.substring(0, dot) + '$' + qualified.substring(dot + 1);
            candidates.add(qualified);
        }
        return candidates;
    }

    private List<String> members(ClassShape type, String name, @Nullable String parameters) {
        String simple = type.name()
                .substring(Math.max(type.name().lastIndexOf('$'), type.name().lastIndexOf('.')) + 1);
        String wanted = name.equals(simple) ? "<init>" : name;
        List<String> found = declared(type, wanted, parameters);
        for (String parent : found.isEmpty() && !wanted.equals("<init>") ? type.parents() : List.<String>of()) {
            ClassShape above = hierarchy.find(parent);
            if (above != null && found.isEmpty()) {
                found = members(above, name, parameters);
            }
        }
        return found;
    }

    private static List<String> declared(ClassShape type, String name, @Nullable String parameters) {
        List<String> found = new ArrayList<>();
        for (Member member : type.members()) {
            if (member.name().equals(name)
                    && member.deprecation() == Deprecation.NONE
                    && !member.isSynthetic()
                    && member.isForOthers()
                    && !member.constant()
                    && fits(member, parameters)) {
                found.add(text(type, member));
            }
        }
        return found;
    }

    private static boolean fits(Member member, @Nullable String parameters) {
        if (parameters == null) {
            return true;
        }
        return !member.isField()
                && simple(Descriptors.parameterTypes(member.descriptor())).equals(simple(written(parameters)));
    }

    private static List<String> written(String parameters) {
        List<String> types = new ArrayList<>();
        for (String parameter : parameters.isBlank() ? new String[0] : parameters.split(",", -1)) {
            String type = parameter.strip().replace("...", "[]");
            int blank = type.indexOf(' ');
            types.add(blank < 0 ? type : type.substring(0, blank));
        }
        return types;
    }

    /** Types without their packages and outer classes. */
    static List<String> simple(List<String> types) {
        return types.stream()
                .map(type -> type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1))
                .toList();
    }

    /** The signature that names just this member. */
    static String text(ClassShape type, Member member) {
        String text = type.name() + '#' + member.name();
        return member.isField()
                ? text
                : text + '(' + String.join(", ", Descriptors.parameterTypes(member.descriptor())) + ')';
    }
}
