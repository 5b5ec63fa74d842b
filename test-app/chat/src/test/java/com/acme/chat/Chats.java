package com.acme.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Services that are started when they are first asked for, shared by the tests of a class, and ended together. */
final class Chats implements AutoCloseable {
    private final Path root;
    private final Map<Chat.Setup, Chat> running = new LinkedHashMap<>();
    private int started;

    Chats() {
        try {
            root = Files.createTempDirectory("chat-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service of that setup: each test must leave it as it would like to find it. */
    Chat shared(Chat.Setup setup) {
        Chat chat = running.get(setup);
        if (chat == null) {
            chat = start(setup, Map.of());
            running.put(setup, chat);
        }
        return chat;
    }

    /** A service for the caller alone, who closes it. */
    Chat start(Chat.Setup setup, Map<String, String> settings) {
        Path folder = root.resolve("chat-" + ++started);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Chat.start(setup, folder, settings);
    }

    @Override
    public void close() {
        running.values().forEach(Chat::close);
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
