package dev.lastcall.evidence;

import java.util.Locale;

/**
 * How something names a class without calling it, and so breaks if the class is deleted. The order is persisted in
 * ledgers: append only.
 */
public enum ReferenceKind {
    /** It extends or implements the class. */
    SUPERTYPE,
    /** It permits the class as a subclass. */
    PERMITTED_SUBCLASS,
    /** The class is host or member of its nest. */
    NEST,
    /** The class is declared inside it, or encloses it. */
    INNER_CLASS,
    /** It declares a field of the type. */
    FIELD_TYPE,
    /** It declares a method or constructor that takes or returns the type. */
    METHOD_TYPE,
    /** It declares a record component of the type. */
    RECORD_COMPONENT,
    /** The type appears only in a generic signature. */
    GENERIC_SIGNATURE,
    /** It declares that it throws the class. */
    THROWS,
    /** It is annotated with the class, or the class annotates one of its types or the value of an annotation. */
    ANNOTATION,
    /** The class, or a constant of it, is a value in an annotation. */
    ANNOTATION_VALUE,
    /** A class literal. */
    LITERAL,
    CAST,
    INSTANCEOF,
    CATCH,
    /** It makes an array of the class, or calls a method of one. */
    ARRAY,
    /** The type of a lambda or method reference, or a constant of an {@code invokedynamic} or for {@code ldc}. */
    INVOKEDYNAMIC,
    /** It uses a member that no signature covers, such as {@code toString} or a member of a nested class. */
    MEMBER,
    /** It uses a member of another class that takes or returns the type, or a field of the type. */
    MEMBER_TYPE,
    /** A constant in the class file that none of the above explains, such as the type in a stack map frame. */
    CONSTANT,
    /** A text in code or in an annotation that is the class's name: it may be loaded by it. */
    NAME_IN_CODE,
    /** A module uses or provides the class as a service, or begins with its {@code main}. */
    MODULE,
    /** A module exports or opens a package of which nothing would be left. */
    MODULE_PACKAGE,
    /** A file in {@code META-INF/services} has the class's name, or names it. */
    SERVICE,
    /** A manifest names the class. */
    MANIFEST,
    /** Another file names the class. */
    RESOURCE,
    /** It loaded the class by its name while a process ran. */
    LOADED_BY_NAME;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word that reports use. */
    public String label() {
        return label;
    }

    /**
     * Whether it may break nothing, since a name need not be used to load a class: the text may be for {@code
     * Class.forName} or just for a logger.
     */
    public boolean isDoubt() {
        return this == NAME_IN_CODE;
    }
}
