package dev.lastcall.classfile;

import dev.lastcall.evidence.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files as data: nothing is loaded, linked or run. Pure functions. Each process that loads a class that
 * matters reads class files here, so there are no lambdas: to link one takes longer than to load a class from a pack.
 */
public final class ClassFileReader {
    private ClassFileReader() {}

    /**
     * The class without its code.
     *
     * @throws IOException if it is no class file, a damaged one, or one of a later format than is known here
     */
    public static ClassShape shape(byte[] classFile) throws IOException {
        return read(classFile, new ShapeReader());
    }

    /**
     * Names every access to a member, in the order of the code. Members of arrays have no class file and are left out.
     *
     * @throws IOException as {@link #shape}
     */
    public static void accesses(byte[] classFile, Consumer<Access> sink) throws IOException {
        for (Access access : read(classFile, new AccessReader())) {
            sink.accept(access);
        }
    }

    /**
     * Names in one pass every access, as {@link #accesses}, and every other mention of a class, in the order of the
     * file. A {@code module-info} has mentions alone.
     *
     * @throws IOException as {@link #shape}
     */
    public static void uses(byte[] classFile, Consumer<Access> accesses, Consumer<Mention> mentions)
            throws IOException {
        uses(classFile, new UseListener() {
            @Override
            public boolean wants(String className) {
                return true;
            }

            @Override
            public void access(Access access) {
                accesses.accept(access);
            }

            @Override
            public void mention(Mention mention) {
                mentions.accept(mention);
            }
        });
    }

    /**
     * As {@link #uses(byte[], Consumer, Consumer)}, but of the classes that are not wanted only their members are
     * mentioned.
     */
    public static void uses(byte[] classFile, UseListener listener) throws IOException {
        for (Object use : read(classFile, new UseReader(listener))) {
            if (use instanceof Access access) {
                listener.access(access);
            } else {
                listener.mention((Mention) use);
            }
        }
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

    private static final class ShapeReader implements Function<ClassReader, ClassShape> {
        @Override
        public ClassShape apply(ClassReader reader) {
            ShapeVisitor visitor = new ShapeVisitor();
            reader.accept(visitor, ClassReader.SKIP_CODE);
            return visitor.shape();
        }
    }

    /** Keeps accesses until all of the file has been read. */
    @SuppressWarnings("overloads") // nobody calls andThen
    private static final class AccessReader implements Function<ClassReader, List<Access>>, Consumer<Access> {
        private List<Access> found = List.of();

        @Override
        public List<Access> apply(ClassReader reader) {
            found = new ArrayList<>();
            ClassFacts facts = ClassFacts.of(reader);
            reader.accept(new AccessVisitor(facts, new LambdaBodies(facts, reader), this), ClassReader.SKIP_FRAMES);
            return found;
        }

        @Override
        public void accept(Access access) {
            found.add(access);
        }
    }

    /** Keeps accesses and mentions, in the order of the file, until all of it has been read. */
    @SuppressWarnings("overloads") // nobody calls andThen
    private static final class UseReader implements Function<ClassReader, List<Object>>, Consumer<Object> {
        private final UseListener listener;
        private List<Object> found = List.of();

        UseReader(UseListener listener) {
            this.listener = listener;
        }

        @Override
        public List<Object> apply(ClassReader reader) {
            found = new ArrayList<>();
            ClassFacts facts = ClassFacts.of(reader);
            LambdaBodies bodies = new LambdaBodies(facts, reader);
            MentionVisitor visitor = new MentionVisitor(
                    new AccessVisitor(facts, bodies, this), facts, bodies, new MentionSink(listener, this));
            reader.accept(visitor, ClassReader.SKIP_FRAMES);
            visitor.constants(reader);
            return found;
        }

        @Override
        public void accept(Object use) {
            found.add(use);
        }
    }

    /** The reader says something of a version that it does not know, and nothing of a constant pool that is wrong. */
    private static boolean isOfLaterFormat(RuntimeException e) {
        return e instanceof IllegalArgumentException && e.getMessage() != null;
    }
}
