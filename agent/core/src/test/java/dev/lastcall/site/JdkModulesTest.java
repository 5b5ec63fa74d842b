package dev.lastcall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkModulesTest {
    @TempDir
    Path folder;

    @Test
    void allModulesOfTheBootLayerAreTheJdks() {
        assertThat(ModuleLayer.boot().modules())
                .hasSizeGreaterThan(10)
                .allMatch(JdkModules::hold)
                .allMatch(JdkModules::hold);
    }

    @Test
    void unnamedModulesAreNot() {
        assertThat(JdkModules.hold(JdkModulesTest.class.getModule())).isFalse();
    }

    @Test
    void aModuleThatIsNamedAsOneOfTheJdkButComesFromAJarIsNot() throws Exception {
        for (String name : List.of("java.ws.rs", "jdk.acme")) {
            Module module = automatic(name);
            assertThat(module.getName()).isEqualTo(name);
            assertThat(JdkModules.hold(module)).isFalse();
        }
    }

    @Test
    void theModuleOfAProxyIs() {
        Object proxy = Proxy.newProxyInstance(
                JdkModulesTest.class.getClassLoader(),
                new Class<?>[] {Runnable.class},
                (self, method, arguments) -> null);
        Module module = proxy.getClass().getModule();
        assertThat(module.getName()).startsWith("jdk.proxy");
        assertThat(JdkModules.hold(module)).isTrue();
        assertThat(JdkModules.isOfProxies(module)).isTrue();
        assertThat(JdkModules.isOfProxies(Object.class.getModule())).isFalse();
        assertThat(JdkModules.isOfProxies(JdkModulesTest.class.getModule())).isFalse();
    }

    @Test
    void aNameAloneDoesNotMakeAGeneratedClassOfTheJdk() {
        assertThat(JdkModules.generated(JdkModulesTest.class.getClassLoader(), "jdk.internal.reflect.Generated1"))
                .isFalse();
        assertThat(JdkModules.generated(null, "jdk.internal.reflect.Generated1"))
                .isFalse();
    }

    private Module automatic(String name) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", name);
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.finish();
        }
        Configuration resolved =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of(name));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(resolved, null)
                .findModule(name)
                .orElseThrow();
    }
}
