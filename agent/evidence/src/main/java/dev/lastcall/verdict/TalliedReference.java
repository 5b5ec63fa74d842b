package dev.lastcall.verdict;

import dev.lastcall.evidence.LoadedReference;
import java.util.Set;
import java.util.TreeSet;

/** One reference of loaded classes to what a rule takes away, and whose it is. Not thread-safe. */
final class TalliedReference {
    private LoadedReference example;
    private final Set<String> services = new TreeSet<>();

    TalliedReference(LoadedReference first) {
        example = first;
    }

    /** The same reference of a process of that service. */
    void add(LoadedReference reference, String service) {
        services.add(service);
        // whatever the order of the ledgers
        if (reference.toString().compareTo(example.toString()) < 0) {
            example = reference;
        }
    }

    LoadedReference example() {
        return example;
    }

    Set<String> services() {
        return services;
    }

    /** What makes references of several processes one: kind, class, member and target, and neither line nor jar. */
    static String key(LoadedReference reference) {
        return String.join(
                " ",
                reference.kind().label(),
                reference.className(),
                reference.member() + reference.descriptor(),
                reference.named());
    }

    String inWords() {
        return example.place() + " (" + example.kind().label() + ' ' + example.named() + ')';
    }
}
