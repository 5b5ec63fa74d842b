package dev.lastcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Caller;
import dev.lastcall.report.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CODEOWNERS as GitHub reads it, and the files of callers. */
class CodeOwnersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "*, a/b/C.java, true",
        "*.java, a/b/C.java, true",
        "*.java, a/b/C.kt, false",
        "C.java, a/b/C.java, true",
        "/C.java, a/b/C.java, false",
        "/C.java, C.java, true",
        "apps/, x/apps/a/C.java, true",
        "apps/, apps, false",
        "/apps/, x/apps/a/C.java, false",
        "/apps/github, apps/github/a/C.java, true",
        "apps/github, apps/github/a/C.java, true",
        "apps/github, x/apps/github/a/C.java, false",
        "docs/*, docs/C.java, true",
        "docs/*, docs/a/C.java, false",
        "**/logs, a/b/logs/C.java, true",
        "**/logs, logs/C.java, true",
        "a/**/c/, a/b/b/c/C.java, true",
        "a/**/c/, a/c/C.java, true",
        "a/**, a/b/C.java, true",
        "a/**, ab/C.java, false",
        "a?b/, axb/C.java, true",
        "a+b(c).java, a+b(c).java, true"
    })
    void patternsMatchAsGithubHasIt(String pattern, String path, boolean matches) {
        assertThat(CodeOwners.parse(pattern + " @team").of(path)).isEqualTo(matches ? List.of("@team") : List.of());
    }

    @Test
    void theLastPatternCountsAndOneWithoutOwnersTakesThemAway() {
        CodeOwners owners = CodeOwners.parse("""
                # owners
                *            @acme/all
                /shop/       @kim a@b.example # the shop
                /shop/gen/
                /with\\ blank/ @blank
                """);
        assertThat(owners.of("x/C.java")).containsExactly("@acme/all");
        assertThat(owners.of("shop/C.java")).containsExactly("@kim", "a@b.example");
        assertThat(owners.of("shop/gen/C.java")).isEmpty();
        assertThat(owners.of("with blank/C.java")).containsExactly("@blank");
        assertThat(owners.passedOver()).isEmpty();
    }

    @Test
    void whatIsNoPatternIsNamed() {
        CodeOwners owners = CodeOwners.parse("[Section] @a\n!x @b\n* @c\n");
        assertThat(owners.of("x")).containsExactly("@c");
        assertThat(owners.passedOver())
                .containsExactly(
                        "line 1: '[Section]' is no pattern that CODEOWNERS knows",
                        "line 2: '!x' is no pattern that CODEOWNERS knows");
    }

    @Test
    void aFileIsFoundBelowARootAndItsOwnersByItsPathInTheRepository() throws IOException {
        Path root = folder.toRealPath();
        Path file = root.resolve("app/src/main/java/com/shop/Cart.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "package com.shop;\n");
        CodeOwners owners = CodeOwners.parse("/app/ @cart\ncom/shop/Other.java @other\n");
        SourceFolders sources = new SourceFolders(root, SourceTree.of(List.of(root.resolve("app"))), owners);
        Caller cart = caller("com.shop.Cart$1", "Cart.java");
        assertThat(sources.fileOf(cart)).isEqualTo("app/src/main/java/com/shop/Cart.java");
        assertThat(sources.ownersOf(cart)).containsExactly("@cart");
        assertThat(sources.fileOf(caller("com.shop.Other", "Other.java"))).isEmpty();
        assertThat(sources.ownersOf(caller("com.shop.Other", "Other.java"))).containsExactly("@other");
        assertThat(sources.ownersOf(caller("com.shop.Other", ""))).isEmpty();
    }

    @Test
    void aRepositoryIsWhereGitOrTheHostKeepsItsFiles() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Path below = Files.createDirectories(folder.resolve("a/b"));
        assertThat(SourceFolders.repository(below)).isEqualTo(folder);
        assertThat(SourceFolders.repositoryOf(folder.resolve(".github/CODEOWNERS")))
                .isEqualTo(folder);
        assertThat(SourceFolders.repositoryOf(folder.resolve("CODEOWNERS"))).isEqualTo(folder);
    }

    private static Caller caller(String className, String source) {
        return new Caller(className, "m", "()V", 7, source, "", "");
    }
}
