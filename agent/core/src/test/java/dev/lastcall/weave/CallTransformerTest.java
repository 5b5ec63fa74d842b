package dev.lastcall.weave;

import static dev.lastcall.fixture.TestPolicies.policy;
import static dev.lastcall.fixture.TestPolicies.rule;
import static dev.lastcall.fixture.TestPolicies.signatures;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.ws.Legacy;
import dev.lastcall.fixture.ClassFileOf;
import dev.lastcall.fixture.WeavingLoader;
import dev.lastcall.policy.Mode;
import dev.lastcall.policy.PolicyMatcher;
import dev.lastcall.site.OtherAgents;
import dev.lastcall.site.Sites;
import dev.lastcall.site.WovenProcess;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTransformerTest {
    private int fieldsMattered;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "com.acme.ws.Legacy; true",
                "com.acme.ws.Legacy#text; true",
                "com.acme.ws.L*; true",
                "com.acme.ws.Legacy#notThere; false",
                "com.acme.ws.Legacy#touch(**); false",
                "com.acme.app.Tickets; false"
            })
    void aClassWhoseFieldsAreListedHasFieldGuarded(String signature, boolean matters) {
        transform(transformer(signature), null, ClassFileOf.type(Legacy.class));
        assertThat(fieldsMattered > 0).isEqualTo(matters);
    }

    @Test
    void aClassThatOnlyCallsDoesNot() throws Exception {
        Class<?> caller = Class.forName("com.acme.app.Tickets");
        byte[] classFile = ClassFileOf.type(caller);
        assertThat(transform(transformer("com.acme.ws.Legacy"), null, classFile))
                .isNotNull();
        assertThat(fieldsMattered).isZero();
    }

    @Test
    void whatCanNotBeReadMayHaveListedFields() {
        byte[] classFile = ClassFileOf.type(Legacy.class);
        assertThat(transform(transformer("com.acme.ws.Legacy"), null, Arrays.copyOf(classFile, classFile.length / 2)))
                .isNull();
        assertThat(fieldsMattered).isEqualTo(1);
    }

    @Test
    void fieldStaysAsItIsUntilItIsToBeGuarded() {
        CallTransformer transformer = transformer("com.acme.ws.Legacy");
        byte[] field = ClassFileOf.type(Field.class);
        assertThat(transform(transformer, Field.class, field)).isNull();
        transformer.guardField();
        assertThat(transform(transformer, Field.class, field)).isEqualTo(GuardedField.weave(field));
        assertThat(fieldsMattered).isZero();
    }

    @Test
    void aClassThatIsDefinedWithoutANameIsWovenByTheNameInItsFile() {
        CallTransformer transformer = transformer("com.acme.ws.Legacy");
        byte[] woven = transformer.transform(
                CallTransformerTest.class.getModule(),
                ClassLoader.getPlatformClassLoader(),
                null,
                null,
                null,
                ClassFileOf.type(Legacy.class));
        assertThat(woven).isNotNull();
        assertThat(transformer.classesSeen()).isEqualTo(1);
        assertThat(transformer.classesWoven()).isEqualTo(1);
    }

    @Test
    void thePackageOfTheAgentAloneMakesNoClassOneOfTheAgents() throws Exception {
        CallTransformer transformer = transformer("com.acme.ws.Legacy");
        byte[] woven = transformer.transform(
                CallTransformerTest.class.getModule(),
                ClassLoader.getPlatformClassLoader(),
                "dev/lastcall/shop/Caller",
                null,
                null,
                ClassFileOf.type(Class.forName("com.acme.app.Tickets")));
        assertThat(woven).isNotNull();
    }

    @Test
    void aClassThatWasNeverOfferedIsMissedUntilItIs() throws Exception {
        CallTransformer transformer = transformer("com.acme.ws.Legacy");
        Class<?> late = new WeavingLoader(transformer("com.acme.Other")).loadClass("com.acme.app.Tickets");
        Class<?>[] loaded = {late, late.arrayType(), int.class, String.class};
        assertThat(transformer.notOffered(loaded)).isEqualTo(List.of(late));
        assertThat(transformer.wasOffered(late)).isFalse();
        transform(transformer, late, ClassFileOf.type(late));
        assertThat(transformer.wasOffered(late)).isTrue();
        assertThat(transformer.notOffered(loaded)).isEmpty();
    }

    /** Its class file has handles of fields, for {@code toString} and the like. */
    record Listed(int value) {}

    @Test
    void aRecordIsWoven() {
        assertThat(transform(transformer(Listed.class.getName() + "#value()"), null, ClassFileOf.type(Listed.class)))
                .isNotNull();
    }

    private CallTransformer transformer(String signature) {
        PolicyMatcher matcher = new PolicyMatcher(policy(Mode.LOG, rule("r", signatures(signature), List.of())));
        CallTransformer.Listener listener = new CallTransformer.Listener() {
            @Override
            public void notWoven(String className, String reason) {}

            @Override
            public void fieldsMatter() {
                fieldsMattered++;
            }
        };
        return new CallTransformer(
                matcher, new WovenProcess(new Sites((number, site) -> {}), OtherAgents.NONE), listener);
    }

    private static byte @Nullable [] transform(
            CallTransformer transformer, @Nullable Class<?> redefined, byte[] classFile) {
        Module module = redefined == null ? CallTransformerTest.class.getModule() : redefined.getModule();
        ClassLoader loader = redefined == null ? ClassLoader.getPlatformClassLoader() : redefined.getClassLoader();
        String name =
                redefined == null ? "com/acme/Loading" : redefined.getName().replace('.', '/');
        return transformer.transform(module, loader, name, redefined, null, classFile);
    }
}
