package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;

/** How reasons name a process. */
final class ProcessNames {
    private ProcessNames() {}

    static String name(ProcessInfo process) {
        return process.service() + ' ' + process.pid() + '@' + process.host();
    }

    /** What a ledger is accepted by: the name of its file, without folders. */
    static String file(ProcessInfo process) {
        String path = process.file();
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
