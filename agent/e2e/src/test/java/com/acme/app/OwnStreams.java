package com.acme.app;

import com.acme.legacy.Factory;
import java.io.OutputStream;
import java.io.PrintStream;

/** An application that replaces both its streams for good, and tells on those who write to them. */
public final class OwnStreams {
    private OwnStreams() {}

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setErr(new PrintStream(new Captured("err", out), true));
        System.setOut(new PrintStream(new Captured("out", out), true));
        for (int i = 0; i < 10; i++) {
            Factory.create("own streams");
        }
        out.println("done");
    }

    private static final class Captured extends OutputStream {
        private final String name;
        private final PrintStream tell;

        Captured(String name, PrintStream tell) {
            this.name = name;
            this.tell = tell;
        }

        @Override
        public void write(int octet) {
            tell.println("captured from System." + name);
        }
    }
}
