package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Companion;
import dev.lastcall.site.LanguageRuntimes;
import dev.lastcall.site.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Which classes a class is nested in, and whether generated code made it. Both are read from class files, since names
 * prove neither: generated companions are named like nested classes.
 */
final class SurroundingsReader {
    private static final byte[] LINES = "LineNumberTable".getBytes(StandardCharsets.ISO_8859_1);

    /** Tag of a constant that names a class. */
    private static final int CLASS = 7;

    private SurroundingsReader() {}

    /** A hash in its name tells of a class with lines as well that nobody has written it, if no class file holds it. */
    static Surroundings of(
            ClassFacts facts, byte[] classFile, PolicyMatcher matcher, Lineage lineage, @Nullable ClassLoader loader) {
        Surroundings around = asWritten(facts, classFile, matcher, lineage, loader);
        boolean named = !around.nestedIn().isEmpty()
                || around.isGenerated()
                || !around.partOf().isEmpty();
        String stable = named ? facts.className() : Companion.withoutHashes(facts.className());
        if (stable.equals(facts.className()) || isClass(facts.className(), loader)) {
            return around;
        }
        String host = NamesOfOwn.of(facts, classFile, loader).host();
        if (!host.isEmpty()) {
            return new Surroundings(List.of(), host, "");
        }
        return isClass(stable, loader) ? around : new Surroundings(List.of(), "", stable);
    }

    private static boolean isClass(String className, @Nullable ClassLoader loader) {
        return Companion.classFile(loader, className) != null;
    }

    private static Surroundings asWritten(
            ClassFacts facts, byte[] classFile, PolicyMatcher matcher, Lineage lineage, @Nullable ClassLoader loader) {
        List<String> claimed = facts.nesting().claimedBy(facts.name());
        if (!claimed.isEmpty()) {
            String partOf = facts.isTable() ? claimed.get(0).replace('/', '.') : "";
            return new Surroundings(confirmed(facts, claimed, matcher, lineage, loader), "", partOf);
        }
        boolean named = facts.name().indexOf('$') >= 0 || facts.name().indexOf('_') >= 0;
        if (!named && !facts.source().isEmpty() && !saysGenerated(facts) && !servesScripts(facts)) {
            return Surroundings.NONE;
        }
        boolean lines = hasLines(classFile);
        List<String> around = lines && named ? ofSameSource(facts, matcher, lineage, loader) : List.of();
        String host = around.isEmpty() && named ? generatedBeside(facts, lines, loader) : null;
        boolean written = lines ? hasLineOfSource(classFile) : !facts.source().isEmpty() && !saysGenerated(facts);
        if (host != null || !around.isEmpty() || written) {
            return new Surroundings(around, host == null ? "" : host, "");
        }
        return Companion.classFile(loader, facts.className()) != null
                ? Surroundings.NONE
                : ofNameOfItsOwn(facts, classFile, loader);
    }

    /**
     * A class without lines that no class file holds, under a name without a separator. It was generated beside the
     * class whose name its own begins with, if it names that and the loader finds a class file of it; by the runtime of
     * a language, to pass calls from a script on; or by a generator that says so in place of a source file. Else it
     * calls on its own account.
     */
    private static Surroundings ofNameOfItsOwn(ClassFacts facts, byte[] classFile, @Nullable ClassLoader loader) {
        NamesOfOwn names = NamesOfOwn.of(facts, classFile, loader);
        if (!names.host().isEmpty()) {
            return new Surroundings(List.of(), names.host(), "");
        }
        String superName = facts.superName();
        if ((names.ofScript() || saysGenerated(facts)) && superName != null) {
            return new Surroundings(List.of(), superName.replace('/', '.'), "");
        }
        String stable = Companion.withoutNumbers(Companion.withoutCounter(facts.className()));
        return stable.equals(facts.className()) ? Surroundings.NONE : new Surroundings(List.of(), "", stable);
    }

    /**
     * What the classes that a class names tell of it, if no class file holds it.
     *
     * @param host one of its package behind whose name its own has a word; empty: none
     * @param ofScript whether the runtime of a language of scripts is among them; not to be asked for if there is a
     *     host
     */
    private record NamesOfOwn(String host, boolean ofScript) {
        static NamesOfOwn of(ClassFacts facts, byte[] classFile, @Nullable ClassLoader loader) {
            ClassReader reader = new ClassReader(classFile);
            char[] buffer = new char[reader.getMaxStringLength()];
            int end = facts.name().lastIndexOf('/') + 1;
            boolean ofScript = false;
            for (int i = 1; i < reader.getItemCount(); i++) {
                int at = reader.getItem(i);
                if (at == 0 || classFile[at - 1] != CLASS) {
                    continue;
                }
                String named = reader.readUTF8(at, buffer);
                ofScript |= LanguageRuntimes.holdOfScripts(named.replace('/', '.'));
                boolean beside = end > 0 && named.indexOf('/', end) < 0 && isNamedAfter(facts.name(), named, end);
                if (beside && isClass(named.replace('/', '.'), loader)) {
                    return new NamesOfOwn(named.replace('/', '.'), ofScript);
                }
            }
            return new NamesOfOwn("", ofScript);
        }
    }

