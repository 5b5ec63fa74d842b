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
    void whatIsUnloadedIsForgottenAndWhatCameMeanwhileIsNot() {
        offered.add(null, "gone/Before");
        offered.add(OfferedTest.class.getClassLoader(), "dev/lastcall/weave/OfferedTest");
        long[] sorted = offered.sorted();
        offered.add(null, "java/util/List");
        offered.keepOnly(new Class<?>[] {OfferedTest.class, String.class}, sorted);
        assertThat(offered.has(OfferedTest.class)).isTrue();
        assertThat(offered.has(List.class)).isTrue();
        assertThat(offered.sorted()).hasSize(2);
    }

    @Test
    void thereAreTooManyWhenMostMayBeUnloaded() {
        for (int i = 0; i <= 1 << 17; i++) {
            assertThat(offered.areTooMany()).isFalse();
            offered.add(null, "generated/C" + i);
        }
        assertThat(offered.areTooMany()).isTrue();
        offered.keepOnly(new Class<?>[] {String.class}, offered.sorted());
        assertThat(offered.areTooMany()).isFalse();
        assertThat(offered.sorted()).isEmpty();
    }
}
