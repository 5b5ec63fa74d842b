package dev.lastcall.classfile;

import dev.lastcall.evidence.ReferenceKind;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Finds the mentions of classes in the values of an annotation, or in the default of one of its elements. */
final class MentionedValues extends AnnotationVisitor {
    private final MentionPlace place;
    private final String annotation;
    private final boolean repeats;

    /**
     * Begins.
     *
     * @param annotation its descriptor; empty for a default
     * @param repeats whether its texts say what the class file says, in the language's own words
     */
    MentionedValues(MentionPlace place, String annotation, boolean repeats) {
        super(Opcodes.ASM9);
        this.place = place;
        this.annotation = annotation;
        this.repeats = repeats;
    }

    /** An annotation of that type, and what is in it. */
    static AnnotationVisitor annotation(MentionPlace place, String descriptor) {
        place.types(ReferenceKind.ANNOTATION, descriptor);
        return new MentionedValues(place, descriptor, descriptor.equals("Lkotlin/Metadata;"));
    }

    private void element(@Nullable String name) {
        if (name != null && !annotation.isEmpty()) {
            place.member(ReferenceKind.ANNOTATION, annotation, name);
        }
    }

    @Override
    public void visit(@Nullable String name, Object value) {
        element(name);
        value(value);
    }

    private void value(Object value) {
        if (value instanceof Type type) {
            place.type(ReferenceKind.ANNOTATION_VALUE, type);
        } else if (value instanceof String text && repeats) {
            place.descriptorIfAlone(ReferenceKind.ANNOTATION_VALUE, text);
        } else if (value instanceof String text) {
            place.text(text);
        }
    }

    @Override
    public void visitEnum(@Nullable String name, String descriptor, String constant) {
        element(name);
        place.member(ReferenceKind.ANNOTATION_VALUE, descriptor, constant);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
        element(name);
        return annotation(place, descriptor);
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
        element(name);
        return new MentionedValues(place, "", repeats);
    }
}
