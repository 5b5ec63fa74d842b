package dev.lastcall.runtime;

import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Settings;
import java.util.List;

/**
 * Settings that someone would change in a running process, but that belong to the start. Apart from {@link Agent},
 * since the class of an exception that is thrown there would be loaded at each start.
 */
final class FixedSettings {
    private FixedSettings() {}

    /**
     * What to append to the answer; empty if nothing stays as it was.
     *
     * @param argument what was asked
     * @param changes what was read from it
     * @throws ConfigurationException if nothing at all would change
     */
    static String note(String argument, Settings changes) throws ConfigurationException {
        List<String> fixed = Settings.ofTheStart(argument);
        if (fixed.isEmpty()) {
            return "";
        }
        String note = String.join(", ", fixed)
                + (fixed.size() == 1 ? " stays as it was: it belongs" : " stay as they were: they belong")
                + " to the start of the agent, which runs here already";
        if (!changes.changeSomething()) {
            throw new ConfigurationException("nothing has changed", List.of(note), true);
        }
        return "; " + note;
    }
}
