package dev.lastcall.classfile;

import dev.lastcall.evidence.ReferenceKind;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.signature.SignatureReader;
import net.bytebuddy.jar.asm.signature.SignatureVisitor;
import org.jspecify.annotations.Nullable;

/** A class or member of one class file, and the line reached in it: makes mentions of what is named there. */
final class MentionPlace {
    private static final String CLASS_FILE = ".class";
    /** Beside the names of classes. */
    private static final String IN_DESCRIPTORS = "()[BCDFIJSVZ";

    private final String member;
    private final String descriptor;
    private final MentionSink sink;
    private int line;

    MentionPlace(String member, String descriptor, MentionSink sink) {
        this.member = member;
        this.descriptor = descriptor;
        this.sink = sink;
    }

    void line(int line) {
        this.line = line;
    }

    /** By its internal name, or by the descriptor of an array of it. */
    void name(ReferenceKind kind, String internalName) {
        emit(kind, internalName, "", "", false);
    }

    void nameIfAlone(ReferenceKind kind, String internalName) {
        emit(kind, internalName, "", "", true);
    }

    /** The class around a nested one, which says nothing new if that is mentioned. */
    void outerIfAlone(String outer, String inner) {
        emit(ReferenceKind.INNER_CLASS, outer, "", inner, true);
    }

    /** Each class in the type, be it a class, an array or a method's. */
    void type(ReferenceKind kind, Type type) {
        typesIn(kind, type.getDescriptor(), "", new HashSet<>(0));
    }

    /** Each class in the descriptor of a field or method; returns the internal names of those that are wanted. */
    Set<String> types(ReferenceKind kind, String typeDescriptor) {
        Set<String> names = new HashSet<>(0);
        typesIn(kind, typeDescriptor, "", names);
        return names;
    }

    /** The same, of the member of a class that an instruction uses. */
    void typesThrough(ReferenceKind kind, String owner, String typeDescriptor) {
        typesIn(kind, typeDescriptor, owner, new HashSet<>(0));
    }

    /** Each class in what may be a descriptor. */
    void descriptorIfAlone(ReferenceKind kind, String text) {
        int start = text.indexOf('L');
        for (int end = text.indexOf(';', start + 1); start >= 0 && end > 0; end = text.indexOf(';', start + 1)) {
            found(kind, text.substring(start + 1, end), "", "", true);
            start = text.indexOf('L', end);
        }
    }

    /** This is done for each use of a member, so it makes no objects for what is not wanted. */
    private void typesIn(ReferenceKind kind, String descriptor, String through, Set<String> names) {
        for (int i = 0; i < descriptor.length(); i++) {
            if (descriptor.charAt(i) == 'L') {
                int end = descriptor.indexOf(';', i);
                String name = descriptor.substring(i + 1, end); // fails where there is no end
                if (sink.wants(name) && names.add(name)) {
                    found(kind, name, "", through, false);
                }
                i = end;
            } else if (IN_DESCRIPTORS.indexOf(descriptor.charAt(i)) < 0) {
                throw new IllegalArgumentException();
            }
        }
    }

    /**
     * Each class in a generic signature.
     *
     * @param ofField else of a class or method
     * @param known internal names of the classes that the place is known to mention already
     */
    void signature(@Nullable String signature, boolean ofField, Set<String> known) {
        if (signature == null) {
            return;
        }
        Set<String> names = new HashSet<>(known);
        SignatureVisitor visitor = new SignatureVisitor(Opcodes.ASM9) {
            private String name = "";

            @Override
            public void visitClassType(String className) {
                found(className);
            }

            @Override
            public void visitInnerClassType(String simpleName) {
                found(name + '$' + simpleName);
            }

            private void found(String className) {
                name = className;
                if (names.add(className)) {
                    name(ReferenceKind.GENERIC_SIGNATURE, className);
                }
            }
        };
        try {
            SignatureReader reader = new SignatureReader(signature);
            if (ofField) {
                reader.acceptType(visitor);
            } else {
                reader.accept(visitor);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException noSignature) {
            descriptorIfAlone(
                    ReferenceKind.GENERIC_SIGNATURE, signature); // the JVM does not read it, only reflection does
        }
    }

    /** A member of a class that is named by its descriptor. */
    void member(ReferenceKind kind, String typeDescriptor, String target) {
        Type type = Type.getType(typeDescriptor);
        if (type.getSort() == Type.OBJECT) {
            emit(kind, type.getInternalName(), target, "", false);
        }
    }

    /** A text, which may be the name of a class in one of its forms, or hold one. */
    void text(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '[') {
            start++;
        }
        if (start < end && text.charAt(start) == 'L' && text.indexOf(';') == end - 1) {
            start++;
            end--;
        } else {
            start = text.startsWith("/") ? 1 : 0;
            end -= text.endsWith(CLASS_FILE) ? CLASS_FILE.length() : 0;
        }
        if (start < end) {
            found(ReferenceKind.NAME_IN_CODE, text.substring(start, end), "", "", false);
        }
    }

    private void emit(ReferenceKind kind, String internalName, String target, String through, boolean onlyIfAlone) {
        String name = internalName;
        if (name.charAt(0) == '[') {
            Type element = Type.getObjectType(name).getElementType();
            if (element.getSort() != Type.OBJECT) {
                return;
            }
            name = element.getInternalName();
        }
        found(kind, name, target, through, onlyIfAlone);
    }

    private void found(ReferenceKind kind, String name, String target, String through, boolean onlyIfAlone) {
        if (target.isEmpty() && !sink.wants(name)) {
            return;
        }
        String binary = ShapeVisitor.binary(name);
        sink.accept(
                new Mention(member, descriptor, line, kind, binary, target, ShapeVisitor.binary(through), onlyIfAlone));
    }
}
