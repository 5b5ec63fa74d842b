package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "file:/srv/shop.jar, /srv/shop.jar",
        "file:/srv/classes/, /srv/classes",
        "jar:file:/srv/app.jar!/BOOT-INF/classes!/, jar:file:/srv/app.jar!/BOOT-INF/classes!",
        "jar:nested:/srv/app.jar/!BOOT-INF/classes/!/, jar:file:/srv/app.jar!/BOOT-INF/classes!",
        "jar:nested:/srv/app.jar/!BOOT-INF/lib/shop-2.jar!/, jar:file:/srv/app.jar!/BOOT-INF/lib/shop-2.jar!",
        "jar:nested:/srv/app.jar!/, jar:nested:/srv/app.jar!"
    })
    void whatLiesInAnArchiveIsNamedAlikeInEachVersionOfSpringBoot(String location, String named) throws Exception {
        URLStreamHandler any = new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                throw new UnsupportedOperationException();
            }
        };
        @SuppressWarnings("deprecation") // the one that takes a handler on Java 17
        URL url = new URL(null, location, any);
        CodeSource source = new CodeSource(url, (Certificate[]) null);
        assertThat(Origin.codeSource(new ProtectionDomain(source, null))).isEqualTo(named);
    }
}
