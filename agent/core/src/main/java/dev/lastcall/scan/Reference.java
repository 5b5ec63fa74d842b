package dev.lastcall.scan;

import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.scan.ScannedSite.State;

/**
 * A place that names what goes away with a rule's deprecated classes, or a listed member, without calling it. It is
 * outside of what goes away. Immutable.
 *
 * @param rule the rule's id
 * @param state open, allowed or delegated, as a call from there would be
 * @param place where it is
 * @param target binary name of the class that is named; of the package if a module exports or opens it
 * @param targetMember the member that is named of it; empty if the class alone is
 */
public record Reference(String rule, ReferenceKind kind, State state, Place place, String target, String targetMember) {

    /**
     * A class, a member of one, or a file.
     *
     * @param className binary name; empty if it is in a file that is no class
     * @param member the method, field or record component; empty if it is the class itself, or a file
     * @param descriptor that member's descriptor; empty if there is none, or it is not known
     * @param line in the source file, or in the file; 0 if not known
     * @param source the source file's name; empty for a file, and if the class file has none
     * @param codeSource the jar or folder, as sites name it
     * @param file the file's name in the jar or folder; empty if it is in a class
     */
    public record Place(
            String className,
            String member,
            String descriptor,
            int line,
            String source,
            String codeSource,
            String file) {

        /** For people: as a stack trace writes it, or the file with its line. */
        public String asText() {
            if (!file.isEmpty()) {
                return line > 0 ? file + ':' + line : file;
            }
            String where = source.isEmpty() ? "Unknown Source" : line > 0 ? source + ':' + line : source;
            return className + (member.isEmpty() ? "" : '.' + member) + '(' + where + ')';
        }
    }

    /** Whether nothing may break: see {@link ReferenceKind#isDoubt}. */
    public boolean isDoubt() {
        return kind.isDoubt();
    }
}
