package dev.lastcall.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Exceptions in words that a user can act on. */
final class Failures {
    private Failures() {}

    /** One line; never null, never a stack trace. */
    static String inWords(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return "something else is in the way";
        }
        if (failure instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        String message = failure.getMessage();
        String line = message == null ? "" : message.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? failure.getClass().getSimpleName() : line;
    }
}
