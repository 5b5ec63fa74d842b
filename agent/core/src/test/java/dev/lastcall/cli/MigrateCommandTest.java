package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.Golden;
import dev.lastcall.scan.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code migrate}: what a recipe is written for, what is left to do by hand, and what is an error. */
class MigrateCommandTest extends CommandLineFixture {
    private static final Map<String, String> LIBRARY = Map.of(
            "com.acme.Old",
            """
            package com.acme;

            public class Old {
                public static final Old INSTANCE = new Old();
                public static final int LIMIT = Integer.getInteger("limit", 3);
                public static int changing = 1;
                public Old() {}
                public Old(int size) {}
                public static New make(int size, String name) { return null; }
                public static New three(int a, int b, String c) { return null; }
                public New some(String name) { return null; }
                public void rename(String a) {}
                public void renamed(String a) {}
                public long count(java.util.List<String> a, boolean flag) { return 0; }
                public long size(java.util.Collection<String> a) { return 0; }
                void hidden() {}
            }
            """,
            "com.acme.New",
            """
            package com.acme;

            public class New extends Old {
                public static final int MOST = Integer.getInteger("most", 3);
                public static New of(String name, int size) { return null; }
                public static New three(String c, int b) { return null; }
                public static New any(String name) { return null; }
                public static Old sized(int size) { return null; }
                public static Old standard() { return null; }
                public static String text(int size, String name) { return ""; }
                public New self(String name) { return this; }
            }
            """,
            "com.acme.Gone",
            "package com.acme; public class Gone {}",
            "com.acme.Here",
            "package com.acme; public class Here {}");

    @TempDir
    static Path library;

    @BeforeAll
    static void compile() throws IOException {
        Compiled.into(library, "", LIBRARY);
    }

    @BeforeEach
    void jar() throws IOException {
        Files.write(folder.resolve("lib.jar"), Compiled.jar(Compiled.content(library)));
    }

    @Test
    void whatCorrespondsBecomesARecipeAndTheRestIsListed() throws IOException {
        policy("com.acme.Old", """
                  com.acme.Old#make(int,java.lang.String): com.acme.New#of(java.lang.String,int)
                  com.acme.Old#three(int,int,java.lang.String): {with: "com.acme.New#three(java.lang.String,int)", arguments: [3, 2]}
                  com.acme.Old#some(java.lang.String): com.acme.New#any(java.lang.String)
                  com.acme.Old#rename(java.lang.String): com.acme.Old#renamed(java.lang.String)
                  com.acme.Old#count(java.util.List,boolean): {with: com.acme.Old#size(java.util.Collection), arguments: [1]}
                  com.acme.Old#LIMIT: com.acme.New#MOST
                  com.acme.Old#INSTANCE: com.acme.New#standard()
                  com.acme.Old#<init>(int): com.acme.New#sized(int)
                  com.acme.Old#<init>(): nothing
            """);
        assertThat(migrate()).isEqualTo(0);
        Golden.assertSame("cli/migrate.txt", out());
        Golden.assertSame("cli/rewrite.yml", Files.readString(folder.resolve("rewrite.yml")));
    }