    /** Whether it has a word such as {@code <generated>} for a source file: CGLIB, and {@code <adapter>} Rhino. */
    private static boolean saysGenerated(ClassFacts facts) {
        return facts.source().startsWith("<") && facts.source().endsWith(">");
    }

    /**
     * Whether generated code put a word behind the name of a class of its package: {@code OldAccess} behind {@code
     * Old}.
     */
    private static boolean isNamedAfter(String name, String other, int start) {
        return other.length() > start
                && name.length() > other.length()
                && name.startsWith(other)
                && Character.isUpperCase(name.charAt(other.length()));
    }

    /** Whether it implements what the runtime of a language expects of classes that pass calls on to scripts. */
    private static boolean servesScripts(ClassFacts facts) {
        for (String implemented : facts.interfaces()) {
            if (LanguageRuntimes.holdOfScripts(implemented.replace('/', '.'))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a method has a line number that is one: generators that must write one write 0. */
    private static boolean hasLineOfSource(byte[] classFile) {
        boolean[] found = {false};
        ClassVisitor methods = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLineNumber(int line, Label start) {
                        found[0] |= line > 0;
                    }
                };
            }
        };
        new ClassReader(classFile).accept(methods, ClassReader.SKIP_FRAMES);
        return found[0];
    }

    /** Without the listed classes that know nothing of it, though their class files can be read. */
    private static List<String> confirmed(
            ClassFacts facts,
            List<String> claimed,
            PolicyMatcher matcher,
            Lineage lineage,
            @Nullable ClassLoader loader) {
        List<String> confirmed = new ArrayList<>(claimed.size());
        String inner = facts.name();
        for (String outer : claimed) {
            String binary = outer.replace('/', '.');
            ClassFacts around = matcher.lists(binary) ? lineage.known(binary, loader) : null;
            if (around == null || around.nesting().mentions(inner) || mentions(around, facts)) {
                confirmed.add(binary);
            }
            inner = outer;
        }
        return confirmed;
    }

    private static boolean mentions(ClassFacts around, ClassFacts facts) {
        return around.nesting().mentions(facts.name()) || isOfSameSource(around, facts);
    }

    private static boolean isOfSameSource(ClassFacts one, ClassFacts other) {
        return !one.source().isEmpty() && one.source().equals(other.source());
    }

    /**
     * Compilers of some languages say nowhere that a class is nested; then it is in the source file of the class
     * around.
     */
    private static List<String> ofSameSource(
            ClassFacts facts, PolicyMatcher matcher, Lineage lineage, @Nullable ClassLoader loader) {
        List<String> around = new ArrayList<>(0);
        String name = facts.name();
        int start = name.lastIndexOf('/') + 1;
        for (int at = name.lastIndexOf('$'); at > start; at = name.lastIndexOf('$', at - 1)) {
            String outer = name.substring(0, at);
            String binary = outer.replace('/', '.');
            ClassFacts known = matcher.lists(binary) ? lineage.known(binary, loader) : null;
            if (known != null && isOfSameSource(known, facts)) {
                around.add(binary);
            }
        }
        return around;
    }

    /**
     * The class beside which a class was generated: while the process runs, so that it has no class file; or by a
     * build, so that it has no line numbers and the class after which it is named has some, in the same jar.
     */
    private static @Nullable String generatedBeside(ClassFacts facts, boolean lines, @Nullable ClassLoader loader) {
        List<String> hosts = Companion.possibleHosts(facts.className(), lines, facts.source());
        URL own = hosts.isEmpty() ? null : Companion.classFile(loader, facts.className());
        if (own == null) {
            return Companion.firstFound(loader, hosts);
        }
        return lines ? null : hostInBuild(facts.className(), own, hosts, loader);
    }

    /** What a build generates beside a class, it may generate beside that again. */
    private static @Nullable String hostInBuild(
            String className, URL own, List<String> hosts, @Nullable ClassLoader loader) {
        for (int i = 0; i < hosts.size(); i++) {
            String host = hosts.get(i);
            URL ofHost = Companion.classFile(loader, host);
            if (ofHost != null && root(own, className).equals(root(ofHost, host)) && hasLines(ofHost)) {
                return host;
            }
        }
        return null;
    }

    private static String root(URL classFile, String className) {
        String text = classFile.toString();
        return text.substring(0, Math.max(0, text.length() - className.length() - ".class".length()));
    }

    private static boolean hasLines(URL classFile) {
        try (InputStream in = classFile.openStream()) {
            return hasLines(in.readAllBytes());
        } catch (IOException | RuntimeException notReadable) {
            return false;
        }
    }

    /** Whether a class file has the name of the attribute in its constant pool without which no method has lines. */
    private static boolean hasLines(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at > 0
                    && classFile[at - 1] == 1
                    && reader.readUnsignedShort(at) == LINES.length
                    && Arrays.equals(classFile, at + 2, at + 2 + LINES.length, LINES, 0, LINES.length)) {
                return true;
            }
        }
        return false;
    }
}
