package dev.lastcall.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.launch.fixture.Aa;
import dev.lastcall.launch.fixture.BB;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedLoaderTest {
    @TempDir
    Path folder;

    @Test
    void classesOfOneHashCodeAreToldApart() throws Exception {
        assertThat(Aa.class.getName()).hasSameHashCodeAs(BB.class.getName());
        for (List<Class<?>> order :
                List.of(List.<Class<?>>of(Aa.class, BB.class), List.<Class<?>>of(BB.class, Aa.class))) {
            IsolatedLoader loader = loader(order);
            for (Class<?> type : List.of(Aa.class, BB.class)) {
                Class<?> loaded = loader.loadClass(type.getName());
                assertThat(loaded.getName()).isEqualTo(type.getName());
                assertThat(loaded.getClassLoader()).isSameAs(loader);
            }
        }
    }

    @Test
    void aNameThatSharesAHashCodeAloneIsNotFound() throws Exception {
        IsolatedLoader loader = loader(List.of(Aa.class));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> loader.loadClass(BB.class.getName())).isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.loadClass(Aa.class.getName()).getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void whoAsksAgainGetsTheSameClass() throws Exception {
        IsolatedLoader loader = loader(List.of(Aa.class));
        Class<?> first = loader.loadClass(Aa.class.getName());
        assertThat(loader.loadClass(Aa.class.getName())).isSameAs(first).isNotSameAs(Aa.class);
    }

    @Test
    void otherClassesAreThoseOfTheJdkAlone() throws Exception {
        IsolatedLoader loader = loader(List.of());
        assertThat(loader.loadClass("java.util.List")).isSameAs(List.class);
        assertThat(loader.loadClass("java.sql.Connection").getClassLoader())
                .isSameAs(ClassLoader.getPlatformClassLoader());
        assertThatThrownBy(() -> loader.loadClass("java.util.NotThere")).isInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> loader.loadClass(getClass().getName())).isInstanceOf(ClassNotFoundException.class);
    }

    private IsolatedLoader loader(List<Class<?>> classes) throws IOException {
        File jar = folder.resolve("lastcall.jar").toFile();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar.toPath()))) {
            zip.putNextEntry(new ZipEntry("inst/start.pack"));
            zip.write(pack(classes));
        }
        return IsolatedLoader.open(jar);
    }

    /** Written by hand, with an index of four slots: see {@code dev.lastcall.pack.Packer}. */
    private static byte[] pack(List<Class<?>> classes) throws IOException {
        ByteBuffer index = ByteBuffer.allocate(4 * 8);
        ByteArrayOutputStream bodies = new ByteArrayOutputStream();
        bodies.write(0);
        for (Class<?> type : classes) {
            int hash = type.getName().hashCode();
            int slot = hash & 3;
            while (index.getInt(slot * 8 + 4) != 0) {
                slot = (slot + 1) & 3;
            }
            index.putInt(slot * 8, hash).putInt(slot * 8 + 4, bodies.size());
            byte[] name = type.getName().getBytes(StandardCharsets.UTF_8);
            byte[] body = classFile(type);
            bodies.write(ByteBuffer.allocate(2).putShort((short) name.length).array());
            bodies.write(name);
            bodies.write(ByteBuffer.allocate(4).putInt(body.length).array());
            bodies.write(body);
        }
        return ByteBuffer.allocate(12 + index.capacity() + bodies.size())
                .putInt(0)
                .putInt(bodies.size())
                .putInt(index.capacity())
                .put(index.array())
                .put(bodies.toByteArray())
                .array();
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }
}
