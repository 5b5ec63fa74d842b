package dev.lastcall.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfferedTest {
    private final Offered offered = new Offered();

    @Test
    void aClassIsKnownByItsNameAndLoader() {
        offered.add(OfferedTest.class.getClassLoader(), "dev/lastcall/weave/OfferedTest");
        offered.add(null, "java/util/List");
        assertThat(offered.has(OfferedTest.class)).isTrue();
        assertThat(offered.has(List.class)).isTrue();
        assertThat(offered.has(Offered.class)).isFalse();
        long[] sorted = offered.sorted();
        assertThat(Offered.has(sorted, OfferedTest.class)).isTrue();
        assertThat(Offered.has(sorted, Offered.class)).isFalse();
    }

    @Test
    void theSameNameInAnotherLoaderIsAnotherClass() {
        offered.add(null, "dev/lastcall/weave/OfferedTest");
        assertThat(offered.has(OfferedTest.class)).isFalse();
    }

    @Test
    void whenThereAreTooManyWhatIsUnloadedIsForgottenAndTheLatestAreNot() {
        offered.add(OfferedTest.class.getClassLoader(), "dev/lastcall/weave/OfferedTest");
        for (int i = 0; i < 1 << 17; i++) {
            assertThat(offered.areTooMany()).isFalse();
            offered.add(null, "generated/C" + i);
        }
        offered.add(null, "java/util/List");
        assertThat(offered.areTooMany()).isTrue();
        offered.keepOnly(new Class<?>[] {OfferedTest.class, String.class});
        assertThat(offered.areTooMany()).isFalse();
        assertThat(offered.has(OfferedTest.class)).isTrue();
        assertThat(offered.has(List.class)).isTrue();
        assertThat(offered.has(String.class)).isFalse();
        assertThat(offered.sorted()).hasSize((1 << 14) + 1);
    }
}
