package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnclosingTest {
    @ParameterizedTest
    @CsvSource({
        "lambda$onOpen$0, onOpen",
        "lambda$new$1, <init>",
        "onOpen$lambda$0, onOpen",
        "$anonfun$onOpen$1, onOpen",
        "RUBY$method$pay$0, pay",
        "RUBY$block$pay$12, pay",
        "RUBY$method$paid?$0, RUBY$method$paid?$0",
        "RUBY$script, RUBY$script",
        "RUBY$method$, RUBY$method$",
        "pay, pay"
    })
    void whatACompilerMadeOfAPartOfAMethodIsThatMethod(String name, String method) {
        assertThat(Enclosing.method(name)).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({
        "access$000, true",
        "protected$make, true",
        "T$$super$make, true",
        "super$make, true",
        "invokeOther5:make, true",
        "invokeAll, false",
        "make, false"
    })
    void anAccessorOnlyPassesOn(String name, boolean accessor) {
        assertThat(Enclosing.isAccessor(name)).isEqualTo(accessor);
    }

    @ParameterizedTest
    @CsvSource({
        "protected$make, Shop.scala, true",
        "protected$make, Shop.java, false",
        "super$make, Shop.scala, false",
        "access$000, Shop.java, false",
        "make, Shop.scala, false"
    })
    void oneOfScala3NeedNotBeMarked(String name, String source, boolean accessor) {
        assertThat(Enclosing.isAccessor(name, false, source)).isEqualTo(accessor);
        assertThat(Enclosing.isAccessor(name, true, source)).isEqualTo(!name.equals("make"));
    }

    @ParameterizedTest
    @CsvSource({
        "prices$py, total$12, total",
        "org.python.pycode._pyx, total$1, total",
        "prices$py, f$0, f$0",
        "prices$py, f$1, f",
        "prices$py, __init__$3, __init__",
        "prices$py, total, total",
        "org.mozilla.javascript.gen.rules_js, _c_total_2, total",
        "org.mozilla.javascript.gen.rules_js, _c_anonymous_12, anonymous",
        "org.mozilla.javascript.gen.rules_js, _c__2, _c__2",
        "org.mozilla.javascript.gen.rules_js, call, call",
        "com.acme.App, _c_total_2, _c_total_2",
        "com.acme.App, helper$1, helper$1"
    })
    void aFunctionOfAScriptHasNoNumber(String className, String name, String method) {
        assertThat(LanguageRuntimes.stableMethod(className, name)).isEqualTo(method);
    }
}
