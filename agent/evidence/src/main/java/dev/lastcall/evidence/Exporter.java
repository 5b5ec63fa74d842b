package dev.lastcall.evidence;

import java.util.function.Supplier;

/**
 * Takes what a living process has seen to where it is watched, while the process runs. Called about once a second on
 * the agent's own thread, from the first class on that names something listed, one call at a time. An exporter must be
 * quick, as the agent waits for it, and may fail: then the next heartbeat calls it again.
 */
public interface Exporter {
    /**
     * Takes what there is to take at a heartbeat.
     *
     * @param nowMillis milliseconds since 1970 UTC
     * @param living the evidence of this moment, made anew whenever it is asked for: counts of all call sites that were
     *     called, as the ledger would say them. No file is touched
     * @throws Exception of any kind, which is logged once
     */
    void export(long nowMillis, Supplier<ProcessEvidence> living) throws Exception;
}
