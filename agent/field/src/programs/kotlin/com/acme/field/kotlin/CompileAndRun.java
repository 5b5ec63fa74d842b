package com.acme.field.kotlin;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** Compiles a source file, prints the names and sizes of the classes, and runs them in a loader of their own. */
public final class CompileAndRun {
    private CompileAndRun() {}

    public static void main(String[] arguments) throws Exception {
        Path out = Path.of("out");
        String classPath = arguments[1] + java.io.File.pathSeparator + System.getProperty("java.class.path");
        ExitCode code = new K2JVMCompiler()
                .exec(System.err, arguments[0], "-d", out.toString(), "-no-stdlib", "-no-reflect", "-cp", classPath);
        System.out.println("compiler: " + code);
        try (Stream<Path> files = Files.walk(out)) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
            for (Path file : classes) {
                System.out.println(out.relativize(file) + " " + java.util.Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {out.toUri().toURL()}, CompileAndRun.class.getClassLoader())) {
            loader.loadClass("com.acme.shop.kotlin.ShopKt").getMethod("main").invoke(null);
        }
        System.exit(code.getCode());
    }
}
