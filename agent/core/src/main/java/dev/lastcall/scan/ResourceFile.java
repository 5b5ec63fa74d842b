package dev.lastcall.scan;

import dev.lastcall.classpath.EntryNames;
import dev.lastcall.evidence.ReferenceKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no class, and that programs read to find out which classes to load. What people read is none:
 * licences, readme files, the files of Maven that lie in a jar.
 *
 * @param name as a program would look for it: from the root of the jar, or of the class path
 * @param format how its comments, and words that are continued, look like
 */
record ResourceFile(String name, Format format) {
    private static final String META_INF = "META-INF/";
    private static final String SERVICES = "META-INF/services/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String IMPORTS = ".imports";

    private static final Set<String> XML =
            Set.of("xml", "xmi", "xsd", "xsl", "xslt", "wsdl", "tld", "fxml", "jspx", "xhtml", "jrxml", "bpmn", "dmn");
    private static final Set<String> PROPERTIES = Set.of("properties", "factories", "handlers", "schemas", "tooling");
    private static final Set<String> HASH = Set.of("toml", "ini", "cfg", "imports", "bnd");
    private static final Set<String> CONF = Set.of("conf", "config", "hocon", "policy", "security");
    /** Sources that are compiled or run where they lie, what starts programs, lists, and stored objects. */
    private static final Set<String> SCRIPTS = Set.of((
            // pages and templates
            "jsp jspf tag tagf tagx gsp ftl ftlh ftlx vm vtl mustache hbs peb "
                    // languages and rules
                    + "groovy gvy gy gsh kts bsh clj cljc edn js mjs py rb lua scm drl dslr mvel sql ddl "
                    + "graphqls graphql gql "
                    // starts
                    + "sh bash bat cmd ps1 vmoptions options env service desktop l4j "
                    // lists and data
                    + "txt lst list csv tsv ser ")
            .split(" "));

    /** In META-INF, with any other name, a file is for programs. */
    private static final Set<String> NOT_FOR_PROGRAMS = Set.of(
            "class",
            "sf",
            "rsa",
            "dsa",
            "ec",
            "md",
            "html",
            "htm",
            "adoc",
            "rst",
            "java",
            "kt",
            "scala",
            "jar",
            "png",
            "gif",
            "jpg",
            "svg",
            "ico",
            "css",
            "map",
            "so",
            "dll",
            "dylib",
            "jnilib",
            "kotlin_module",
            "pom",
            "sigs",
            "pro",
            "idx",
            "gz",
            "zip",
            "woff",
            "woff2",
            "ttf");

    private static final List<String> FOR_PEOPLE = List.of(
            "license",
            "licence",
            "notice",
            "readme",
            "changes",
            "changelog",
            "dependencies",
            "index.list",
            "copying",
            "authors",
            "contributors",
            "third-party",
            "thirdparty",
            "about",
            "release-notes");

    /** How the text of a file is built. */
    enum Format {
        /** {@code <!-- … -->} is a comment. */
        XML,
        /** Lines that begin with {@code #} or {@code !} are comments; a backslash at its end continues a line. */
        PROPERTIES,
        /** What follows a {@code #} at the beginning of a line or after a blank is a comment. */
        YAML,
        /** There are no comments. */
        JSON,
        /** Lines that begin with {@code #} or {@code //} are comments. */
        CONF,
        /** What follows a {@code #} is a comment; the rest of a line is a name. */
        SERVICES,
        /** A line that begins with a blank continues the one before. */
        MANIFEST,
        /** Whatever it is. */
        PLAIN,
        /** Any language: what is a comment in it is not known, so a name in it may mean nothing. */
        SCRIPT
    }

    /** The file of that name in a jar or folder; null if no program would read it to load classes. */
    static @Nullable ResourceFile of(String entry) {
        String name = EntryNames.resourceName(entry);
        Format format = format(name);
        return format == null ? null : new ResourceFile(name, format);
    }

    private static @Nullable Format format(String name) {
        if (name.equals(MANIFEST)) {
            return Format.MANIFEST;
        }
        if (name.startsWith("META-INF/maven/")) {
            return null;
        }
        if (name.startsWith(SERVICES) && name.length() > SERVICES.length()) {
            return Format.SERVICES;
        }
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String extension = file.substring(file.lastIndexOf('.') + 1);
        if (XML.contains(extension)) {
            return Format.XML;
        }
        if (PROPERTIES.contains(extension)) {
            return Format.PROPERTIES;
        }
        if (extension.equals("yml") || extension.equals("yaml")) {
            return Format.YAML;
        }
        if (extension.equals("json")) {
            return Format.JSON;
        }
        if (HASH.contains(extension) || CONF.contains(extension)) {
            return Format.CONF;
        }
        boolean inMetaInf = name.startsWith(META_INF);
        if ((inMetaInf || extension.equals("txt")) && FOR_PEOPLE.stream().anyMatch(file::startsWith)) {
            return null;
        }
        if (SCRIPTS.contains(extension)) {
            return Format.SCRIPT;
        }
        return !inMetaInf || file.isEmpty() || NOT_FOR_PROGRAMS.contains(extension) ? null : Format.PLAIN;
    }

    ReferenceKind kind() {
        return switch (format) {
            case SERVICES -> ReferenceKind.SERVICE;
            case MANIFEST -> ReferenceKind.MANIFEST;
            case SCRIPT -> ReferenceKind.NAME_IN_CODE;
            default -> ReferenceKind.RESOURCE;
        };
    }

    /** The class that the file's own name may mean; empty if it means none. */
    String namedAfter() {
        if (format == Format.SERVICES) {
            return name.substring(name.lastIndexOf('/') + 1);
        }
        return name.startsWith(META_INF) && name.endsWith(IMPORTS)
                ? name.substring(name.lastIndexOf('/') + 1, name.length() - IMPORTS.length())
                : "";
    }
}
