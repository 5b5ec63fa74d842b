package dev.lastcall.settings;

import org.jspecify.annotations.Nullable;

/**
 * The value that a setting has.
 *
 * @param text without surrounding blanks, not empty
 * @param place the spelling in which it was set
 */
record SettingValue(String text, String place) {
    static @Nullable SettingValue of(@Nullable String text, String place) {
        return text == null || text.isBlank() ? null : new SettingValue(text.strip(), place);
    }
}
