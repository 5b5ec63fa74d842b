/**
 * What the user sets, by environment, system property or agent argument: {@link
 * dev.lastcall.settings.SettingsReader#read} reads it, {@link dev.lastcall.settings.Policies#load} makes one policy of
 * the inline rule and of the files that it names. Knows policyfile, policy and text.
 */
@NullMarked
package dev.lastcall.settings;

import org.jspecify.annotations.NullMarked;
