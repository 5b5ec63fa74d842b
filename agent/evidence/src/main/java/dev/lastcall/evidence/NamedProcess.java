package dev.lastcall.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process and what reports call it.
 *
 * @param name {@code service pid@host}; followed by the head of the ledger's UUID where several processes would share
 *     that, as containers do in which every process is number 1
 */
public record NamedProcess(String name, ProcessInfo info) {

    static List<NamedProcess> nameAll(List<ProcessInfo> processes) {
        Map<String, Integer> uses = new HashMap<>();
        for (ProcessInfo process : processes) {
            uses.merge(shortName(process), 1, Integer::sum);
        }
        List<NamedProcess> named = new ArrayList<>();
        for (ProcessInfo process : processes) {
            String name = shortName(process);
            boolean unique = uses.getOrDefault(name, 0) == 1;
            named.add(new NamedProcess(unique ? name : name + " (" + uuidHead(process) + ')', process));
        }
        return named;
    }

    private static String shortName(ProcessInfo process) {
        return process.service() + ' ' + process.pid() + '@' + process.host();
    }

    private static String uuidHead(ProcessInfo process) {
        return process.uuid().toString().substring(0, 8);
    }
}
