package dev.lastcall.policyfile;

import dev.lastcall.text.OneLine;

/**
 * One thing that is wrong with what the user wrote.
 *
 * @param place the setting in the spelling that was used ({@code LASTCALL_MODE}, {@code -Dlastcall.mode}, {@code agent
 *     argument mode}), or {@code file:line:column}, or a file
 * @param message what is wrong, what is allowed, and the nearest right word if there is one
 */
public record Problem(String place, String message) {
    public Problem {
        place = OneLine.of(place);
        message = OneLine.of(message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
