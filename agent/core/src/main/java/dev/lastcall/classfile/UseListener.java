package dev.lastcall.classfile;

/** Is notified of what a class file uses. */
public interface UseListener {
    /**
     * Whether mentions of that class are wanted. Its members are mentioned if not.
     *
     * @param className binary name
     */
    boolean wants(String className);

    /** A member of a class is used. */
    void access(Access access);

    /** A class is named without a use of its members. */
    void mention(Mention mention);
}
