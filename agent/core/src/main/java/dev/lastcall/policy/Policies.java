package dev.lastcall.policy;

import java.util.List;

/** Where policies come from. */
public final class Policies {
    private Policies() {}

    /**
     * The policy of those settings.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    public static Policy load(Settings settings) throws ConfigurationException {
        if (!settings.policy().isEmpty()) {
            throw new ConfigurationException(
                    List.of(new Problem(settings.policy().get(0), "policy files are not read yet")),
                    settings.onErrorExit());
        }
        Rule inline = settings.inline();
        Mode mode = settings.mode();
        return new Policy(mode == null ? Mode.LOG : mode, inline == null ? List.of() : List.of(inline), "");
    }
}