    @Test
    void aMemberIsFoundByItsParametersAndResultIfItIsTheOnlyOne() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), """
            lastcall: 1
            rules:
              - id: old
                deprecated: ["com.acme.Old#some(**)", "com.acme.Old#LIMIT"]
                canonical: ["com.acme.New#any(java.lang.String)", "com.acme.New#MOST"]
            """);
        assertThat(migrate()).isEqualTo(0);
        assertThat(Files.readString(folder.resolve("rewrite.yml")))
                .contains("methodPattern: \"com.acme.Old some(java.lang.String)\"", "newMethodName: \"any\"")
                .as("two ints of other names have nothing in common")
                .doesNotContain("ReplaceConstant");
        assertThat(out()).contains("com.acme.Old#LIMIT: no canonical member has such parameters");
    }

    @Test
    void aClassIsReplacedAsAWhole() throws IOException {
        policy("com.acme.Gone", "      com.acme.Gone: com.acme.Here\n");
        assertThat(migrate()).isEqualTo(0);
        assertThat(Files.readString(folder.resolve("rewrite.yml"))).contains("org.openrewrite.java.ChangeType:");
        assertThat(out()).doesNotContain("By hand");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        com.acme.Old#make(int,java.lang.String) ; com.acme.New#text(int,java.lang.String) ; returns com.acme.New, and com.acme.New#text(int,java.lang.String) returns java.lang.String, which cannot stand for it
        com.acme.Old#make(int,java.lang.String) ; {with: 'com.acme.New#of(java.lang.String,int)', arguments: [1, 2]} ; argument 1 has the type int, and com.acme.New#of(java.lang.String,int) takes java.lang.String there
        com.acme.Old#make(int,java.lang.String) ; {with: 'com.acme.New#of(java.lang.String,int)', arguments: [2]} ; 'arguments' names 1, and com.acme.New#of(java.lang.String,int) takes 2
        com.acme.Old#make(int,java.lang.String) ; {with: 'com.acme.New#of(java.lang.String,int)', arguments: [2, 3]} ; names 3, and the old call has 2
        com.acme.Old#three(int,int,java.lang.String) ; com.acme.New#three(java.lang.String,int) ; not those of com.acme.New#three(java.lang.String,int) in one way only
        com.acme.Old#make(int,java.lang.String) ; com.acme.New#nowhere(int) ; itself declares no public or protected com.acme.New#nowhere(int)
        com.acme.Old#make(int,java.lang.String) ; com.acme.Nowhere#of(int) ; com.acme.Nowhere is not on the class path
        """)
    void typesThatCannotMatchAreErrors(String old, String with, String message) throws IOException {
        policy("com.acme.Old", "      " + old + ": " + with + '\n');
        assertThat(migrate()).isEqualTo(2);
        assertThat(err()).startsWith("lastcall: old: replace " + old).contains(message);
        assertThat(folder.resolve("rewrite.yml")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        com.acme.Old#make(**) ; nothing ; 'com.acme.Old#make(**)' may mean more than one
        com.acme.Other#make() ; nothing ; 'com.acme.Other#make()' is not deprecated in this rule
        com.acme.Old ; com.acme.New#of(int) ; a class is replaced with a class, and a member with a member
        com.acme.Old#LIMIT ; {with: com.acme.New#MOST, arguments: [1]} ; only a method or constructor has arguments
        com.acme.Old#make() ; {arguments: [1]} ; 'with' is missing
        com.acme.Old#make(int) ; {with: com.acme.New#of(int), arguments: [0]} ; an argument is a number from 1
        com.acme.Old#make(int) ; [x] ; a signature is one text
        com.acme.Old#make(int ; nothing ; com.acme.Old#make(int
        """)
    void aWrongMapIsAnErrorWithItsPlace(String old, String with, String message) throws IOException {
        policy("com.acme.Old", "      \"" + old + "\": " + with + '\n');
        assertThat(migrate()).isEqualTo(2);
        assertThat(err()).contains("policy.yaml:7:", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        com.acme.Old#make(int,java.lang.String) ; com.acme.Old#some(java.lang.String) ;
        com.acme.Old#some(java.lang.String) ; com.acme.New#self(java.lang.String) ; the new method is called on an object of another class
        com.acme.Old#changing ; com.acme.New#standard() ; which cannot stand for it
        com.acme.Old#<init>(int) ; com.acme.New#<init>() ; no recipe turns it into a constructor
        """)
    void whatNoRecipeCanDoIsListedOrAnError(String old, String with, String message) throws IOException {
        policy("com.acme.Old", "      " + old + ": " + with + '\n');
        migrate();
        assertThat((out() + err()).replaceAll("\\s+", " ")).contains(message == null ? "" : message);
    }

    @Test
    void withoutAnythingThatCorrespondsThereIsNoRecipe() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), """
            lastcall: 1
            rules: [{id: a, deprecated: ["com.acme.O*", com.acme.Nowhere]}]
            """);
        assertThat(migrate()).isEqualTo(1);
        assertThat(out())
                .contains(
                        "Nothing corresponds, so there is no recipe",
                        "a: com.acme.O* may mean many classes",
                        "com.acme.Nowhere is not on the class path");
        assertThat(folder.resolve("rewrite.yml")).doesNotExist();
    }

    @Test
    void helpIsAsked() {
        assertThat(run("help", "migrate")).isEqualTo(0);
        Golden.assertSame("cli/help-migrate.txt", out());
    }

    private void policy(String deprecated, String replace) throws IOException {
        Files.writeString(
                folder.resolve("policy.yaml"),
                "lastcall: 1\nrules:\n  - id: old\n    deprecated:\n      - " + deprecated + "\n    replace:\n"
                        + replace.replaceAll("(?m)^ +", "      "));
    }

    private int migrate() {
        return run("migrate", "--policy", "policy.yaml", "--class-path", "lib.jar");
    }
}
