package dev.lastcall.gate;

import dev.lastcall.policy.PolicyMatcher;

/**
 * Which classes a policy lists, known of each class once it was asked: all fields that the application uses through
 * reflection are asked about. What is known lies in the class, so that nothing here keeps a class or its loader.
 * Thread-safe.
 */
final class ListedClasses extends ClassValue<Boolean> {
    private final PolicyMatcher matcher;

    ListedClasses(PolicyMatcher matcher) {
        this.matcher = matcher;
    }

    @Override
    protected Boolean computeValue(Class<?> type) {
        return matcher.lists(type.getName());
    }
}
