package dev.lastcall.weave;

import dev.lastcall.classfile.ClassFacts;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.Companion;
import dev.lastcall.site.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Which classes a class is nested in, and whether generated code made it. Both are read from class files, since names
 * prove neither: generated companions are named like nested classes.
 */
final class SurroundingsReader {
    private static final byte[] LINES = "LineNumberTable".getBytes(StandardCharsets.ISO_8859_1);

    private SurroundingsReader() {}

    static Surroundings of(
            ClassFacts facts, byte[] classFile, PolicyMatcher matcher, Lineage lineage, @Nullable ClassLoader loader) {
        List<String> claimed = facts.nesting().claimedBy(facts.name());
        if (!claimed.isEmpty()) {
            String partOf = facts.isTable() ? claimed.get(0).replace('/', '.') : "";
            return new Surroundings(confirmed(facts, claimed, matcher, lineage, loader), "", partOf);
        }
        if (facts.name().indexOf('$') < 0 && facts.name().indexOf('_') < 0) {
            return Surroundings.NONE;
        }
        boolean lines = hasLines(classFile);
        List<String> around = lines ? ofSameSource(facts, matcher, lineage, loader) : List.of();
        String host = around.isEmpty() ? generatedBeside(facts, lines, loader) : null;
        return new Surroundings(around, host == null ? "" : host, "");
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
            ClassFacts around = matcher.lists(binary) ? lineage.known(outer, loader) : null;
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

    /** Compilers of some languages say nowhere that a class is nested; then it is in the source file of the class around. */
    private static List<String> ofSameSource(
            ClassFacts facts, PolicyMatcher matcher, Lineage lineage, @Nullable ClassLoader loader) {
        List<String> around = new ArrayList<>(0);
        String name = facts.name();
        int start = name.lastIndexOf('/') + 1;
        for (int at = name.lastIndexOf('$'); at > start; at = name.lastIndexOf('$', at - 1)) {
            String outer = name.substring(0, at);
            String binary = outer.replace('/', '.');
            ClassFacts known = matcher.lists(binary) ? lineage.known(outer, loader) : null;
            if (known != null && isOfSameSource(known, facts)) {
                around.add(binary);
            }
        }
        return around;
    }

    /**
     * The class beside which a class was generated: while the process runs, so that it has no class file; or by a build,
     * so that it has no line numbers and the class after which it is named has some, in the same jar.
     */
    private static @Nullable String generatedBeside(ClassFacts facts, boolean lines, @Nullable ClassLoader loader) {
        List<String> hosts = Companion.possibleHosts(facts.className(), lines, facts.source());
        URL own = hosts.isEmpty() ? null : Companion.classFile(loader, facts.className());
        String host = own != null && lines ? null : Companion.firstFound(loader, hosts);
        if (own == null || host == null) {
            return host;
        }
        URL ofHost = Companion.classFile(loader, host);
        return ofHost != null && root(own, facts.className()).equals(root(ofHost, host)) && hasLines(ofHost)
                ? host
                : null;
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
