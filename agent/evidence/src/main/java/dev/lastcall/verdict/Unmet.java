package dev.lastcall.verdict;

import dev.lastcall.evidence.ProcessInfo;
import dev.lastcall.policy.ClassPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Population} asks for and no process has met yet: a misspelled name would leave others out. Not
 * thread-safe.
 */
final class Unmet {
    private final List<ClassPattern> services;
    private final List<ClassPattern> environments;
    private final List<ClassPattern> versions;

    Unmet(Population population) {
        services = new ArrayList<>(population.services());
        environments = new ArrayList<>(population.environments());
        versions = new ArrayList<>(population.versions());
    }

    /** Takes note of a process, included or not. */
    void meet(ProcessInfo process) {
        services.removeIf(glob -> glob.matches(process.service()));
        environments.removeIf(glob -> glob.matches(process.environment()));
        versions.removeIf(glob -> glob.matches(process.version()));
    }

    List<String> inWords() {
        List<String> words = new ArrayList<>();
        services.forEach(glob -> words.add("service " + Population.named(glob.text())));
        environments.forEach(glob -> words.add("environment " + Population.named(glob.text())));
        versions.forEach(glob -> words.add("version " + Population.named(glob.text())));
        return words;
    }
}
