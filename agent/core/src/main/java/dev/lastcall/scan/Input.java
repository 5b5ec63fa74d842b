package dev.lastcall.scan;

import java.nio.file.Path;

/**
 * A jar, a folder or a class file that the user named.
 *
 * @param name as the user wrote it: it stands for the code source in what is reported
 * @param path where it is
 */
public record Input(String name, Path path) {}
