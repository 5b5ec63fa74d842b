package dev.lastcall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a.b.C", "a.b.C$D", "a.b.*", "**", "C", "a.package-info", "a.b.C?", "a.**.*Factory"})
    void aClassNameOrGlobNamesWholeClasses(String text) throws Exception {
        Signature signature = Signatures.parse(text);
        assertThat(signature.owner().text()).isEqualTo(text);
        assertThat(signature.namesWholeClass()).isTrue();
        assertThat(signature.text()).isEqualTo(text);
        assertThat(signature.message()).isNull();
    }

    @Test
    void aHashAndANameNameAField() throws Exception {
        assertThat(Signatures.parse("a.C#INSTANCE"))
                .isEqualTo(
                        new Signature("a.C#INSTANCE", new ClassPattern("a.C"), new Signature.Member.Field("INSTANCE")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.C#m()                             | m      | ",
                "a.C#m(int)                          | m      | int",
                "a.C#m( int , long[][] )             | m      | int;long[][]",
                "a.C#m(java.lang.String...)          | m      | java.lang.String[]",
                "a.C#m(int, a.B$D[]...)              | m      | int;a.B$D[][]",
                "a.C#<init>(java.lang.String,char[]) | <init> | java.lang.String;char[]",
                "a.C # m (int)                       | m      | int",
                "a.*#m(int)                          | m      | int",
                "a.C#copy-impl(int)                  | copy-impl | int",
            })
    void aMethodIsNamedWithTheTypesOfItsParameters(String text, String name, String types) throws Exception {
        List<String> parameters = types == null ? List.of() : List.of(types.split(";"));
        assertThat(Signatures.parse(text).member()).isEqualTo(new Signature.Member.Method(name, parameters));
    }

    @ParameterizedTest
    @CsvSource({
        "a.C#m(**), m",
        "a.C#m( ** ), m",
        "a.C#<init>(**), <init>",
        "a.C::new, <init>",
        "a.C:: new, <init>",
    })
    void twoStarsMeanAnyArguments(String text, String name) throws Exception {
        assertThat(Signatures.parse(text).member()).isEqualTo(new Signature.Member.Method(name, null));
    }

    @ParameterizedTest
    @CsvSource({
        "@Deprecated in com.acme.**, false, com.acme.**",
        "@Deprecated(forRemoval) in com.acme.C, true, com.acme.C",
        "@Deprecated   in   com.*, false, com.*",
    })
    void anAnnotationInAGlobIsASignature(String text, boolean forRemoval, String glob) throws Exception {
        assertThat(Signatures.parse(text))
                .isEqualTo(new Signature(text, new ClassPattern(glob), new Signature.Member.Annotated(forRemoval)));
    }

    @Test
    void anAnnotationCoversNothingByNameAlone() throws Exception {
        Signature signature = Signatures.parse("@Deprecated in **");
        assertThat(signature.coversMethod("a.C", "m", "()V")).isFalse();
        assertThat(signature.coversField("a.C", "f")).isFalse();
        assertThat(signature.namesWholeClass()).isFalse();
    }

    @Test
    void varargsAreCoveredAsAnArray() throws Exception {
        Signature signature = Signatures.parse("  a.C#m(java.lang.String...) ");
        assertThat(signature.text()).isEqualTo("a.C#m(java.lang.String...)");
        assertThat(signature.coversMethod("a.C", "m", "([Ljava/lang/String;)V")).isTrue();
        assertThat(signature.coversMethod("a.C", "m", "(Ljava/lang/String;)V")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | 1  | a signature is missing",
                "#m                | 1  | a class name is missing",
                "a.C#              | 5  | a member's name is missing after '#'",
                "a.C#(int)         | 5  | a member's name is missing after '#'",
                "a..C              | 3  | an empty part in a class name",
                "a.C.              | 4  | a class name ends with a dot",
                ".C                | 1  | an empty part in a class name",
                "a/b/C             | 2  | write a class name with dots, not slashes",
                "a.C<T>            | 4  | write a class name without its type parameters",
                "a.C.m(int)        | 6  | '#' is missing between the class and its method",
                "a b               | 2  | a blank inside a class name",
                "a.C[]             | 4  | '[' cannot stand in a class name",
                "a.***             | 3  | use * inside a package, ** across packages",
                "a.C#m(int         | 10 | ')' is missing",
                "a.C#m(int) x      | 11 | nothing may follow ')'",
                "a.C#m(int,)       | 11 | a parameter type is missing",
                "a.C#m(,int)       | 7  | a parameter type is missing",
                "a.C#m(int..., int)| 10 | only the last parameter can be variable (...)",
                "a.C#m(void)       | 7  | void is not a parameter type",
                "a.C#m(*)          | 7  | a parameter type cannot hold wildcards; (**) alone means any arguments",
                "a.C#m(int, **)    | 12 | a parameter type cannot hold wildcards; (**) alone means any arguments",
                "a.C#m(String)     | 7  | types are written in full: java.lang.String",
                "a.C#m(List<X>)    | 11 | write a parameter type without its type parameters",
                "a.C#get*          | 8  | a member's name cannot hold wildcards; name the class for all its members",
                "a.C#a.b           | 6  | '.' cannot stand in a member's name",
                "a.C#a b(int)      | 6  | ' ' cannot stand in a member's name; if the name has it, list the class, or write @Deprecated in and the class",
                "a.C#a(b)(int)     | 9  | nothing may follow ')'; if the name has it, list the class, or write @Deprecated in and the class",
                "a.C#<init>        | 11 | a constructor needs its arguments, <init>(…) or <init>(**), or ::new for all",
                "a.C#<clinit>()    | 5  | a static initializer is not called by name; name the class",
                "a.C::old          | 6  | only ::new (all constructors) may follow ::",
                "@Override in a.B  | 1  | only @Deprecated in GLOB and @Deprecated(forRemoval) in GLOB start with @",
                "@Deprecated(x) in a.B | 12 | only (forRemoval) is allowed here",
                "@Deprecated a.B   | 12 | ' in ' and a class glob are missing after @Deprecated",
                "@Deprecated in    | 12 | ' in ' and a class glob are missing after @Deprecated",
                "@Deprecated in a#b| 17 | '#' cannot stand in a class name",
            })
    void whatDoesNotParseIsNamedWithItsColumn(String text, int column, String message) {
        assertThatThrownBy(() -> Signatures.parse(text))
                .isInstanceOfSatisfying(
                        InvalidSignatureException.class,
                        e -> assertThat(e.column()).isEqualTo(column))
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.Date",
                "java.util.**",
                "javax.swing.J*",
                "jdk.net.Sockets#m()",
                "j*.Date",
                "java**.Date",
                "jdk?x.C",
                "sun.misc.Unsafe",
                "sun.misc.**",
                "com.sun.net.httpserver.**",
                "com.sun.net.httpserver.HttpServer#create()",
                "org.w3c.dom.Node#getTextContent()",
                "org.w3c.dom.*",
                "org.xml.sax.*",
                "org.ietf.jgss.Oid",
            })
    void aClassOrGlobMayNameClassesOfTheJdk(String text) throws Exception {
        assertThat(Signatures.parse(text).mayNameJdk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.servlet.**",
                "jak*.Servlet",
                "javafx.*",
                "java",
                "j",
                "juice.**",
                "com.java.**",
                "com.**",
                "com.sunny.Old",
                "org.**",
                "org.xml.*",
                "org.xml.Sax",
                "sunny.Day",
                "**.Date"
            })
    void otherClassesAreNotOfTheJdk(String text) throws Exception {
        assertThat(Signatures.parse(text).mayNameJdk()).isFalse();
    }

    @Test
    void callersAreAGlobAndPerhapsAMethod() throws Exception {
        assertThat(Signatures.parseCallers("a.**", "shim", null, null))
                .isEqualTo(new AllowEntry("a.**", new ClassPattern("a.**"), null, "shim", null, null));
        assertThat(Signatures.parseCallers(" a.C#<init> ", "shim", null, null))
                .isEqualTo(new AllowEntry("a.C#<init>", new ClassPattern("a.C"), "<init>", "shim", null, null));
        assertThatThrownBy(() -> Signatures.parseCallers("a.C#m(int)", "", null, null))
                .hasMessage("a caller's method is named without arguments: every overload is meant");
    }

    @ParameterizedTest
    @CsvSource({
        "make, true",
        "make$default$2, false",
        "make$default$2$, false",
        "make$default$2$extension, false",
        "make$extension, true",
        "$lessinit$greater$default$1, false",
        "make$default$, true",
        "make$default, true",
        "make$default$x2, true",
        "default$2, true",
    })
    void aWholeClassIsWithoutWhatScalaCallsForArgumentsLeftOut(String name, boolean covered) throws Exception {
        Signature whole = Signatures.parse("a.C");
        assertThat(whole.coversMethod("a.C", name, "()I")).isEqualTo(covered);
        assertThat(whole.coversMethod("a.C$", name, "()I")).isEqualTo(covered);
        assertThat(Signatures.parse("a.C#" + name + "()").coversMethod("a.C", name, "()I"))
                .as("by its name")
                .isTrue();
    }

    @Test
    void toReadAScalaObjectIsACallOnlyByItsName() throws Exception {
        assertThat(Signatures.parse("a.C").coversField("a.C$", "MODULE$")).isFalse();
        assertThat(Signatures.parse("a.**").coversField("a.C$", "MODULE$")).isFalse();
        assertThat(Signatures.parse("a.C$#MODULE$").coversField("a.C$", "MODULE$"))
                .isTrue();
    }

    @Test
    void aWholeClassIsWithoutWhatGroovyAddsToEach() throws Exception {
        Signature whole = Signatures.parse("a.C");
        assertThat(whole.coversMethod("a.C", "getMetaClass", "()Lgroovy/lang/MetaClass;"))
                .isFalse();
        assertThat(whole.coversMethod("a.C", "setMetaClass", "(Lgroovy/lang/MetaClass;)V"))
                .isFalse();
        assertThat(whole.coversMethod("a.C", "getMetaClass", "()La/MetaClass;")).isTrue();
    }
}
