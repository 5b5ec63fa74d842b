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
    void eachLoaderIsKnownOnceWhateverItSaysOfItsEquals() {
        ClassLoader one = new Alike();
        ClassLoader other = new Alike();
        for (int i = 0; i < 3; i++) {
            offered.add(one, "a/B" + i);
            offered.add(other, "a/B" + i);
            offered.add(null, "a/B" + i);
        }
        assertThat(offered.loaders()).hasSize(2).anyMatch(it -> it == one).anyMatch(it -> it == other);
    }

    @Test
    void ofVeryManyLoadersOnlySomeAreKnown() {
        ClassLoader[] living = new ClassLoader[600];
        for (int i = 0; i < living.length; i++) {
            living[i] = new Alike();
            offered.add(living[i], "a/B");
        }
        assertThat(offered.loaders()).hasSize(512);
    }

    /** All of them are equal. */
    private static final class Alike extends ClassLoader {
        @Override
        public boolean equals(Object other) {
            return other instanceof Alike;
        }

        @Override
        public int hashCode() {
            return 1;
        }
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
