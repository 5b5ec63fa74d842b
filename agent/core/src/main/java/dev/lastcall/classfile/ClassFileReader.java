package dev.lastcall.classfile;

import dev.lastcall.evidence.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/** Reads class files as data: nothing is loaded, linked or run. Pure functions. */
public final class ClassFileReader {
    private ClassFileReader() {}

    /**
     * The class without its code.
     *
     * @throws IOException if it is no class file, a damaged one, or one of a later format than is known here
     */
    public static ClassShape shape(byte[] classFile) throws IOException {
        return read(classFile, reader -> {
            ShapeVisitor visitor = new ShapeVisitor();
            reader.accept(visitor, ClassReader.SKIP_CODE);
            return visitor.shape();
        });
    }

    /**
     * Names every access to a member, in the order of the code. Members of arrays have no class file and are left out.
     *
     * @throws IOException as {@link #shape}
     */
    public static void accesses(byte[] classFile, Consumer<Access> sink) throws IOException {
        List<Access> all = read(classFile, reader -> {
            ClassFacts facts = ClassFacts.of(reader);
            List<Access> found = new ArrayList<>();
            reader.accept(
                    new AccessVisitor(facts, new LambdaBodies(facts, reader), found::add), ClassReader.SKIP_FRAMES);
            return found;
        });
        all.forEach(sink);
    }

    /**
     * Names in one pass every access, as {@link #accesses}, and every other mention of a class, in the order of the file. A
     * {@code module-info} has mentions alone.
     *
     * @throws IOException as {@link #shape}
     */
    public static void uses(byte[] classFile, Consumer<Access> accesses, Consumer<Mention> mentions)
            throws IOException {
        uses(classFile, accesses, name -> true, mentions);
    }

    /**
     * As {@link #uses(byte[], Consumer, Consumer)}, but of the classes that are not wanted only their members are mentioned.
     *
     * @param wanted by the binary name of a class
     */
    public static void uses(
            byte[] classFile, Consumer<Access> accesses, Predicate<String> wanted, Consumer<Mention> mentions)
            throws IOException {
        List<Runnable> all = read(classFile, reader -> {
            ClassFacts facts = ClassFacts.of(reader);
            LambdaBodies bodies = new LambdaBodies(facts, reader);
            List<Runnable> found = new ArrayList<>();
            MentionVisitor visitor = new MentionVisitor(
                    new AccessVisitor(facts, bodies, access -> found.add(() -> accesses.accept(access))),
                    facts,
                    bodies,
                    new MentionSink(wanted, mention -> found.add(() -> mentions.accept(mention))));
            reader.accept(visitor, ClassReader.SKIP_FRAMES);
            visitor.constants(reader);
            return found;
        });
        all.forEach(Runnable::run);
    }

    /**
     * The method to which one hands its arguments on, in their order, if it does nothing else. By internal names.
     *
     * @param classFile that could be read before
     * @param method the how manieth of the file's methods, from 0 on
     * @return null if it does anything else
     */
    public static @Nullable Target handedOnTo(byte[] classFile, int method, boolean isStatic, String descriptor) {
        ConstantPool pool = new ConstantPool(classFile);
        int constant = new CodeSearch(pool, new boolean[0], false).handedOnTo(method, isStatic, descriptor);
        return constant == 0 ? null : pool.member(constant);
    }

    /** @param use may begin and fail, and be called again */
    private static <T> T read(byte[] classFile, Function<ClassReader, T> use) throws IOException {
        try {
            return readAnyWay(classFile, use);
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | ClassCastException
                | NullPointerException e) {
            if (isOfLaterFormat(e)) {
                throw new IOException("a class file of a later Java than is known here", e);
            }
            throw new IOException(
                    "no class file, or a damaged one (" + e.getClass().getSimpleName() + ")", e);
        } catch (StackOverflowError e) {
            throw new IOException("a class file whose constants are nested too deeply", e);
        }
    }

    private static <T> T readAnyWay(byte[] classFile, Function<ClassReader, T> use) {
        try {
            return use.apply(new ClassReader(classFile));
        } catch (RuntimeException unreadable) {
            if (isOfLaterFormat(unreadable)) {
                throw unreadable;
            }
            for (OddAttributes odd : OddAttributes.in(classFile)) {
                try {
                    return use.apply(new ClassReader(odd.hidden()));
                } catch (RuntimeException stillUnreadable) {
                    // there may be another way
                }
            }
            throw unreadable;
        }
    }

    /** The reader says something of a version that it does not know, and nothing of a constant pool that is wrong. */
    private static boolean isOfLaterFormat(RuntimeException e) {
        return e instanceof IllegalArgumentException && e.getMessage() != null;
    }
}
