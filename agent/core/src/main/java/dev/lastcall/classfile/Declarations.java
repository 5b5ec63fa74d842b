package dev.lastcall.classfile;

import java.util.List;

/** What a class file says that its class declares and extends. */
public interface Declarations {
    boolean declares(String name, String descriptor);

    /** Whether it declares that method without a body. */
    boolean isAbstract(String name, String descriptor);

    /** Whether a compiler made that member and nobody calls it by its name: no signature covers it. */
    boolean isHidden(String name, String descriptor);

    /** Whether that field holds the only instance of a Kotlin {@code object}, which this class then is. */
    boolean holdsObject(String name, String descriptor);

    boolean isInterface();

    /** The source file's name; empty if the class file has none. */
    String source();

    /** Binary names of what the class extends and implements, the superclass first. */
    List<String> parents();
}
