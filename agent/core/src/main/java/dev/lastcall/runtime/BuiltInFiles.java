package dev.lastcall.runtime;

import dev.lastcall.ledger.FileModes;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files by the JDK's own provider, whatever provider the application chooses later: {@code FileSystems.getDefault}
 * would fix that for good. Takes some 15 ms of a start, so only what {@code java.io} can't do is done so. Thread-safe.
 */
final class BuiltInFiles {
    private static final String NO_POSIX = "this system has no owners and modes of files";

    private final FileSystemProvider provider;
    private final FileSystem system;

    private BuiltInFiles(FileSystemProvider provider, FileSystem system) {
        this.provider = provider;
        this.system = system;
    }

    /** @throws IOException if the JDK does not let the agent have them */
    static BuiltInFiles of(Instrumentation instrumentation) throws IOException {
        try {
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of("sun.nio.fs", Set.of(BuiltInFiles.class.getModule())),
                    Map.of(),
                    Set.of(),
                    Map.of());
            Class<?> builtIn = Class.forName("sun.nio.fs.DefaultFileSystemProvider");
            return new BuiltInFiles(
                    (FileSystemProvider) builtIn.getMethod("instance").invoke(null),
                    (FileSystem) builtIn.getMethod("theFileSystem").invoke(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IOException("the owner of a file can't be asked for: " + e, e);
        }
    }

    /** Modes with which the file's group may read. */
    FileModes groupModes() {
        return new FileModes() {
            @Override
            public void file(File file, boolean writable) throws IOException {
                set(file, writable ? "rw-r-----" : "r--r-----"); // follows the name of an open file to that
            }

            @Override
            public void folder(File folder) throws IOException {
                set(folder, "rwxr-x---", LinkOption.NOFOLLOW_LINKS);
            }
        };
    }

    private void set(File file, String modes, LinkOption... options) throws IOException {
        PosixFileAttributeView view = provider.getFileAttributeView(path(file), PosixFileAttributeView.class, options);
        if (view == null) {
            throw new IOException(NO_POSIX);
        }
        view.setPermissions(PosixFilePermissions.fromString(modes));
    }

    /**
     * Makes a folder for this user alone, or finds it made.
     *
     * @throws IOException if it can't be made, or is a link, or another's, or others may write to it; the message names
     *     it
     */
    void makePrivate(File folder) throws IOException {
        Path path = path(folder);
        if (provider.getFileAttributeView(path, PosixFileAttributeView.class) == null) {
            throw new IOException(folder + ": " + NO_POSIX);
        }
        try {
            provider.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException there) {
            // as it mostly is: whose it is decides
        } catch (IOException e) {
            File parent = folder.getParentFile();
            boolean alone = parent != null && !parent.isDirectory();
            throw new IOException(
                    folder + ": " + (alone ? "there is no folder " + parent : "the folder cannot be made"), e);
        }
        PosixFileAttributes found;
        try {
            found = provider.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
        String fault = fault(found, self());
        if (fault != null) {
            throw new IOException(folder + ": " + fault);
        }
    }

    static @Nullable String fault(PosixFileAttributes found, UserPrincipal self) {
        if (!found.isDirectory()) {
            return found.isSymbolicLink() ? "is a link, not a folder" : "is not a folder";
        }
        if (!found.owner().equals(self)) {
            return "belongs to another user";
        }
        boolean open = found.permissions().contains(PosixFilePermission.GROUP_WRITE)
                || found.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        return open ? "others may write to it" : null;
    }

    /**
     * Whose files this process makes. A process that may not be looked into belongs to the superuser, who is trusted.
     */
    private UserPrincipal self() throws IOException {
        File process = new File("/proc/self");
        File owned = process.isDirectory() ? process : new File(System.getProperty("user.home", "/"));
        return provider.readAttributes(path(owned), PosixFileAttributes.class).owner();
    }

    /** The name of the user whose files this process makes; the number of one who has no name. */
    String user() throws IOException {
        return self().getName();
    }

    private Path path(File file) {
        return system.getPath(file.getPath());
    }
}
