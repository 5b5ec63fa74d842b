package com.acme.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls again and again, on a thread for each way, until told to {@code stop}. Each thread says when what it gets changes.
 * The lines {@code phase} on stdin part the calls: one belongs to the phase in which it began.
 */
public final class UnderLoad extends Thread {
    private static volatile int phase;
    private static volatile boolean stopped;

    private final Ways way;
    private final long[] calls = new long[16];
    private final long[] passed = new long[16];

    private UnderLoad(Ways way) {
        super(way.name());
        this.way = way;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<UnderLoad> threads = new ArrayList<>();
        for (Ways way : Ways.values()) {
            UnderLoad thread = new UnderLoad(way);
            thread.start();
            threads.add(thread);
        }
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while ("phase".equals(stdin.readLine())) {
            nextPhase();
        }
        stopped = true;
        for (UnderLoad thread : threads) {
            thread.join();
            thread.print();
        }
        System.out.println("bodies " + Truth.bodies());
    }

    private static synchronized void nextPhase() {
        phase++;
        System.out.println("phase " + phase);
    }

    @Override
    public void run() {
        String last = "";
        int all = 0;
        while (!stopped) {
            Rest.after(++all);
            int now = phase;
            calls[now]++;
            String outcome = way.outcome();
            if (Ways.passes(outcome)) {
                passed[now]++;
            }
            if (!outcome.equals(last)) {
                System.out.println("now " + way + " " + outcome);
                last = outcome;
            }
        }
    }

    private void print() {
        long all = 0;
        for (int i = 0; i <= phase; i++) {
            System.out.println("calls-" + way + "-" + i + " " + calls[i]);
            System.out.println("passed-" + way + "-" + i + " " + passed[i]);
            all += calls[i];
        }
        System.out.println("calls-" + way + " " + all);
    }
}
