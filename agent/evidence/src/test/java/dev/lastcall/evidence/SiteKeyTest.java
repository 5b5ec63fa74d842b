package dev.lastcall.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.policy.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteKeyTest {
    @ParameterizedTest
    @CsvSource({
        "a.b.C, a.b.C",
        "a.b.C$1, a.b.C",
        "a.b.C$1$2, a.b.C",
        "a.b.C$Inner$3, a.b.C$Inner",
        "a.b.C$1Local, a.b.C$1Local",
        "a.b.C$10, a.b.C",
        "a.b.C$9, a.b.C",
        "a.b.C$1:, a.b.C$1:",
        "a.b.C$1/, a.b.C$1/",
        "a.b.C$, a.b.C$",
        "$1, $1"
    })
    void anAnonymousClassIsTheOneThatItIsWrittenIn(String className, String named) {
        assertThat(SiteKey.named(className)).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "file:/srv/lib/shop-1.2.3.jar, shop",
        "file:/srv/lib/shop-cart-1.0-SNAPSHOT.jar, shop-cart",
        "file:/srv/lib/shop.jar, shop",
        "jar:file:/srv/app.jar!/BOOT-INF/lib/shop-2.jar!/, shop",
        "jar:nested:/srv/app.jar/!BOOT-INF/lib/shop-2.jar!/, shop",
        "nested:/srv/app.jar/!shop-2.jar, shop",
        "jar:nested:/srv/app.jar/!BOOT-INF/classes/!/, ''",
        "C:\\srv\\shop-1.0.war, shop",
        "file:/srv/lib/shop-0.9.jar, shop",
        "file:/srv/lib/shop-9.jar, shop",
        "file:/srv/lib/shop-x2.jar, shop-x2",
        "file:/srv/lib/3-shop-a-.jar, 3-shop-a-",
        "file:/srv/lib/shop-:.jar, shop-:",
        "file:/srv/lib/shop-.old.jar, shop-.old",
        "file:/srv/classes/, ''",
        "file:/srv/v1.2/classes, ''",
        "'', ''"
    })
    void aJarIsKnownWithoutItsFolderAndVersion(String codeSource, String artifact) {
        assertThat(SiteKey.artifact(codeSource)).isEqualTo(artifact);
    }

    @Test
    void linesVersionsAndLoadersAreVariantsOfOneSite() {
        assertThat(key("a.b.C$1", 7, "file:/srv/shop-1.0.jar", "app"))
                .isEqualTo(key("a.b.C$2", 9, "file:/other/shop-2.0.jar", "web"));
        assertThat(key("a.b.C", 7, "file:/srv/shop-1.0.jar", "app"))
                .isNotEqualTo(key("a.b.C", 7, "file:/srv/cart-1.0.jar", "app"));
    }

    private static SiteKey key(String className, int line, String codeSource, String loader) {
        Caller caller = new Caller(className, "run", "()V", line, "C.java", codeSource, loader);
        Target target = new Target("com.acme.Old", "make", "()V");
        return SiteKey.of(new Site("old", Role.DEPRECATED, Kind.CALL, caller, target));
    }
}
