package dev.lastcall.ledger;

import static dev.lastcall.ledger.CellLayout.PAGE;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands out pages: of the file as long as it can grow, else of plain memory. Used under the writer's lock only.
 *
 * <p>Pages of the file are given away in ascending order, so that records stand in it in the order of their writing.
 */
final class PageSupply {
    /** Pages of an extent of records. */
    static final int RECORDS = 16;

    private final @Nullable Space disk;
    private final Sizes sizes;
    private final List<Segment> onDisk = new ArrayList<>();
    private final List<Segment> inMemory = new ArrayList<>();
    private int current;
    private boolean failing;
    private String failure = "";

    private PageSupply(@Nullable Space disk, Sizes sizes) {
        this.disk = disk;
        this.sizes = sizes;
    }

    /**
     * Sizes in pages.
     *
     * @param first of the file's first segment
     * @param next of each further one
     * @param records of an extent of records
     * @param reserve free pages below which {@link #growAhead} grows
     */
    record Sizes(int first, int next, int records, int reserve) {
        static final Sizes STANDARD = new Sizes(64, 256, RECORDS, 24);

        /** The same, with a first segment of at least so many pages. */
        Sizes withFirst(int pages) {
            return new Sizes(Math.max(first, pages), next, records, reserve);
        }
    }

    /** @throws IOException if not even the first segment can be had */
    static PageSupply of(Space disk, Sizes sizes) throws IOException {
        PageSupply supply = new PageSupply(disk, sizes);
        supply.add(disk, sizes.first());
        return supply;
    }

    /** @throws OutOfMemoryError if not even the first segment can be had */
    static PageSupply inMemory(Sizes sizes) {
        PageSupply supply = new PageSupply(null, sizes);
        supply.inMemory.add(Segment.inMemory(sizes.first()));
        return supply;
    }

    /**
     * Memory, since the file can't be mapped.
     *
     * @throws OutOfMemoryError if not even the first segment can be had
     */
    static PageSupply insteadOfFile(Sizes sizes, Throwable failure) {
        PageSupply supply = inMemory(sizes);
        supply.failure = describe(failure);
        return supply;
    }

    /** The byte order in which the ledger is written. */
    ByteOrder order() {
        return segments().get(0).buffer.order();
    }

    Sizes sizes() {
        return sizes;
    }

    /** Pages that the file has for good. */
    int committedPages() {
        return (int) (committedBytes() / PAGE);
    }

    /**
     * Bytes that the file has for good. The segments say so, lest an error that breaks off their making leaves them
     * apart.
     */
    long committedBytes() {
        return onDisk.isEmpty() ? 0 : onDisk.get(onDisk.size() - 1).end();
    }

    /** Why the file last failed to grow; empty if it never did. */
    String failure() {
        return failure;
    }

    /** The segments of the file. */
    List<Segment> segmentsInFile() {
        return new ArrayList<>(onDisk);
    }

    /** All segments, those of the file first. */
    List<Segment> segments() {
        List<Segment> all = new ArrayList<>(onDisk);
        all.addAll(inMemory);
        return all;
    }

    /** Pages in a row; null only if neither disk nor memory has them. */
    @Nullable
    Pages take(int pages) {
        Pages taken = takeFromDisk(pages);
        return taken != null ? taken : takeFromMemory(pages);
    }

    /** Pages in a row in the file; null if it can't grow. */
    @Nullable
    Pages takeFromDisk(int pages) {
        if (disk == null) {
            return null;
        }
        while (true) {
            Pages taken = onDisk.get(current).take(pages);
            if (taken != null) {
                return taken;
            }
            // after a failure only the agent's own thread tries again: the application's must not wait for a sick disk
            if (current + 1 == onDisk.size() && (failing || !grow(disk, pages))) {
                return null;
            }
            current++;
        }
    }

    private @Nullable Pages takeFromMemory(int pages) {
        if (!inMemory.isEmpty()) {
            Pages taken = inMemory.get(inMemory.size() - 1).take(pages);
            if (taken != null) {
                return taken;
            }
        }
        try {
            Segment segment = Segment.inMemory(Math.max(sizes.first(), pages));
            inMemory.add(segment);
            return segment.take(pages);
        } catch (OutOfMemoryError e) {
            if (failure.isEmpty()) {
                failure = describe(e);
            }
            return null;
        }
    }

    /** Grows the file if little is left of it; also after a failure. False: it can't grow. */
    boolean growAhead() {
        if (disk == null) {
            return true;
        }
        int free = 0;
        for (int i = current; i < onDisk.size(); i++) {
            free += onDisk.get(i).free();
        }
        return (free >= sizes.reserve() && !failing) || grow(disk, sizes.next());
    }

    private boolean grow(Space space, int pages) {
        try {
            add(space, Math.max(pages, sizes.next()));
            failing = false;
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            failing = true;
            failure = describe(e);
            return false;
        }
    }

    private void add(Space space, int pages) throws IOException {
        long end = committedBytes();
        onDisk.add(Segment.durable(space.grow(end, pages * PAGE), end));
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message;
    }
}
