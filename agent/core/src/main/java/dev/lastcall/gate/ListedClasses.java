package dev.lastcall.gate;

import dev.lastcall.policy.Coverage;

/**
 * Which classes a policy lists, known of each class once it was asked: all fields that the application uses through
 * reflection are asked about. What is known lies in the class, so that nothing here keeps a class or its loader.
 * Thread-safe.
 */
final class ListedClasses extends ClassValue<Boolean> {
    private final Coverage coverage;

    ListedClasses(Coverage coverage) {
        this.coverage = coverage;
    }

    @Override
    protected Boolean computeValue(Class<?> type) {
        return coverage.lists(type.getName());
    }
}
