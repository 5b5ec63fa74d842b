package dev.lastcall.ledger;

import static java.lang.invoke.MethodType.methodType;

import java.io.IOException;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import org.jspecify.annotations.Nullable;

/**
 * Maps parts of a file. {@code FileChannel.map} makes its buffer by a reflective call of six arguments, for which JDK
 * 22 and later spin two dozen classes. Their other way, a segment in an arena, does without; as this is compiled for
 * JDK 17, the two calls of it are made of method handles. Thread-safe.
 */
final class FileMapping {
    /** {@code channel.map(mode, position, bytes, arena)} */
    private interface Map {
        Object map(FileChannel channel, MapMode mode, long position, long bytes, Object arena) throws IOException;
    }

    /** {@code segment.asByteBuffer()} */
    private interface View {
        ByteBuffer view(Object segment);
    }

    /** The first with {@code java.lang.foreign}. */
    private static final int WITH_ARENAS = 22;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final @Nullable FileMapping BY_ARENA = Runtime.version().feature() < WITH_ARENAS ? null : byArena();

    private final Map map;
    private final View view;
    private final Object arena;

    private FileMapping(Map map, View view, Object arena) {
        this.map = map;
        this.view = view;
        this.arena = arena;
    }

    /** Maps that part for reading and writing, until the buffer is garbage at the earliest. */
    static ByteBuffer map(FileChannel channel, long position, long bytes) throws IOException {
        FileMapping byArena = BY_ARENA;
        return byArena == null
                ? channel.map(MapMode.READ_WRITE, position, bytes)
                : byArena.view.view(byArena.map.map(channel, MapMode.READ_WRITE, position, bytes, byArena.arena));
    }

    private static @Nullable FileMapping byArena() {
        try {
            Class<?> arenas = Class.forName("java.lang.foreign.Arena");
            Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
            MethodHandle mapping = LOOKUP.findVirtual(
                    FileChannel.class, "map", methodType(segments, MapMode.class, long.class, long.class, arenas));
            MethodType erased = mapping.type().changeReturnType(Object.class).changeParameterType(4, Object.class);
            Map map = (Map) calling(mapping, Map.class, "map", erased).invokeExact();
            MethodHandle viewing = LOOKUP.findVirtual(segments, "asByteBuffer", methodType(ByteBuffer.class));
            View view = (View) calling(viewing, View.class, "view", methodType(ByteBuffer.class, Object.class))
                    .invokeExact();
            return new FileMapping(map, view, arenas.getMethod("global").invoke(null));
        } catch (Throwable otherwiseThen) { // what a method handle throws
            return null;
        }
    }

    /** Makes, without arguments, an object of that interface, whose one method calls the other. */
    private static MethodHandle calling(MethodHandle called, Class<?> type, String method, MethodType erased)
            throws LambdaConversionException {
        return LambdaMetafactory.metafactory(LOOKUP, method, methodType(type), erased, called, called.type())
                .getTarget();
    }
}
