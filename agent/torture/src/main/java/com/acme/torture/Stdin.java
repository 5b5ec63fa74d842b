package com.acme.torture;

import java.io.IOException;

/** Ends the process when the one that started it is gone: its stdin then ends. */
final class Stdin implements Runnable {
    private final Runnable atLine;

    private Stdin(Runnable atLine) {
        this.atLine = atLine;
    }

    /** @param atLine runs at each line that comes */
    static void watch(Runnable atLine) {
        Thread thread = new Thread(new Stdin(atLine), "stdin");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                if (read == '\n') {
                    atLine.run();
                }
            }
        } catch (IOException gone) {
            // as at the end
        }
        Runtime.getRuntime().halt(3);
    }
}
