package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanionTest {
    private static final ClassLoader LOADER = CompanionTest.class.getClassLoader();
    private static final String HOST = CompanionTest.class.getName();

    /** A nested class, as a compiler writes it. */
    static final class Nested {}

    @ParameterizedTest
    @CsvSource({
        "com.acme.Old$$SpringCGLIB$$0, com.acme.Old$$SpringCGLIB",
        "com.acme.Old$$EnhancerBySpringCGLIB$$9bc1e648, com.acme.Old$$EnhancerBySpringCGLIB",
        "com.acme.Old$$FastClassByGuice$$12345, com.acme.Old$$FastClassByGuice",
        "com.acme.Old$HibernateProxy$x8KdQ2, com.acme.Old$HibernateProxy",
        "com.acme.Old$Proxy$_$$_WeldClientProxy, com.acme.Old$Proxy",
        "com.acme.Old_$$_jvst3a1_0, com.acme.Old_$$_jvst",
        "com.acme.Old$Access4JacksonDeserializer3ab81, com.acme.Old$Access4JacksonDeserializer",
        "com.acme.Old$Access4JacksonDeserializere7, com.acme.Old$Access4JacksonDeserializer",
        "com.acme.Old$MockitoMock$1987654321, com.acme.Old$MockitoMock",
        "com.acme.Old$$1, com.acme.Old",
        "com.acme.Old$$, com.acme.Old"
    })
    void aStableNameHasNoCounterAndNoHash(String name, String stable) {
        assertThat(Companion.stableName(name, "com.acme.Old")).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource({
        "ASMAccessorImpl_109955252317959145006764, ASMAccessorImpl",
        "a.generated.CompiledExpression00001, a.generated.CompiledExpression",
        "my.app.proxy$a.Old$ff19274a, my.app.proxy$a.Old",
        "a.Report2024, a.Report",
        "a.Facade, a.Facade",
        "a.b$deadbeef, a.b$deadbeef",
        "a.Base64, a.Base64",
        "a.1234, a.1234"
    })
    void aLongNumberAtTheEndOfANameIsACounter(String name, String stable) {
        assertThat(Companion.withoutCounter(name)).isEqualTo(stable);
        assertThat(Companion.stableName(name, "java.util.List")).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.OldFuryCodec_1_1625635731_257895351, com.acme.OldFuryCodec",
        "orika.Orika_Dto_Old_Mapper13166419117683$0, orika.Orika_Dto_Old_Mapper",
        "ognl.ASTProperty14476896270Accessor, ognl.ASTPropertyAccessor",
        "a.Report2024, a.Report2024",
        "a.Report20240101$12, a.Report",
        "a.Crc32_1, a.Crc32_1",
        "v20240101.Old1, v20240101.Old1",
        "a.12345678, a.12345678"
    })
    void aLongNumberAnywhereInANameIsAHash(String name, String stable) {
        assertThat(Companion.withoutHashes(name)).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource({
        "json.writer.OWG_1_3_Old, json.writer.OWG_Old",
        "a.Reader$12, a.Reader",
        "a.Ex2, a.Ex2",
        "a_1.B_2b_c, a_1.B_2b_c",
        "a._1_B, a._1_B",
        "$1_2, $1"
    })
    void aWordThatIsANumberIsACounter(String name, String stable) {
        assertThat(Companion.withoutNumbers(name)).isEqualTo(stable);
    }

    @Test
    void aClassWithoutLinesMayHaveItsHostBeforeAnySeparator() {
        assertThat(Companion.possibleHosts("a.B$C$Proxy$_$$_Weld", false, ""))
                .containsExactly("a.B$C$Proxy", "a.B$C", "a.B");
        assertThat(Companion.possibleHosts("a.B_$$_jvst1_0", false, "")).containsExactly("a.B_$$_jvst1", "a.B");
        assertThat(Companion.possibleHosts("$java.util.List$$Proxy", false, "")).containsExactly("java.util.List");
        assertThat(Companion.possibleHosts("a.$B$Definition$Exec", false, ""))
                .containsExactly("a.$B$Definition", "a.B$Definition", "a.$B", "a.B");
        assertThat(Companion.possibleHosts("a_b.B", false, "")).isEmpty();
        assertThat(Companion.possibleHosts("a.$B", false, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.B$C, B.java, false",
        "a.B$C$1, B.kt, false",
        "a.B$_run_closure1, B.groovy, false",
        "a.core$eval1$fn__2, NO_SOURCE_FILE, false",
        "a.Order_Report, Order_Report.groovy, false",
        "a.B$Access$1, B$Access$1.java, true",
        "a.B$Access$1, FieldAccessor.java, true",
        "a.B$$Enhancer, <generated>, true"
    })
    void aClassWithLinesHasAHostOnlyIfNoCompilerWroteItFromThatSource(String name, String source, boolean host) {
        assertThat(Companion.possibleHosts(name, true, source).isEmpty()).isEqualTo(!host);
    }

    @Test
    void aClassThatHasNoClassFileBesideOneThatHasWasGenerated() {
        assertThat(Companion.hostAtRunTime(LOADER, HOST + "$$Proxy$$1", false, ""))
                .isEqualTo(HOST);
    }

    @Test
    void aClassThatHasAClassFileWasNotGeneratedEvenWithoutDebugInformation() {
        assertThat(Companion.hostAtRunTime(LOADER, Nested.class.getName(), false, ""))
                .isNull();
    }

    @Test
    void whereALoaderShowsNoClassFilesNothingIsTakenForGenerated() {
        ClassLoader silent = new ClassLoader(null) {};
        assertThat(Companion.hostAtRunTime(silent, HOST + "$$Proxy$$1", false, ""))
                .isNull();
        assertThat(Companion.hostAtRunTime(null, HOST + "$$Proxy$$1", false, ""))
                .isNull();
    }

    @Test
    void aLoaderThatFailsHarmsNothing() {
        ClassLoader failing = new ClassLoader(null) {
            @Override
            public @Nullable URL getResource(String name) {
                throw new IllegalStateException("closed");
            }
        };
        assertThat(Companion.firstFound(failing, List.of(HOST))).isNull();
    }
}
